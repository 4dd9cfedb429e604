import { clientSettings, CLIENT_ID } from './client-settings.ts';
import { createProof, type ProofOf } from './dpop-proof.ts';
import { createKeyStore, type BoundKey, type KeyStore } from './key-store.ts';
import { revokeTokens } from './tell-server.ts';
import type { TokenClient } from './token-client.ts';
import { explainTokenFailure } from './token-failure.ts';
import { readTokens, type StoredTokens } from './token-store.ts';

/** A call waits no longer for its key: it would wait for ever where the browser's storage hangs. */
const KEY_PATIENCE_MS = 5000;

/** Tokens, the key they are bound to, and the ways to get them. */
export interface SessionTokens {
  /** What is in storage now. */
  read(): StoredTokens | undefined;
  /** Undefined where this browser has lost its key. Rejects with an ApiError where its storage cannot be read. */
  prove(call: ProofOf): Promise<string | undefined>;
  /** Gets a new access token and stores it. */
  refresh(): Promise<void>;
  /** Leaves the page for the sign-in page. */
  signIn(args: { returnTo: string; isAsking: boolean }): Promise<void>;
  /** Redeems the code in the address; answers what `signIn` was given as `returnTo`. */
  redeem(): Promise<unknown>;
  /** Signs in in a window beside the page. Call `prepare` some time before: a browser opens it only at a click. */
  signInBeside(args: { email: string; isAsking: boolean }): Promise<void>;
  finishBeside(): Promise<void>;
  /** Loads what signing in needs. */
  prepare(): void;
  /** Removes tokens and key from this browser. */
  forget(): Promise<void>;
  /** Makes tokens useless at the server. */
  revoke(tokens: StoredTokens): Promise<void>;
}

/** The tokens of this browser. The sign-in library is loaded only to sign in and to renew: calls do without it. */
export function createBrowserTokens(origin: string, storage: Storage): SessionTokens {
  const keys = createKeyStore();
  let loaded: Promise<TokenClient> | undefined;
  const client = () => {
    loaded ??= import('./token-client.ts').then(
      (module) => new module.TokenClient(clientSettings(origin, storage, keys)),
    );
    // A failed load is tried again by the next who asks.
    loaded.catch(() => (loaded = undefined));
    return loaded;
  };
  const prompt = (isAsking: boolean) => (isAsking ? { prompt: 'login' } : {});
  return {
    read: () => readTokens(storage),
    async prove(call) {
      const key = await findKey(keys);
      return key && createProof(key.keys, call);
    },
    refresh: async () => (await client()).refresh(),
    signIn: async ({ returnTo, isAsking }) =>
      (await client()).signinRedirect({ state: returnTo, redirectMethod: 'replace', ...prompt(isAsking) }),
    redeem: async () => (await (await client()).signinRedirectCallback()).state,
    async signInBeside({ email, isAsking }) {
      const manager = await client();
      await manager.signinPopup({ popupAbortOnClose: true, login_hint: email, ...prompt(isAsking) });
    },
    finishBeside: async () => (await client()).signinPopupCallback(),
    prepare: () => void client().catch(() => undefined),
    async forget() {
      storage.removeItem('muster.tokens');
      await keys.remove(CLIENT_ID);
    },
    revoke: revokeTokens,
  };
}

/** Rejects with an ApiError where the browser's storage is blocked or does not answer. */
async function findKey(keys: KeyStore): Promise<BoundKey | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const impatience = new Promise<never>((_, reject) => {
    const fail = () => reject(new DOMException('The key is not answered.', 'UnknownError'));
    timer = setTimeout(fail, KEY_PATIENCE_MS);
  });
  try {
    return await Promise.race([keys.find(CLIENT_ID), impatience]);
  } catch (cause) {
    throw explainTokenFailure(cause);
  } finally {
    clearTimeout(timer);
  }
}
