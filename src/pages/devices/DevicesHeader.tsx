import { Button } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useCostWords } from '../../features/budget/use-budget.ts';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { plural } from '../../ui/format.ts';
import classes from './devices-page.module.css';
import type { DeviceList } from './use-device-list.ts';

interface Props {
  count?: ReactNode;
  /** When the service was last asked, ms since 1970. */
  fetchedAt?: number | undefined;
  list: Pick<DeviceList, 'isRefreshing' | 'waitsUntil' | 'calls' | 'refresh'>;
}

/** Title, count, and how old what is shown is, with the way to renew it and its price. */
export function DevicesHeader({ count, fetchedAt, list }: Props) {
  const isWaiting = list.waitsUntil !== undefined;
  const cost = useCostWords(list.calls);
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
          loading={list.isRefreshing && !isWaiting}
          disabled={isWaiting}
          className={classes.refresh}
          title={`Ask the service now: ${cost}`}
          onClick={list.refresh}
        >
          <span className={classes.word}>Refresh ({plural(list.calls, 'call')})</span>
        </Button>
      </div>
    </header>
  );
}
