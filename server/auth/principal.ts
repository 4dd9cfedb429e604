import type { Role, Scope } from '../contract/scopes.ts';

/** Who makes a call, decided anew for every request from the credential and the live account. */
export interface Principal {
  kind: 'account' | 'api-key';
  /** The account's id, or `api-key:<id>`. */
  accountId: string;
  name: string;
  email: string;
  role: Role;
  /** What the token was given, cut down to what the role allows now. */
  scopes: ReadonlySet<Scope>;
  /** ms since 1970; absent for an API key. */
  sessionEndsAt?: number;
}

/** What a request shows of itself; nothing else of it is looked at. */
export interface Credentials {
  method: string;
  /** The absolute URL as the client asked for it, without query and fragment (DPoP's `htu`). */
  url: string;
  authorization: string | undefined;
  dpop: string | undefined;
}

/** A refusal names why in a word for the log and the headers that tell the client what to do (WWW-Authenticate, DPoP-Nonce). */
export type Authentication =
  | { isAuthenticated: true; principal: Principal; headers: Record<string, string> }
  | { isAuthenticated: false; reason: string; headers: Record<string, string> };

export interface Authenticator {
  authenticate(credentials: Credentials): Promise<Authentication>;
}
