import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { storageStatus, storedData } from './stored-data.ts';

/** Databases that are asked for and do not answer; `release` makes all of them fail. */
function silentDatabases() {
  const opened: { onerror?: () => void; error?: Error }[] = [];
  vi.stubGlobal('indexedDB', {
    open: () => {
      const request = { error: new Error('The disk is gone') };
      opened.push(request);
      return request;
    },
  });
  return { opened, release: () => opened.forEach((request) => request.onerror?.()) };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it('storage that does not answer is waited for once, not by everybody who asks after', async () => {
  const { opened, release } = silentDatabases();
  const storage = storedData('queries');
  const { failures } = storageStatus();
  let answers = 0;
  const count = () => (answers += 1);
  void storage.read(['a']).then(count);
  await vi.advanceTimersByTimeAsync(4999);
  expect(answers).toBe(0);
  await vi.advanceTimersByTimeAsync(1);
  expect(answers).toBe(1);

  expect(await storage.write([['a', 1]])).toBe(false);
  expect(await storedData('inventory').keys()).toEqual([]);
  expect(storageStatus()).toEqual({
    failures: failures + 3,
    lastError: expect.stringContaining('answer') as string,
  });
  expect(opened).toHaveLength(1);

  // It said something at last: it is asked again.
  release();
  await vi.advanceTimersByTimeAsync(0);
  void storage.read(['a']).then(count);
  await vi.advanceTimersByTimeAsync(4999);
  expect(answers).toBe(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(answers).toBe(2);
});
