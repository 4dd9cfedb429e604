import { Button } from '@mantine/core';
import { useState } from 'react';
import { copyText } from '../ui/clipboard.ts';
import classes from './failure-details.module.css';
import { explainFailure } from './failure.ts';

/** What went wrong, what to do, and the details to pass on. */
export function FailureDetails({ error, onClose }: { error: unknown; onClose?: () => void }) {
  const [failure] = useState(() => explainFailure(error, location.pathname, new Date()));
  const [copied, setCopied] = useState('Copy details');
  const copyDetails = () => {
    copyText(failure.details).then(
      () => setCopied('Copied'),
      () => setCopied('Could not copy'),
    );
  };
  return (
    <div className={classes.failure} role="alert">
      <h1 className={classes.title} tabIndex={-1}>
        {failure.title}
      </h1>
      <p>{failure.advice}</p>
      <div className={classes.actions}>
        <Button onClick={() => location.reload()}>Reload</Button>
        <Button variant="default" onClick={copyDetails}>
          {copied}
        </Button>
        {onClose && (
          <Button variant="default" onClick={onClose}>
            Close
          </Button>
        )}
      </div>
      <details>
        <summary>Details</summary>
        <pre className={classes.details}>{failure.details}</pre>
      </details>
    </div>
  );
}
