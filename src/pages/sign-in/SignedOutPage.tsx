import { Button } from '@mantine/core';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useSession, useSessionState } from '../../auth/use-session.ts';
import { paths } from '../../lib/paths.ts';
import { SignInBox } from './SignInBox.tsx';
import classes from './sign-in.module.css';

/** After signing out, in every tab. */
export function SignedOutPage() {
  const session = useSession();
  const state = useSessionState();
  const navigate = useNavigate();
  const [problem, setProblem] = useState<string>();
  const signIn = () => {
    session.signIn(paths.home()).catch((error: unknown) => {
      setProblem(error instanceof Error ? error.message : String(error));
    });
  };
  if (state.status !== 'signed-out') {
    return (
      <SignInBox title={`Signed in as ${state.account.name}`}>
        <p>You signed in in another tab.</p>
        <Button fullWidth onClick={() => void navigate(paths.home())}>
          Go to the devices
        </Button>
      </SignInBox>
    );
  }
  return (
    <SignInBox title="Signed out">
      {state.notice === undefined ? (
        <p>You are signed out in every tab, and what Muster kept in this browser is removed.</p>
      ) : (
        <p className={classes.notice} role="alert">
          {state.notice}
        </p>
      )}
      {problem !== undefined && (
        <p className={classes.notice} role="alert">
          {problem}
        </p>
      )}
      <Button fullWidth onClick={signIn}>
        Sign in
      </Button>
    </SignInBox>
  );
}
