import type { User } from 'oidc-client-ts';
import type { CallCredentials } from '../api/credentials.ts';
import { ApiError } from '../api/errors.ts';
import { paths } from '../lib/paths.ts';
import { forgetAccount, readAccount, shouldAskPassword, writeAccount } from './account-snapshot.ts';
import { safeReturnTo } from './return-to.ts';
import type { SessionChannel, SessionMessage } from './session-channel.ts';
import type { Session, SessionState, SignedInAccount } from './session-types.ts';
import type { TokenClient } from './token-client.ts';
import { explainTokenFailure } from './token-failure.ts';

/** What of the token client the session uses. */
export type SessionTokens = Pick<
  TokenClient,
  | 'load'
  | 'refresh'
  | 'revoke'
  | 'dpopProof'
  | 'removeUser'
  | 'signinRedirect'
  | 'signinRedirectCallback'
  | 'signinPopup'
  | 'signinPopupCallback'
>;

export interface SessionParts {
  tokens: SessionTokens;
  storage: Storage;
  channel: SessionChannel;
  origin: string;
  /** GET /api/me with the credentials of this session. */
  loadAccount: () => Promise<SignedInAccount>;
  /** Forgets what the page keeps of the account outside this session: caches, rows, databases. */
  forgetData: () => Promise<void>;
  endServerSession: () => Promise<void>;
  /** Runs one at a time over all tabs. */
  exclusively: <T>(task: () => Promise<T>) => Promise<T>;
}

/** A token this close to its end is renewed before it is used, so that a long answer does not begin with a refusal. */
const RENEW_BEFORE_SECONDS = 60;
const SERVER_NOT_TOLD =
  'The server could not be told that you signed out. Everything on this device is removed, and the next sign-in here asks for the password; on a shared computer, close the browser as well.';

/** The session of this browser; the state of this tab is derived from what all tabs share in storage. */
export class PageSession implements Session {
  readonly credentials: CallCredentials;
  readonly #parts: SessionParts;
  readonly #listeners = new Set<() => void>();
  #state: SessionState;
  /** The access token this tab last called with: tells whether another tab has renewed it since. */
  #usedToken: string | undefined;
  #renewal: Promise<boolean> | undefined;
  /** Set while who signed in is being found out: calls are let through although the state still says otherwise. */
  #isIdentifying = false;

