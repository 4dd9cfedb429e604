import { expect, test } from 'vitest';
import { createDpopNonces } from './dpop-nonces.ts';

const MINUTE = 60_000;

function setUp() {
  const time = { now: 1_000 * MINUTE };
  return { time, nonces: createDpopNonces(() => time.now) };
}

const byNonce = (nonce: string) => ({ nonce, issuedAt: undefined });
const byClock = (issuedAt: number) => ({ nonce: undefined, issuedAt });

test('a nonce is fresh for two more steps', () => {
  const { nonces, time } = setUp();
  const nonce = nonces.current();
  expect(nonces.isFresh(byNonce(nonce))).toBe(true);
  time.now += 2 * MINUTE;
  expect(nonces.isFresh(byNonce(nonce))).toBe(true);
  expect(nonces.current()).not.toBe(nonce);
  time.now += MINUTE;
  expect(nonces.isFresh(byNonce(nonce))).toBe(false);
});

test('the nonce of another process, before a restart say, is not fresh', () => {
  const { nonces } = setUp();
  expect(nonces.isFresh(byNonce(setUp().nonces.current()))).toBe(false);
});

test.each([
  ['now', 10 * MINUTE, true],
  ['a minute ago', 9 * MINUTE, true],
  ['more than a minute ago', 9 * MINUTE - 1, false],
  ['in the future', 10 * MINUTE + 1, false],
])('without a nonce, a proof made %s by its own word', (_when, sinceStart, isFresh) => {
  const { nonces, time } = setUp();
  const startedAt = time.now;
  time.now += 10 * MINUTE;
  expect(nonces.isFresh(byClock(startedAt + sinceStart))).toBe(isFresh);
});

test('without a nonce, a proof made before this process is not fresh', () => {
  const { nonces, time } = setUp();
  expect(nonces.isFresh(byClock(time.now - 1))).toBe(false);
  expect(nonces.isFresh(byClock(time.now))).toBe(true);
});

test('a proof is taken once for as long as it can be fresh, and per key', () => {
  const { nonces, time } = setUp();
  expect(nonces.isFirstUse('key', 'jti')).toBe(true);
  expect(nonces.isFirstUse('other key', 'jti')).toBe(true);
  time.now += 2 * MINUTE;
  expect(nonces.isFirstUse('key', 'other jti')).toBe(true);
  expect(nonces.isFirstUse('key', 'jti')).toBe(false);
});
