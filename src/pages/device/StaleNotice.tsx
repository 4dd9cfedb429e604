import { Button } from '@mantine/core';
import { AskedAgain, LimitWait } from '../../features/budget/LimitWait.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import classes from './device-page.module.css';
import type { useDevice } from './use-device.ts';

interface Props {
  device: ReturnType<typeof useDevice>;
}

/** Why there is nothing newer, or what that waits for, above what there is. */
export function StaleNotice({ device }: Props) {
  const { error, waitsUntil, triedAgainAt } = device;
  if (waitsUntil !== undefined) {
    return (
      <div className={classes.notice} role="status">
        <p>
          <LimitWait until={waitsUntil} />. <WhatIsShown device={device} />
        </p>
      </div>
    );
  }
  if (error === null) return null;
  return (
    <div className={classes.notice} role="alert">
      <p>
        {error.message} {triedAgainAt !== undefined && <AskedAgain at={triedAgainAt} />}{' '}
        <WhatIsShown device={device} />
      </p>
      <Button size="compact-sm" variant="default" loading={device.isFetching} onClick={device.refresh}>
        Try again (1 call)
      </Button>
    </div>
  );
}

function WhatIsShown({ device: { row, fetchedAt } }: Props) {
  if (fetchedAt !== undefined) {
    return (
      <>
        What you see was loaded <RelativeTime at={fetchedAt} />.
      </>
    );
  }
  return row === undefined ? null : 'Only what the device list says is shown.';
}