  constructor(parts: SessionParts) {
    this.#parts = parts;
    const account = readAccount(parts.storage);
    this.#state = account === undefined ? { status: 'signed-out' } : { status: 'signed-in', account };
    this.credentials = {
      headers: (method, url, nonce) => this.#headers(method, url, nonce),
      renew: () => this.#renew(),
    };
    parts.channel.listen((message) => this.#hear(message));
  }

  getState(): SessionState {
    return this.#state;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async signIn(returnTo: string): Promise<void> {
    const { tokens, storage, origin } = this.#parts;
    try {
      await tokens.signinRedirect({
        state: safeReturnTo(returnTo, origin),
        redirectMethod: 'replace',
        ...(shouldAskPassword(storage) && { prompt: 'login' }),
      });
    } catch (error) {
      throw explainTokenFailure(error);
    }
  }

  async completeSignIn(): Promise<string> {
    const { tokens, exclusively, origin } = this.#parts;
    try {
      const user = await exclusively(() => tokens.signinRedirectCallback());
      const before = readAccount(this.#parts.storage);
      const account = await this.#identify();
      if (before !== undefined && before.id !== account.id) await this.#parts.forgetData();
      this.#become(account);
      return safeReturnTo(user.state, origin);
    } catch (error) {
      const failure = explainTokenFailure(error);
      // The callback address again (back button, a restored tab) while the sign-in it belongs to has long succeeded.
      if (failure.kind === 'refused' && this.#state.status === 'signed-in') return paths.home();
      throw failure;
    }
  }

  async signInBeside(): Promise<void> {
    const state = this.#state;
    if (state.status !== 'expired') return;
    let account: SignedInAccount;
    try {
      await this.#parts.tokens.signinPopup({
        popupAbortOnClose: true,
        login_hint: state.account.email,
        ...(shouldAskPassword(this.#parts.storage) && { prompt: 'login' }),
      });
      account = await this.#identify();
    } catch (error) {
      throw explainPopupFailure(error);
    }
    if (account.id === state.account.id) {
      this.#become(account);
      return;
    }
    await this.#parts.forgetData();
    writeAccount(this.#parts.storage, account);
    this.#parts.channel.tell({ type: 'signed-in', account });
    this.#set({ status: 'expired', account: state.account, replacedBy: account });
    throw new ApiError('refused', `${account.name} signed in, not ${state.account.name}.`);
  }

  async completeSignInBeside(): Promise<void> {
    await this.#parts.tokens.signinPopupCallback();
  }

  expire(): void {
    if (this.#state.status !== 'signed-in') return;
    this.#set({ status: 'expired', account: this.#state.account });
    this.#parts.channel.tell({ type: 'expired' });
  }

  async signOut(): Promise<void> {
    const { tokens, storage, channel, endServerSession } = this.#parts;
    const user = await tokens.load();
    // Here first: whatever the network does, nothing of the account stays on this device.
    forgetAccount(storage, true);
    await tokens.removeUser();
    channel.tell({ type: 'signed-out' });
    await this.#leave();
    const told = await Promise.allSettled([
      user === null ? undefined : tokens.revoke(user),
      endServerSession(),
    ]);
    if (told.some((each) => each.status === 'rejected')) {
      this.#set({ status: 'signed-out', notice: SERVER_NOT_TOLD });
    }
  }

  /** Takes over what other tabs did while this one was frozen and could not hear. */
  reconcile(): void {
    const account = readAccount(this.#parts.storage);
    if (account === undefined) void this.#leave();
    else if (this.#state.status === 'signed-out' || account.id !== this.#state.account.id)
      this.#meet(account);
  }

  async #headers(method: string, url: string, nonce: string | undefined): Promise<Record<string, string>> {
    if (this.#state.status === 'expired' && !this.#isIdentifying) throw signedOut();
    let user = await this.#parts.tokens.load();
    if (user !== null && isNearItsEnd(user)) {
      this.#usedToken = user.access_token;
      // Without an answer the old token is still worth a try: only the server knows whether it has ended.
      await this.#renew().catch(() => undefined);
      user = await this.#parts.tokens.load();
    }
    const proof = user === null ? undefined : await this.#parts.tokens.dpopProof(url, user, method, nonce);
    if (user === null || proof === undefined) {
      this.expire();
      throw signedOut();
    }
    this.#usedToken = user.access_token;
    return { authorization: `DPoP ${user.access_token}`, dpop: proof };
  }

  #renew(): Promise<boolean> {
    this.#renewal ??= this.#renewOnce(this.#usedToken).finally(() => (this.#renewal = undefined));
    return this.#renewal;
  }

  #renewOnce(usedToken: string | undefined): Promise<boolean> {
    const { tokens, exclusively } = this.#parts;
    return exclusively(async () => {
      const user = await tokens.load();
      // Another tab was faster.
      if (user !== null && usedToken !== undefined && user.access_token !== usedToken) return true;
      if (user?.refresh_token === undefined) {
        this.expire();
        return false;
      }
      try {
        await tokens.refresh(user);
        return true;
      } catch (error) {
        const failure = explainTokenFailure(error);
        if (failure.kind !== 'signed-out') throw failure;
        // Signed in anew beside this call: its tokens are the ones to go on with.
        const current = await tokens.load();
        if (current !== null && current.access_token !== user.access_token) return true;
        this.expire();
        return false;
      }
    });
  }

  async #identify(): Promise<SignedInAccount> {
    this.#isIdentifying = true;
    try {
      return await this.#parts.loadAccount();
    } finally {
      this.#isIdentifying = false;
    }
  }

  #become(account: SignedInAccount): void {
    writeAccount(this.#parts.storage, account);
    this.#set({ status: 'signed-in', account });
    this.#parts.channel.tell({ type: 'signed-in', account });
  }

  #hear(message: SessionMessage): void {
    if (message.type === 'signed-out') void this.#leave();
    else if (message.type === 'signed-in') this.#meet(message.account);
    else if (this.#state.status === 'signed-in') {
      this.#set({ status: 'expired', account: this.#state.account });
    }
  }

  /** Somebody signed in in another tab. */
  #meet(account: SignedInAccount): void {
    const state = this.#state;
    if (state.status === 'signed-out' || state.account.id === account.id) {
      this.#set({ status: 'signed-in', account });
    } else {
      this.#set({ status: 'expired', account: state.account, replacedBy: account });
    }
  }

  async #leave(): Promise<void> {
    if (this.#state.status === 'signed-out') return;
    this.#usedToken = undefined;
    this.#set({ status: 'signed-out' });
    await this.#parts.forgetData();
  }

  #set(state: SessionState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}

function signedOut(): ApiError {
  return new ApiError('signed-out', 'The session has ended. Sign in again to go on.');
}

function isNearItsEnd(user: User): boolean {
  return user.refresh_token !== undefined && (user.expires_in ?? Infinity) < RENEW_BEFORE_SECONDS;
}

function explainPopupFailure(cause: unknown): ApiError {
  const message = cause instanceof Error ? cause.message : '';
  if (message.includes('disposed window')) {
    return new ApiError('refused', 'The browser blocked the sign-in window.', {
      code: 'POPUP_BLOCKED',
      cause,
    });
  }
  if (message.startsWith('Popup')) {
    return new ApiError('aborted', 'The sign-in window was closed before you signed in.', { cause });
  }
  return explainTokenFailure(cause);
}
