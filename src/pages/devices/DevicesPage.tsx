import { Button } from '@mantine/core';
import { IconDevices } from '@tabler/icons-react';
import { useAccount } from '../../auth/use-session.ts';
import { AskedAgain } from '../../features/budget/LimitWait.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { plural } from '../../ui/format.ts';
import { DevicesHeader } from './DevicesHeader.tsx';
import { DevicesLoading } from './DevicesLoading.tsx';
import { Inventory } from './Inventory.tsx';
import classes from './devices-page.module.css';
import { useDeviceList } from './use-device-list.ts';

/** Every device of the fleet: the list's four states; the list itself is `Inventory`. */
export function DevicesPage() {
  const account = useAccount();
  const list = useDeviceList(account.id);
  const { summary } = list;
  if (summary !== undefined && summary.total > 0) {
    return <Inventory key={account.id} accountId={account.id} list={list} summary={summary} />;
  }
  const header = <DevicesHeader fetchedAt={summary?.fetchedAt} count={summary && '0 devices'} list={list} />;
  const refreshButton = (
    <Button loading={list.isRefreshing} onClick={list.refresh}>
      Look again ({plural(list.calls, 'call')})
    </Button>
  );
  return (
    <div className={classes.page}>
      {header}
      {summary !== undefined ? (
        <EmptyState icon={IconDevices} title="No devices yet" actions={refreshButton}>
          Nothing is enrolled in this organisation. Enrol a device in ManageEngine MDM, then look again. To
          try Muster with a sample fleet, start it with FLEET_SIZE=500 on an empty data folder.
        </EmptyState>
      ) : list.error !== null && !list.isRefreshing ? (
        <ErrorState
          title="The devices could not be loaded"
          reason={list.error.message}
          {...(list.triedAgainAt !== undefined && { note: <AskedAgain at={list.triedAgainAt} /> })}
          onRetry={list.refresh}
        />
      ) : (
        <DevicesLoading progress={list.progress} waitsUntil={list.waitsUntil} />
      )}
    </div>
  );
}
