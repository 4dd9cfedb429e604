import { SignInBox } from './SignInBox.tsx';

/** In the window beside the page, for the moment until it closes, or where the browser leaves it open. */
export function SignInBesidePage() {
  return (
    <SignInBox title="Back to your page">
      <p>This window has done its part: close it, and go on in the one you came from.</p>
    </SignInBox>
  );
}
