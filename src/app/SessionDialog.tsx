import { Button } from '@mantine/core';
import { useState } from 'react';
import { useLocation } from 'react-router';
import { ApiError } from '../api/errors.ts';
import { useSession, useSessionState } from '../auth/use-session.ts';
import { paths } from '../lib/paths.ts';
import { Modal } from '../ui/Modal.tsx';
import classes from './session-dialog.module.css';

type Attempt =
  { status: 'none' } | { status: 'waiting' } | { status: 'blocked' } | { status: 'failed'; reason: string };

/** Over the page, which stays as it is: the session ended, and signing in again happens in a window beside. */
export function SessionDialog() {
  const state = useSessionState();
  if (state.status !== 'expired') return null;
  if (state.replacedBy !== undefined) {
    return <ReplacedDialog before={state.account.name} now={state.replacedBy.name} />;
  }
  return <ExpiredDialog name={state.account.name} email={state.account.email} />;
}

function ExpiredDialog({ name, email }: { name: string; email: string }) {
  const session = useSession();
  const { pathname, search, hash } = useLocation();
  const [attempt, setAttempt] = useState<Attempt>({ status: 'none' });
  const signInBeside = async () => {
    setAttempt({ status: 'waiting' });
    try {
      await session.signInBeside();
    } catch (error) {
      const isBlocked = error instanceof ApiError && error.code === 'POPUP_BLOCKED';
      const reason = error instanceof Error ? error.message : String(error);
      setAttempt(isBlocked ? { status: 'blocked' } : { status: 'failed', reason });
    }
  };
  return (
    <Modal label="Your session has ended">
      <h2>Your session has ended</h2>
      <p>
        Sign in again as {name} ({email}). It happens in a window beside this page: your selection, filters
        and what you were writing stay as they are.
      </p>
      <div role="status">
        {attempt.status === 'waiting' && <p>Waiting for the sign-in window…</p>}
        {attempt.status === 'failed' && <p className={classes.problem}>{attempt.reason}</p>}
        {attempt.status === 'blocked' && (
          <p className={classes.problem}>
            The browser blocked the sign-in window. Allow pop-up windows for this address and try again, or
            sign in on this page: what the address says (filters, sort) comes back, a selection does not.
          </p>
        )}
      </div>
      <div className={classes.actions}>
        <Button data-autofocus onClick={() => void signInBeside()}>
          Sign in again
        </Button>
        {attempt.status === 'blocked' && (
          <Button variant="default" onClick={() => void session.signIn(`${pathname}${search}${hash}`)}>
            Sign in on this page
          </Button>
        )}
        <Button variant="subtle" color="gray" onClick={() => void session.signOut()}>
          Sign out
        </Button>
      </div>
    </Modal>
  );
}

/** Nothing of the one person's work is shown to the other: the page is loaded anew. */
function ReplacedDialog({ before, now }: { before: string; now: string }) {
  return (
    <Modal label="Somebody else signed in">
      <h2>{now} signed in</h2>
      <p>
        This page belongs to {before}. Only one person at a time is signed in in a browser, so it has to be
        loaded again for {now}; a selection or a draft on it is lost.
      </p>
      <div className={classes.actions}>
        <Button onClick={() => location.assign(paths.home())}>Go on as {now}</Button>
      </div>
    </Modal>
  );
}
