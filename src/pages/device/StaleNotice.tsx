import { Button } from '@mantine/core';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import classes from './device-page.module.css';
import type { useDevice } from './use-device.ts';

interface Props {
  error: Error;
  device: ReturnType<typeof useDevice>;
}

/** Why there is nothing newer, above what there is. */
export function StaleNotice({ error, device }: Props) {
  return (
    <div className={classes.notice} role="alert">
      <p>
        {error.message}{' '}
        {device.fetchedAt === undefined ? (
          'Only what the device list says is shown.'
        ) : (
          <>
            What you see was loaded <RelativeTime at={device.fetchedAt} />.
          </>
        )}
      </p>
      <Button size="compact-sm" variant="default" loading={device.isFetching} onClick={device.refresh}>
        Try again (1 call)
      </Button>
    </div>
  );
}
