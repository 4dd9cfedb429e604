import { Button } from '@mantine/core';
import { IconCheck, IconClipboardText, IconRefresh } from '@tabler/icons-react';
import { platformLabel } from '../../features/devices/labels.ts';
import { paths } from '../../lib/paths.ts';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { exactTime } from '../../ui/relative-time.ts';
import { useCopy } from '../../ui/use-copy.ts';
import classes from './device-page.module.css';
import { deviceAlerts, platformOf, ticketSummary } from './device-summary.ts';
import type { useDevice } from './use-device.ts';

interface Props {
  /** Undefined while nothing at all is known. */
  name: string | undefined;
  device: ReturnType<typeof useDevice>;
}

const COPY_WORDS = {
  idle: 'Copy summary for a ticket',
  copied: 'Summary copied',
  failed: 'Copying failed',
} as const;

/** Who and what it is, what is wrong with it, how old that is. */
export function DeviceHeader({ name, device }: Props) {
  const { row, detail, fetchedAt } = device;
  const { state, copy } = useCopy();
  const alerts = deviceAlerts({ row, detail });
  const id = detail?.id ?? row?.id;
  const platform = platformOf({ row, detail });
  const copySummary = () => {
    if (name === undefined || id === undefined) return;
    const asOf = fetchedAt === undefined ? 'the device list' : exactTime(fetchedAt);
    void copy(ticketSummary({ row, detail }, name, asOf, `${window.location.origin}${paths.device(id)}`));
  };
  return (
    <header className={classes.header}>
      <div className={classes.who}>
        <h1 title={name}>{name === undefined ? 'Loading…' : <bdi>{name}</bdi>}</h1>
        <p className={classes.subtitle}>
          {platform !== undefined && <span>{platformLabel(platform)}</span>}
          {row?.userName !== undefined && (
            <span>
              <bdi>{row.userName}</bdi>
            </span>
          )}
          {row !== undefined && row.userName === undefined && <span>No user</span>}
        </p>
        <ul className={classes.badges} aria-label="Status">
          {alerts.map(({ tone, text }) => (
            <li key={text}>
              <StatusBadge tone={tone}>{text}</StatusBadge>
            </li>
          ))}
          {detail !== undefined && alerts.length === 0 && (
            <li>
              <StatusBadge tone="good">Nothing to report</StatusBadge>
            </li>
          )}
        </ul>
      </div>
      <div className={classes.actions}>
        <span className={classes.age}>
          {fetchedAt !== undefined && (
            <>
              Updated <RelativeTime at={fetchedAt} />
            </>
          )}
        </span>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconRefresh size={14} aria-hidden />}
          loading={device.isFetching && device.waitsUntil === undefined}
          disabled={device.waitsUntil !== undefined}
          onClick={device.refresh}
        >
          Refresh (1 call)
        </Button>
        <Button
          size="xs"
          disabled={name === undefined}
          leftSection={
            state === 'copied' ? (
              <IconCheck size={14} aria-hidden />
            ) : (
              <IconClipboardText size={14} aria-hidden />
            )
          }
          onClick={copySummary}
          aria-live="polite"
        >
          {COPY_WORDS[state]}
        </Button>
      </div>
    </header>
  );
}
