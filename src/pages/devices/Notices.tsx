import { Button } from '@mantine/core';
import { useState } from 'react';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import classes from './devices-page.module.css';

interface Props {
  /** Why the list could not be renewed; what is shown is older. */
  error: Error | null;
  fetchedAt: number;
  isRefreshing: boolean;
  onRetry: () => void;
  /** What of the address could not be used. */
  problems: readonly string[];
  /** Something else that went wrong just now. */
  failure: string | undefined;
}

/** What is wrong, above data that is still good. */
export function Notices({ error, fetchedAt, isRefreshing, onRetry, problems, failure }: Props) {
  const [dismissed, setDismissed] = useState<readonly string[]>();
  return (
    <>
      {error !== null && (
        <div className={classes.notice} role="alert">
          <p>
            Not renewed: {error.message} What you see was loaded <RelativeTime at={fetchedAt} />.
          </p>
          <Button size="compact-sm" variant="default" loading={isRefreshing} onClick={onRetry}>
            Try again (1 call)
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
