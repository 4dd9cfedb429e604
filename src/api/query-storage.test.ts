import { QueryClient, type QueryKey } from '@tanstack/react-query';
import { afterEach, describe, expect, it } from 'vitest';
import { fetchOnce, persistQueries, type AnswerStoreDeps, type Persistence } from './query-storage.ts';
import type { StoredData } from './stored-data.ts';

/** The client stamps what it fetches by the real clock. */
const START = Date.now();
const DAY_MS = 24 * 60 * 60 * 1000;
const KEY = ['devices', 'anna', 'detail', '9007199254741001'] as const;

const running: Persistence[] = [];
afterEach(() => running.splice(0).forEach((each) => each.stop()));

/** A browser: one storage, locks and a channel, a clock that is turned by hand, and as many tabs as are opened. */
function openBrowser({ isStorageBroken = false } = {}) {
  const values = new Map<string, unknown>();
  const channels: EventTarget[] = [];
  const locks = new Map<string, Promise<unknown>>();
  const clock = { now: START, shared: 0 };
  const storage: StoredData = {
    read: (keys) =>
      Promise.resolve(keys.map((key) => (isStorageBroken ? undefined : structuredClone(values.get(key))))),
    write: (entries) => {
      if (!isStorageBroken) for (const [key, value] of entries) values.set(key, structuredClone(value));
      return Promise.resolve(!isStorageBroken);
    },
    keys: () => Promise.resolve([...values.keys()]),
    remove: (key) => {
      values.delete(key);
      return Promise.resolve();
    },
    clear: () => {
      values.clear();
      return Promise.resolve();
    },
  };
  function deps(): AnswerStoreDeps {
    const target = new EventTarget();
    channels.push(target);
    return {
      storage,
      channel: {
        postMessage: (data: unknown) => {
          for (const each of channels)
            if (each !== target)
              each.dispatchEvent(new MessageEvent('message', { data: structuredClone(data) }));
        },
        addEventListener: target.addEventListener.bind(target),
        removeEventListener: target.removeEventListener.bind(target),
      },
      withLock: (name, work) => {
        const done = (locks.get(name) ?? Promise.resolve()).then(work);
        locks.set(
          name,
          done.catch(() => undefined),
        );
        return done;
      },
      now: () => clock.now,
      onShared: () => (clock.shared += 1),
    };
  }
  return {
    values,
    clock,
    async openTab(accountId = 'anna') {
      const client = new QueryClient({ defaultOptions: { queries: { retry: false, gcTime: Infinity } } });
      const kept = persistQueries(client, accountId, deps());
      running.push(kept);
      await kept.restored;
      const ask = <T>(queryKey: QueryKey, fetch: () => Promise<T>, keepMs?: number) =>
        client.query({ queryKey, queryFn: (context) => fetchOnce(context, fetch, keepMs) });
      return { client, kept, ask };
    },
  };
}

