import { describe, expect, test } from 'vitest';
import { addressKey, createSignInThrottle, type SignInThrottle } from './throttle.ts';
import { inWords } from './waiting-words.ts';

const MINUTE = 60_000;

function setUp(maxEntries?: number) {
  const time = { now: 1_000_000 };
  return { time, throttle: createSignInThrottle(() => time.now, maxEntries) };
}

function fail(throttle: SignInThrottle, email: string, address: string) {
  const attempt = throttle.begin(email, address);
  if (!attempt.isAllowed) throw new Error('refused');
  return attempt.failed();
}

function failTimes(throttle: SignInThrottle, count: number, email: string, address: string) {
  for (let index = 0; index < count; index++) fail(throttle, email, address);
}

describe('an account', () => {
  test('is locked by the fifth failure, from whatever address, in whatever case', () => {
    const { throttle, time } = setUp();
    failTimes(throttle, 4, 'ann@example.com', '10.0.0.1');
    expect(fail(throttle, ' ANN@example.com', '10.0.0.2')).toEqual({ retryAt: time.now + 30_000 });
    const refusal = { isAllowed: false, retryAt: time.now + 30_000 };
    expect(throttle.begin('ann@example.com', '10.0.0.3')).toEqual(refusal);
    expect(throttle.begin('bob@example.com', '10.0.0.3').isAllowed).toBe(true);
  });

  test('is locked twice as long by each further failure, up to 15 minutes', () => {
    const { throttle, time } = setUp();
    failTimes(throttle, 4, 'a', '10.0.0.1');
    const locks: number[] = [];
    for (let index = 0; index < 8; index++) {
      const { retryAt = time.now } = fail(throttle, 'a', `10.0.1.${index}`);
      locks.push((retryAt - time.now) / MINUTE);
      time.now = retryAt;
    }
    expect(locks).toEqual([0.5, 1, 2, 4, 8, 15, 15, 15]);
  });

  test('begins anew after a success', () => {
    const { throttle } = setUp();
    failTimes(throttle, 4, 'a', '10.0.0.1');
    const attempt = throttle.begin('a', '10.0.0.1');
    if (attempt.isAllowed) attempt.succeeded();
    expect(fail(throttle, 'a', '10.0.0.1')).toEqual({});
  });

  test('begins anew an hour after the last failure', () => {
    const { throttle, time } = setUp();
    failTimes(throttle, 4, 'a', '10.0.0.1');
    time.now += 61 * MINUTE;
    expect(fail(throttle, 'a', '10.0.0.1')).toEqual({});
  });

  test('allows no more attempts at once than one after another', () => {
    const { throttle } = setUp();
    const attempts = Array.from({ length: 50 }, (_, index) => throttle.begin('a', `10.0.0.${index}`));
    expect(attempts.filter((attempt) => attempt.isAllowed)).toHaveLength(5);
  });
});

describe('an address', () => {
  test('is locked by the twentieth failure over all accounts', () => {
    const { throttle } = setUp();
    for (let index = 0; index < 19; index++) fail(throttle, `user${index}`, '10.0.0.1');
    expect(fail(throttle, 'user19', '10.0.0.1').retryAt).toBeDefined();
    expect(throttle.begin('somebody', '10.0.0.1').isAllowed).toBe(false);
    expect(throttle.begin('somebody', '10.0.0.2').isAllowed).toBe(true);
  });

  test('is not excused by signing in to an account of one’s own', () => {
    const { throttle } = setUp();
    for (let index = 0; index < 19; index++) fail(throttle, `user${index}`, '10.0.0.1');
    const own = throttle.begin('own', '10.0.0.1');
    if (own.isAllowed) own.succeeded();
    fail(throttle, 'another', '10.0.0.1');
    expect(throttle.begin('somebody', '10.0.0.1').isAllowed).toBe(false);
  });
});

test('a flood of names does not grow the memory without bound, and leaves the newest counted', () => {
  const { throttle } = setUp(100);
  for (let index = 0; index < 1000; index++) fail(throttle, `user${index}`, `10.0.${index % 250}.${index}`);
  failTimes(throttle, 4, 'user999', '10.9.9.9');
  expect(throttle.begin('user999', '10.9.9.8').isAllowed).toBe(false);
  failTimes(throttle, 4, 'user0', '10.9.9.7');
});

test.each([
  ['192.0.2.7', '192.0.2.7'],
  ['::ffff:192.0.2.7', '192.0.2.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:0db8:0001:0002:ffff::1', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
])('%s counts as %s', (address, key) => {
  expect(addressKey(address)).toBe(key);
});

test.each([
  [-5, '1 second'],
  [1000, '1 second'],
  [29_001, '30 seconds'],
  [60_000, '1 minute'],
  [61_000, '2 minutes'],
  [15 * MINUTE, '15 minutes'],
])('%d ms are %s', (ms, words) => {
  expect(inWords(ms)).toBe(words);
});
