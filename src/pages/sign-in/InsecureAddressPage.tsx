import { SignInBox } from './SignInBox.tsx';

/** At an http address that is not this machine browsers withhold the cryptography that signing in needs. */
export function InsecureAddressPage({ origin }: { origin: string }) {
  return (
    <SignInBox title="Muster needs a secure address">
      <p>
        You opened {origin}. At an http address of another machine, browsers do not offer the cryptography
        that signing in needs.
      </p>
      <p>
        Open Muster at an https address. Whoever runs it can put a proxy with a certificate before it (the
        PUBLIC_URL setting); on the machine it runs on, http://localhost and http://127.0.0.1 work too.
      </p>
    </SignInBox>
  );
}
