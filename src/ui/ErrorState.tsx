import { Button } from '@mantine/core';
import { IconCloudOff } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './states.module.css';

interface Props {
  title: string;
  /** True where it is all there is on the page: the title is then the page's heading. */
  isWholePage?: boolean;
  /** The sentence of the error. */
  reason: string;
  /** A sentence more: that it goes on by itself, say. */
  note?: ReactNode;
  onRetry?: () => void;
  isRetrying?: boolean;
  actions?: ReactNode;
}

/** What could not be shown, why, and the way to try again. */
export function ErrorState({
  title,
  isWholePage = false,
  reason,
  note,
  onRetry,
  isRetrying = false,
  actions,
}: Props) {
  const Heading = isWholePage ? 'h1' : 'h2';
  return (
    <div className={classes.state} role="alert">
      <IconCloudOff size={32} stroke={1.5} className={classes.icon} aria-hidden />
      <Heading className={classes.title}>{title}</Heading>
      <p className={classes.text}>
        {reason} {note}
      </p>
      <div className={classes.actions}>
        {onRetry && (
          <Button size="sm" onClick={onRetry} loading={isRetrying}>
            Try again
          </Button>
        )}
        {actions}
      </div>
    </div>
  );
}
