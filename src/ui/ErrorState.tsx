import { Button } from '@mantine/core';
import { IconCloudOff } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './states.module.css';

interface Props {
  title: string;
  /** The sentence of the error. */
  reason: string;
  onRetry?: () => void;
  isRetrying?: boolean;
  actions?: ReactNode;
}

/** What could not be shown, why, and the way to try again. */
export function ErrorState({ title, reason, onRetry, isRetrying = false, actions }: Props) {
  return (
    <div className={classes.state} role="alert">
      <IconCloudOff size={32} stroke={1.5} className={classes.icon} aria-hidden />
      <h2 className={classes.title}>{title}</h2>
      <p className={classes.text}>{reason}</p>
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
