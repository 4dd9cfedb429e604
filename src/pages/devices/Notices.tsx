import { Button } from '@mantine/core';
import { useState } from 'react';
import { AskedAgain, LimitWait } from '../../features/budget/LimitWait.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { plural } from '../../ui/format.ts';
import classes from './devices-page.module.css';
import type { DeviceList } from './use-device-list.ts';

interface Props {
  /** Why the list could not be renewed, or what its renewing waits for; what is shown is older. */
  list: Pick<DeviceList, 'error' | 'triedAgainAt' | 'waitsUntil' | 'isRefreshing' | 'calls' | 'refresh'>;
  fetchedAt: number;
  /** What of the address could not be used. */
  problems: readonly string[];
  /** Something else that went wrong just now. */
  failure: string | undefined;
}

/** What is wrong, above data that is still good. */
export function Notices({ list, fetchedAt, problems, failure }: Props) {
  const { error, triedAgainAt, waitsUntil } = list;
  const [dismissed, setDismissed] = useState<readonly string[]>();
  return (
    <>
      {waitsUntil !== undefined && (
        <div className={classes.notice} role="status">
          <p>
            <LimitWait until={waitsUntil} />. What you see was loaded <RelativeTime at={fetchedAt} />.
          </p>
        </div>
      )}
      {error !== null && waitsUntil === undefined && (
        <div className={classes.notice} role="alert">
          <p>
            Not renewed: {error.message} {triedAgainAt !== undefined && <AskedAgain at={triedAgainAt} />} What
            you see was loaded <RelativeTime at={fetchedAt} />.
          </p>
          <Button size="compact-sm" variant="default" loading={list.isRefreshing} onClick={list.refresh}>
            Try again ({plural(list.calls, 'call')})
          </Button>
        </div>
      )}
      {problems.length > 0 && dismissed !== problems && (
        <div className={classes.notice} role="status">
          <p>Parts of the address were left out. {problems.join(' ')}</p>
          <Button size="compact-sm" variant="default" onClick={() => setDismissed(problems)}>
            Dismiss
          </Button>
        </div>
      )}
      {failure !== undefined && (
        <div className={classes.notice} role="alert">
          <p>{failure}</p>
        </div>
      )}
    </>
  );
}
