import type { CallCredentials } from '../api/credentials.ts';
import { ApiError } from '../api/errors.ts';
import { paths } from '../lib/paths.ts';
import { forgetAccount, readAccount, shouldAskPassword, writeAccount } from './account-snapshot.ts';
import type { SessionTokens } from './browser-tokens.ts';
import { safeReturnTo } from './return-to.ts';
import type { SessionChannel, SessionMessage } from './session-channel.ts';
import type { Session, SessionState, SignedInAccount } from './session-types.ts';
import { explainPopupFailure, explainTokenFailure } from './token-failure.ts';
import type { StoredTokens } from './token-store.ts';

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
      await tokens.signIn({
        returnTo: safeReturnTo(returnTo, origin),
        isAsking: shouldAskPassword(storage),
      });
    } catch (error) {
      throw explainTokenFailure(error);
    }
  }

  async completeSignIn(): Promise<string> {
    const { tokens, exclusively, origin } = this.#parts;
    try {
      const returnTo = await exclusively(() => tokens.redeem());
      const before = readAccount(this.#parts.storage);
      const account = await this.#identify();
      if (before !== undefined && before.id !== account.id) await this.#parts.forgetData();
      this.#become(account);
      return safeReturnTo(returnTo, origin);
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
      await this.#parts.tokens.signInBeside({
        email: state.account.email,
        isAsking: shouldAskPassword(this.#parts.storage),
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
    await this.#parts.tokens.finishBeside();
  }

  expire(): void {
    if (this.#state.status !== 'signed-in') return;
    this.#set({ status: 'expired', account: this.#state.account });
    this.#parts.channel.tell({ type: 'expired' });
  }

  async signOut(): Promise<void> {
    const { tokens, storage, channel, endServerSession } = this.#parts;
    const stored = tokens.read();
    // Here first: whatever the network does, nothing of the account stays on this device.
    forgetAccount(storage, true);
    await tokens.forget();
    channel.tell({ type: 'signed-out' });
    await this.#leave();
    const told = await Promise.allSettled([stored && tokens.revoke(stored), endServerSession()]);
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
    const { tokens } = this.#parts;
    let stored = tokens.read();
    if (stored !== undefined && isNearItsEnd(stored)) {
      this.#usedToken = stored.accessToken;
      // Without an answer the old token is still worth a try: only the server knows whether it has ended.
      await this.#renew().catch(() => undefined);
      stored = tokens.read();
    }
    const proof = stored && (await tokens.prove({ method, url, accessToken: stored.accessToken, nonce }));
    if (stored === undefined || proof === undefined) {
      this.expire();
      throw signedOut();
    }
    this.#usedToken = stored.accessToken;
    return { authorization: `DPoP ${stored.accessToken}`, dpop: proof };
  }

  #renew(): Promise<boolean> {
    this.#renewal ??= this.#renewOnce(this.#usedToken).finally(() => (this.#renewal = undefined));
    return this.#renewal;
  }

  #renewOnce(usedToken: string | undefined): Promise<boolean> {
    const { tokens, exclusively } = this.#parts;
    return exclusively(async () => {
      const stored = tokens.read();
      // Another tab was faster.
      if (stored !== undefined && usedToken !== undefined && stored.accessToken !== usedToken) return true;
      if (stored?.refreshToken === undefined) {
        this.expire();
        return false;
      }
      try {
        await tokens.refresh();
        return true;
      } catch (error) {
        const failure = explainTokenFailure(error);
        if (failure.kind !== 'signed-out') throw failure;
        // Signed in anew beside this call: its tokens are the ones to go on with.
        const current = tokens.read();
        if (current !== undefined && current.accessToken !== stored.accessToken) return true;
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
    if (state.status === 'expired') this.#parts.tokens.prepare();
    for (const listener of this.#listeners) listener();
  }
}

function signedOut(): ApiError {
  return new ApiError('signed-out', 'The session has ended. Sign in again to go on.');
}

function isNearItsEnd({ refreshToken, expiresAt }: StoredTokens): boolean {
  return refreshToken !== undefined && (expiresAt ?? Infinity) - Date.now() / 1000 < RENEW_BEFORE_SECONDS;
}
