import type { Role } from '../../server/contract/scopes.ts';
import type { CallCredentials } from '../api/credentials.ts';

export interface SignedInAccount {
  id: string;
  name: string;
  email: string;
  role: Role;
}

export type SessionState =
  /** Nobody is signed in: sign-in is the next step. */
  | {
      status: 'signed-out';
      /** What the person should know of how the session ended (the server could not be told). */
      notice?: string;
    }
  | { status: 'signed-in'; account: SignedInAccount }
  /** The session ended in the middle of work: the page stays as it is, sign-in happens beside it. */
  | {
      status: 'expired';
      account: SignedInAccount;
      /** Somebody else signed in in this browser: what is on the page is not theirs, so it has to be loaded anew. */
      replacedBy?: SignedInAccount;
    };

/** The session of this browser, one for all tabs. */
export interface Session {
  readonly credentials: CallCredentials;
  getState(): SessionState;
  /** Returns the function that ends the subscription. */
  subscribe(listener: () => void): () => void;
  /** Leaves the page for the sign-in page; `returnTo` is a path of ours with its query string and fragment. */
  signIn(returnTo: string): Promise<void>;
  /** On the callback address: redeems the code and answers where to go. Rejects with an ApiError that says what happened. */
  completeSignIn(): Promise<string>;
  /** Signs in again in a window beside the page. Rejects when it was closed, blocked, or somebody else signed in. */
  signInBeside(): Promise<void>;
  /** In the window beside the page: hands the answer to the page that opened it and closes. */
  completeSignInBeside(): Promise<void>;
  /** What a call with a fresh token was refused for: the session is over, whatever is stored. */
  expire(): void;
  /**
   * Forgets everything stored, in every tab, then revokes and ends the server's session. Resolves in any case; where the
   * server could not be told, the state's notice says so.
   */
  signOut(): Promise<void>;
}
