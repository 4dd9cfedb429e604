import { ErrorResponse } from 'oidc-client-ts';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { ApiError } from '../api/errors.ts';
import type { SessionTokens } from './browser-tokens.ts';
import type { SessionMessage } from './session-channel.ts';
import type { SignedInAccount } from './session-types.ts';
import { PageSession, type SessionParts } from './session.ts';
import type { StoredTokens } from './token-store.ts';

const ada: SignedInAccount = { id: '1', name: 'Ada', email: 'ada@example.com', role: 'helpdesk' };
const ben: SignedInAccount = { id: '2', name: 'Ben', email: 'ben@example.com', role: 'admin' };
const URL_OF_CALL = 'http://127.0.0.1:8420/api/v1/devices';

class MemoryStorage implements Storage {
  readonly #values = new Map<string, string>();
  get length() {
    return this.#values.size;
  }
  key = (index: number) => [...this.#values.keys()][index] ?? null;
  getItem = (key: string) => this.#values.get(key) ?? null;
  setItem = (key: string, value: string) => void this.#values.set(key, value);
  removeItem = (key: string) => void this.#values.delete(key);
  clear = () => this.#values.clear();
}

function tokensWith(accessToken: string, expiresInSeconds = 3600): StoredTokens {
  return { accessToken, refreshToken: 'refresh', expiresAt: Date.now() / 1000 + expiresInSeconds };
}

/** What the tabs of one browser share. */
class Browser {
  storage = new MemoryStorage();
  stored: StoredTokens | undefined;
  account = ada;
  refreshes = 0;
  refresh: () => Promise<void> = () => {
    this.stored = tokensWith(`token-${this.refreshes}`);
    return Promise.resolve();
  };
  endServerSession = vi.fn(() => Promise.resolve());
  revoke = vi.fn(() => Promise.resolve());
  popup: () => Promise<void> = () => {
    this.stored = tokensWith('beside');
    return Promise.resolve();
  };
  signInArgs: unknown;
  readonly #listeners: { owner: object; hear: (message: SessionMessage) => void }[] = [];
  #queue: Promise<unknown> = Promise.resolve();

