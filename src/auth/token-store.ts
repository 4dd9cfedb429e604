/** The tokens of this browser, as the sign-in library stored them. */
export interface StoredTokens {
  accessToken: string;
  refreshToken?: string;
  /** Seconds since 1970 by this machine's clock; a hint only, since the clock may be wrong. */
  expiresAt?: number;
}

/** One session for all tabs. The tokens are bound to a key that cannot leave this browser: copies are worthless. */
const KEY = 'muster.tokens';

/** The tokens in storage now; another tab may have written them a moment ago. Undefined where there are none. */
export function readTokens(storage: Storage): StoredTokens | undefined {
  let stored: unknown;
  try {
    stored = JSON.parse(storage.getItem(KEY) ?? 'null');
  } catch {
    return undefined;
  }
  if (typeof stored !== 'object' || stored === null) return undefined;
  const { access_token, refresh_token, expires_at } = stored as Record<string, unknown>;
  if (typeof access_token !== 'string' || access_token === '') return undefined;
  return {
    accessToken: access_token,
    ...(typeof refresh_token === 'string' && { refreshToken: refresh_token }),
    ...(typeof expires_at === 'number' && { expiresAt: expires_at }),
  };
}

/** Where the sign-in library keeps the one signed-in user, in its own format. */
export function createTokenStore(storage: Storage) {
  return {
    get: () => Promise.resolve(storage.getItem(KEY)),
    set: (_key: string, value: string) => {
      storage.setItem(KEY, value);
      return Promise.resolve();
    },
    remove: () => {
      const value = storage.getItem(KEY);
      storage.removeItem(KEY);
      return Promise.resolve(value);
    },
    getAllKeys: () => Promise.resolve(storage.getItem(KEY) === null ? [] : [KEY]),
  };
}
