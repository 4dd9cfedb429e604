import { Button } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import classes from './devices-page.module.css';

interface Props {
  count?: ReactNode;
  /** When the service was last asked, ms since 1970. */
  fetchedAt?: number | undefined;
  isRefreshing: boolean;
  onRefresh: () => void;
}

/** Title, count, and how old what is shown is, with the way to renew it and its price. */
export function DevicesHeader({ count, fetchedAt, isRefreshing, onRefresh }: Props) {
  return (
    <header className={classes.header}>
      <h1>Devices</h1>
      <p className={classes.count} role="status">
        {count}
      </p>
      <div className={classes.age}>
        {fetchedAt !== undefined && (
          <span className={classes.ageText}>
            <span className={classes.word}>Updated</span> <RelativeTime at={fetchedAt} />
          </span>
        )}
        <Button
          size="xs"
          variant="default"
          leftSection={<IconRefresh size={14} aria-hidden />}
          loading={isRefreshing}
          className={classes.refresh}
          title="Ask the service now: 1 call"
          onClick={onRefresh}
        >
          <span className={classes.word}>Refresh (1 call)</span>
        </Button>
      </div>
    </header>
  );
}