  openTab() {
    const owner = {};
    const forgetData = vi.fn(() => Promise.resolve());
    const tokens: SessionTokens = {
      read: () => this.stored,
      prove: ({ method, url, accessToken }) => Promise.resolve(`proof ${method} ${url} ${accessToken}`),
      refresh: () => {
        this.refreshes += 1;
        return this.refresh();
      },
      revoke: this.revoke,
      forget: () => {
        this.stored = undefined;
        return Promise.resolve();
      },
      signIn: (args) => {
        this.signInArgs = args;
        return Promise.resolve();
      },
      redeem: () => {
        this.stored = tokensWith('first');
        return Promise.resolve('/devices?q=asus');
      },
      signInBeside: () => this.popup(),
      finishBeside: () => Promise.resolve(),
      prepare: () => undefined,
    };
    const parts: SessionParts = {
      tokens,
      storage: this.storage,
      channel: {
        tell: (message) => {
          for (const each of this.#listeners) if (each.owner !== owner) each.hear(message);
        },
        listen: (hear) => void this.#listeners.push({ owner, hear }),
      },
      origin: 'http://127.0.0.1:8420',
      loadAccount: async () => {
        await session.credentials.headers('GET', URL_OF_CALL, undefined);
        return this.account;
      },
      forgetData,
      endServerSession: this.endServerSession,
      exclusively: (task) => {
        const done = this.#queue.then(task);
        this.#queue = done.catch(() => undefined);
        return done;
      },
    };
    const session = new PageSession(parts);
    return {
      session,
      tokens,
      forgetData,
      call: () => session.credentials.headers('GET', URL_OF_CALL, undefined),
    };
  }
}

let browser: Browser;
beforeEach(() => {
  browser = new Browser();
});

async function signedInTab() {
  const tab = browser.openTab();
  await tab.session.completeSignIn();
  return tab;
}

const ended = () => Promise.reject(new ErrorResponse({ error: 'invalid_grant' }));

describe('signing in', () => {
  test('leads back to the page asked for and is known after a reload and in other tabs', async () => {
    const other = browser.openTab();
    const tab = browser.openTab();
    expect(await tab.session.completeSignIn()).toBe('/devices?q=asus');
    const signedIn = { status: 'signed-in', account: ada };
    expect(tab.session.getState()).toEqual(signedIn);
    expect(other.session.getState()).toEqual(signedIn);
    expect(browser.openTab().session.getState()).toEqual(signedIn);
  });

  test('an address elsewhere is not asked for', async () => {
    await browser.openTab().session.signIn('//evil.example');
    expect(browser.signInArgs).toMatchObject({ returnTo: '/' });
  });

  test('a damaged snapshot is no account', () => {
    browser.storage.setItem('muster.account', '{"id":"1","role":"king"}');
    expect(browser.openTab().session.getState()).toEqual({ status: 'signed-out' });
  });

  test('what the sign-in was refused for is said', async () => {
    const tab = browser.openTab();
    tab.tokens.redeem = () =>
      Promise.reject(new ErrorResponse({ error: 'access_denied', error_description: 'nothing is allowed' }));
    await expect(tab.session.completeSignIn()).rejects.toThrow(/access_denied: nothing is allowed/);
  });

  test('the callback address again, after a sign-in that worked, leads to the start page', async () => {
    const tab = await signedInTab();
    tab.tokens.redeem = () => Promise.reject(new Error('No matching state found in storage'));
    expect(await tab.session.completeSignIn()).toBe('/');
  });
});

describe('calls', () => {
  test('carry the token and a proof for exactly that call', async () => {
    const tab = await signedInTab();
    expect(await tab.call()).toEqual({
      authorization: 'DPoP first',
      dpop: `proof GET ${URL_OF_CALL} first`,
    });
  });

  test('a token near its end is renewed first, once for all calls and tabs', async () => {
    const tabs = [await signedInTab(), browser.openTab()];
    browser.stored = tokensWith('old', 30);
    const headers = await Promise.all([...tabs, ...tabs].map((tab) => tab.call()));
    expect(browser.refreshes).toBe(1);
    expect(new Set(headers.map((each) => each.authorization))).toEqual(new Set(['DPoP token-1']));
  });

  test('a clock that says the token has ended locks nobody out while the server is unreachable', async () => {
    const tab = await signedInTab();
    browser.stored = tokensWith('old', -3600);
    browser.refresh = () => Promise.reject(new TypeError('Failed to fetch'));
    expect(await tab.call()).toMatchObject({ authorization: 'DPoP old' });
    expect(tab.session.getState().status).toBe('signed-in');
  });
});

describe('renewing after a refusal', () => {
  test('two tabs refused at once renew once', async () => {
    const [one, two] = [await signedInTab(), browser.openTab()];
    await Promise.all([one.call(), two.call()]);
    const renewed = await Promise.all([one, two, one].map((tab) => tab.session.credentials.renew()));
    expect(renewed).toEqual([true, true, true]);
    expect(browser.refreshes).toBe(1);
  });

  test('a session that has ended is expired in every tab, and nothing more is called', async () => {
    const [one, two] = [await signedInTab(), browser.openTab()];
    await one.call();
    browser.refresh = ended;
    expect(await one.session.credentials.renew()).toBe(false);
    expect(one.session.getState()).toEqual({ status: 'expired', account: ada });
    expect(two.session.getState()).toEqual({ status: 'expired', account: ada });
    await expect(two.call()).rejects.toMatchObject({ kind: 'signed-out' });
  });

  test('no answer is not the end of the session', async () => {
    const tab = await signedInTab();
    await tab.call();
    browser.refresh = () => Promise.reject(new TypeError('Failed to fetch'));
    await expect(tab.session.credentials.renew()).rejects.toMatchObject({ kind: 'network' });
    expect(tab.session.getState().status).toBe('signed-in');
  });

  test('tokens that another tab got meanwhile are gone on with', async () => {
    const tab = await signedInTab();
    await tab.call();
    browser.refresh = () => {
      browser.stored = tokensWith('elsewhere');
      return ended();
    };
    expect(await tab.session.credentials.renew()).toBe(true);
    expect(tab.session.getState().status).toBe('signed-in');
  });

  test('without a refresh token the person has to sign in', async () => {
    const tab = await signedInTab();
    delete browser.stored!.refreshToken;
    expect(await tab.session.credentials.renew()).toBe(false);
    expect(tab.session.getState().status).toBe('expired');
  });
});

describe('signing in beside the page', () => {
  async function expiredTab() {
    const tab = await signedInTab();
    tab.session.expire();
    return tab;
  }

  test('the same person goes on, in every tab', async () => {
    const tab = await expiredTab();
    const other = browser.openTab();
    other.session.expire();
    await tab.session.signInBeside();
    expect(tab.session.getState().status).toBe('signed-in');
    expect(other.session.getState().status).toBe('signed-in');
    expect(tab.forgetData).not.toHaveBeenCalled();
    expect(await tab.call()).toMatchObject({ authorization: 'DPoP beside' });
  });

  test('somebody else is said, and nothing of the first stays', async () => {
    const tab = await expiredTab();
    browser.account = ben;
    await expect(tab.session.signInBeside()).rejects.toThrow('Ben signed in, not Ada');
    expect(tab.session.getState()).toEqual({ status: 'expired', account: ada, replacedBy: ben });
    expect(tab.forgetData).toHaveBeenCalled();
    expect(browser.openTab().session.getState()).toEqual({ status: 'signed-in', account: ben });
  });

  test.each([
    ['Attempted to navigate on a disposed window', { kind: 'refused', code: 'POPUP_BLOCKED' }],
    ['Popup closed by user', { kind: 'aborted' }],
  ])('%s', async (message, expected) => {
    const tab = await expiredTab();
    browser.popup = () => Promise.reject(new Error(message));
    await expect(tab.session.signInBeside()).rejects.toMatchObject(expected);
    expect(tab.session.getState()).toEqual({ status: 'expired', account: ada });
  });
});

describe('signing out', () => {
  test('forgets here and in every tab, then tells the server', async () => {
    const [tab, other] = [await signedInTab(), browser.openTab()];
    browser.storage.setItem('muster.color-scheme', 'dark');
    browser.storage.setItem('anything-else', '1');
    const { stored } = browser;
    await tab.session.signOut();
    for (const each of [tab, other]) {
      expect(each.session.getState()).toEqual({ status: 'signed-out' });
      expect(each.forgetData).toHaveBeenCalledOnce();
    }
    expect(browser.stored).toBeUndefined();
    expect(browser.storage.getItem('anything-else')).toBeNull();
    expect(browser.storage.getItem('muster.color-scheme')).toBe('dark');
    expect(browser.revoke).toHaveBeenCalledWith(stored);
    expect(browser.endServerSession).toHaveBeenCalledOnce();
  });

  test('works without the server, and says that it could not be told', async () => {
    const tab = await signedInTab();
    browser.revoke.mockRejectedValue(new TypeError('Failed to fetch'));
    await tab.session.signOut();
    expect(browser.stored).toBeUndefined();
    expect(tab.session.getState()).toMatchObject({
      status: 'signed-out',
      notice: expect.stringContaining('could not be told') as string,
    });
  });

  test('the next sign-in asks for the password, the one after that does not have to', async () => {
    const tab = await signedInTab();
    await tab.session.signOut();
    await tab.session.signIn('/devices');
    expect(browser.signInArgs).toMatchObject({ isAsking: true });
    await tab.session.completeSignIn();
    await tab.session.signIn('/devices');
    expect(browser.signInArgs).toMatchObject({ isAsking: false });
  });

  test('a tab that was frozen meanwhile notices when it is back', async () => {
    const tab = await signedInTab();
    browser.storage.clear();
    tab.session.reconcile();
    expect(tab.session.getState()).toEqual({ status: 'signed-out' });
  });

  test('a call without tokens ends the session instead of failing for ever', async () => {
    const tab = await signedInTab();
    browser.stored = undefined;
    await expect(tab.call()).rejects.toBeInstanceOf(ApiError);
    expect(tab.session.getState().status).toBe('expired');
  });
});
