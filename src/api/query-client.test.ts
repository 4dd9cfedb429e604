import { QueryClient } from '@tanstack/react-query';
import { describe, expect, it, vi } from 'vitest';
import { ApiError, type ApiErrorKind } from './errors.ts';
import { isWorthRetrying, retryPauseMs } from './query-client.ts';
import { persistQueries } from './query-storage.ts';
import { storageStatus, storedData, type StoredData } from './stored-data.ts';

describe('a failed query', () => {
  it.each<[ApiErrorKind, boolean]>([
    ['network', true],
    ['timeout', true],
    ['server', true],
    ['malformed', true],
    ['signed-out', false],
    ['forbidden', false],
    ['not-found', false],
    ['limit', false],
    ['refused', false],
    ['aborted', false],
  ])('of kind %s is worth another try: %s', (kind, isWorth) => {
    expect(isWorthRetrying(0, new ApiError(kind, 'x'))).toBe(isWorth);
    expect(isWorthRetrying(2, new ApiError(kind, 'x'))).toBe(false);
  });

  it('waits as long as the server asks, else longer each time', () => {
    expect(retryPauseMs(0, new ApiError('server', 'x', { retryAfterMs: 7000 }))).toBe(7000);
    expect([0, 1, 2, 9].map((failures) => retryPauseMs(failures, new Error('x')))).toEqual([
      1000, 2000, 4000, 30_000,
    ]);
  });
});

describe('stored queries', () => {
  function memory(): StoredData & { values: Map<string, unknown> } {
    const values = new Map<string, unknown>();
    return {
      values,
      read: (keys) => Promise.resolve(keys.map((key) => structuredClone(values.get(key)))),
      write: (entries) => {
        for (const [key, value] of entries) values.set(key, structuredClone(value));
        return Promise.resolve(true);
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
  }
  const detail = { queryKey: ['detail'], meta: { persist: true } };

  it('come back for their account, dates as dates; others and unmarked ones do not', async () => {
    vi.useFakeTimers();
    const storage = memory();
    const client = new QueryClient();
    const kept = persistQueries(client, 'anna', storage);
    await kept.restored;
    await client.query({ ...detail, queryFn: () => Promise.resolve({ addedAt: new Date(5) }) });
    await client.query({ queryKey: ['list'], queryFn: () => Promise.resolve(1) });
    await vi.runAllTimersAsync();
    kept.stop();
    vi.useRealTimers();

    const anna = new QueryClient();
    await persistQueries(anna, 'anna', storage).restored;
    expect(anna.getQueryData(['detail'])).toEqual({ addedAt: new Date(5) });
    expect(anna.getQueryData(['list'])).toBeUndefined();
    const bob = new QueryClient();
    await persistQueries(bob, 'bob', storage).restored;
    expect(bob.getQueryData(['detail'])).toBeUndefined();
  });

  it.each([['text'], [{ schema: 99 }], [{ schema: 1, savedAt: 0, state: { queries: [] } }], [null]])(
    'of another form or age (%j) are dropped',
    async (damaged) => {
      const storage = memory();
      storage.values.set('queries:anna', damaged);
      await persistQueries(new QueryClient(), 'anna', storage).restored;
      expect(storage.values.size).toBe(0);
    },
  );

  it('are not written after the end', async () => {
    vi.useFakeTimers();
    const storage = memory();
    const client = new QueryClient();
    const kept = persistQueries(client, 'anna', storage);
    await kept.restored;
    await client.query({ ...detail, queryFn: () => Promise.resolve(1) });
    kept.stop();
    await vi.runAllTimersAsync();
    vi.useRealTimers();
    expect(storage.values.size).toBe(0);
  });
});

it('storage that cannot be used counts failures and rejects nothing', async () => {
  // Node has no IndexedDB: the same as a browser that blocks it.
  const storage = storedData('inventory');
  expect(await storage.read(['a', 'b'])).toEqual([undefined, undefined]);
  expect(await storage.write([['a', 1]])).toBe(false);
  await storage.clear();
  expect(storageStatus().failures).toBe(3);
});