describe('answers', () => {
  it('come back after a reload for their account, dates as dates; queries that are not kept do not', async () => {
    const browser = openBrowser();
    const before = await browser.openTab();
    await before.ask(KEY, () => Promise.resolve({ addedAt: new Date(5) }));
    await before.client.query({ queryKey: ['list'], queryFn: () => Promise.resolve(1) });
    browser.clock.now += 1000;
    const anna = await browser.openTab();
    expect(anna.client.getQueryData(KEY)).toEqual({ addedAt: new Date(5) });
    expect(anna.client.getQueryState(KEY)?.dataUpdatedAt).toBe(START);
    expect(anna.client.getQueryData(['list'])).toBeUndefined();
    const bob = await browser.openTab('bob');
    expect(bob.client.getQueryData(KEY)).toBeUndefined();
    expect(browser.values.size).toBe(0);
  });

  it('are fetched once when two tabs ask at the same time, and shown in both', async () => {
    const browser = openBrowser();
    const [one, two, idle] = [await browser.openTab(), await browser.openTab(), await browser.openTab()];
    let calls = 0;
    const gate = Promise.withResolvers<undefined>();
    const fetch = async () => {
      calls += 1;
      await gate.promise;
      return `answer ${calls}`;
    };
    const both = Promise.all([one.ask(KEY, fetch), two.ask(KEY, fetch)]);
    gate.resolve(undefined);
    expect(await both).toEqual(['answer 1', 'answer 1']);
    expect(browser.clock.shared).toBe(1);
    expect(idle.client.getQueryData(KEY)).toBe('answer 1');
  });

  it('are fetched by the other tab where the first one failed', async () => {
    const browser = openBrowser();
    const [one, two] = [await browser.openTab(), await browser.openTab()];
    const failed = one.ask(KEY, () => Promise.reject(new Error('cut off'))).catch(() => 'failed');
    expect(await two.ask(KEY, () => Promise.resolve('there'))).toBe('there');
    expect(await failed).toBe('failed');
  });

  it('are fetched anew by who asks later, and the newer one is shown everywhere', async () => {
    const browser = openBrowser();
    const [one, two] = [await browser.openTab(), await browser.openTab()];
    await one.ask(KEY, () => Promise.resolve('old'));
    browser.clock.now += 3_600_000;
    await two.client.query({
      queryKey: KEY,
      queryFn: (context) => fetchOnce(context, () => Promise.resolve('new')),
      staleTime: 0,
    });
    expect(one.client.getQueryData(KEY)).toBe('new');
  });

  it('go when they are too old: after a day, or as their query says', async () => {
    const browser = openBrowser();
    const tab = await browser.openTab();
    await tab.ask(KEY, () => Promise.resolve('a day'));
    await tab.ask(['positions', 'anna'], () => Promise.resolve('an hour'), 3_600_000);
    browser.clock.now += 3_600_000;
    const later = await browser.openTab();
    expect(later.client.getQueryData(KEY)).toBe('a day');
    expect(later.client.getQueryData(['positions', 'anna'])).toBeUndefined();
    expect(browser.values.size).toBe(1);
    browser.clock.now += DAY_MS;
    expect((await browser.openTab()).client.getQueryData(KEY)).toBeUndefined();
    expect(browser.values.size).toBe(0);
  });

  it('are bounded in number: the newest stay', async () => {
    const browser = openBrowser();
    const tab = await browser.openTab();
    for (let index = 0; index < 510; index += 1) {
      browser.clock.now += 1;
      await tab.ask(['devices', 'anna', 'detail', String(index)], () => Promise.resolve(index));
    }
    const { client } = await browser.openTab();
    expect(client.getQueryData(['devices', 'anna', 'detail', '509'])).toBe(509);
    expect(client.getQueryData(['devices', 'anna', 'detail', '9'])).toBeUndefined();
    expect(browser.values.size).toBe(500);
  });

  it.each([['text'], [{ schema: 1 }], [null], [{ schema: 2, accountId: 'anna', queryKey: 'x' }]])(
    'of another form (%j) are dropped',
    async (damaged) => {
      const browser = openBrowser();
      browser.values.set('something', damaged);
      await browser.openTab();
      expect(browser.values.size).toBe(0);
    },
  );

  it('from the future are not believed: the clock was set back', async () => {
    const browser = openBrowser();
    await (await browser.openTab()).ask(KEY, () => Promise.resolve('later'));
    browser.clock.now -= 3_600_000;
    expect((await browser.openTab()).client.getQueryData(KEY)).toBeUndefined();
  });

  it('are neither written nor shown after the end', async () => {
    const browser = openBrowser();
    const [one, two] = [await browser.openTab(), await browser.openTab()];
    const gate = Promise.withResolvers<string>();
    const asked = one.ask(KEY, () => gate.promise);
    one.kept.stop();
    gate.resolve('late');
    await asked;
    expect(browser.values.size).toBe(0);
    two.kept.stop();
    await (await browser.openTab()).ask(KEY, () => Promise.resolve('other'));
    expect(two.client.getQueryData(KEY)).toBeUndefined();
  });

  it('are fetched all the same where nothing can be stored', async () => {
    const browser = openBrowser({ isStorageBroken: true });
    const [one, two] = [await browser.openTab(), await browser.openTab()];
    expect(await one.ask(KEY, () => Promise.resolve('there'))).toBe('there');
    expect(two.client.getQueryData(KEY)).toBe('there');
  });
});
