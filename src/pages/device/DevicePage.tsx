import { IconDeviceUnknown } from '@tabler/icons-react';
import { useEffect } from 'react';
import { useParams } from 'react-router';
import { ApiError } from '../../api/errors.ts';
import { useAccount } from '../../auth/use-session.ts';
import { AskedAgain } from '../../features/budget/LimitWait.tsx';
import { deviceName } from '../../features/devices/device-columns.tsx';
import { parseDeviceId, type DeviceId } from '../../lib/ids.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { BackToList } from './BackToList.tsx';
import { DeviceHeader } from './DeviceHeader.tsx';
import { KeyFacts } from './KeyFacts.tsx';
import { ReportedFacts } from './ReportedFacts.tsx';
import { StaleNotice } from './StaleNotice.tsx';
import classes from './device-page.module.css';
import { useDevice } from './use-device.ts';

/** One device, by the id in the address. */
export function DevicePage() {
  const { deviceId } = useParams();
  const id = parseDeviceId(deviceId);
  if (id === undefined) {
    return (
      <NotFound title="This is no device’s address">
        “{deviceId}” is not a device ID: those are whole numbers such as 9007199254741000.
      </NotFound>
    );
  }
  // Another device is another page: nothing of the former one stays.
  return <KnownDevice key={id} id={id} />;
}

function KnownDevice({ id }: { id: DeviceId }) {
  const account = useAccount();
  const device = useDevice(account.id, id);
  const { row, detail, error } = device;
  const isKnown = row !== undefined || detail !== undefined;
  const name = detail?.name ?? (row === undefined ? `Device ${id}` : deviceName(row));

  useEffect(
    function nameTheTab() {
      if (isKnown) document.title = `${name} · Muster`;
    },
    [isKnown, name],
  );

  if (error instanceof ApiError && error.kind === 'not-found') {
    return (
      <NotFound title="There is no such device">
        Nothing with the ID {id} is in this organisation. It may have been deleted
        {row === undefined ? '' : ` since the list was loaded, where it was called “${name}”`}.
      </NotFound>
    );
  }
  if (!isKnown && error !== null && device.waitsUntil === undefined) {
    return (
      <div className={classes.page}>
        <BackToList />
        <ErrorState
          isWholePage
          title="The device could not be loaded"
          reason={error.message}
          {...(device.triedAgainAt !== undefined && { note: <AskedAgain at={device.triedAgainAt} /> })}
          onRetry={device.refresh}
          isRetrying={device.isFetching}
        />
      </div>
    );
  }
  return (
    <div className={classes.page}>
      <BackToList current={name} />
      <DeviceHeader name={isKnown ? name : undefined} device={device} />
      <StaleNotice device={device} />
      <KeyFacts known={{ row, detail }} isLoading={detail === undefined && device.isFetching} />
      <ReportedFacts detail={detail} isLoading={detail === undefined && device.isFetching} />
    </div>
  );
}

function NotFound({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <div className={classes.page}>
      <BackToList />
      <EmptyState isWholePage icon={IconDeviceUnknown} title={title}>
        {children}
      </EmptyState>
    </div>
  );
}
