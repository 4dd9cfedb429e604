import { MutationObserver, onlineManager } from '@tanstack/react-query';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ApiError, type ApiErrorKind } from './errors.ts';
import { createQueryClient, isWorthRetrying, retryPauseMs } from './query-client.ts';
import { storageStatus, storedData } from './stored-data.ts';

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

it('storage that cannot be used counts failures and rejects nothing', async () => {
  // Node has no IndexedDB: the same as a browser that blocks it.
  const storage = storedData('inventory');
  expect(await storage.read(['a', 'b'])).toEqual([undefined, undefined]);
  expect(await storage.write([['a', 1]])).toBe(false);
  await storage.clear();
  expect(storageStatus().failures).toBe(3);
});

describe('without a network, as the browser says', () => {
  beforeEach(() => onlineManager.setOnline(false));
  afterEach(() => onlineManager.setOnline(true));

  it('a query and a write are tried at once and fail with their reason', async () => {
    const client = createQueryClient();
    const fail = () => Promise.reject(new ApiError('refused', 'No network'));
    await expect(client.query({ queryKey: ['x'], queryFn: fail })).rejects.toThrow('No network');
    const write = new MutationObserver(client, { mutationFn: fail });
    await expect(write.mutate()).rejects.toThrow('No network');
  });
});
