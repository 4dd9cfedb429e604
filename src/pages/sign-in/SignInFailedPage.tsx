import { Button } from '@mantine/core';
import { useRouteError } from 'react-router';
import { useSession } from '../../auth/use-session.ts';
import { paths } from '../../lib/paths.ts';
import { SignInBox } from './SignInBox.tsx';

/** Back from the sign-in page with an answer that does not sign anybody in. */
export function SignInFailedPage() {
  const session = useSession();
  const error = useRouteError();
  return (
    <SignInBox title="Sign-in did not work">
      <p role="alert">{error instanceof Error ? error.message : String(error)}</p>
      <Button fullWidth onClick={() => void session.signIn(paths.home())}>
        Sign in again
      </Button>
    </SignInBox>
  );
}
