import { expect, test } from 'vitest';
import { createDpopNonces } from './dpop-nonces.ts';

const MINUTE = 60_000;

function setUp() {
  const time = { now: 1_000 * MINUTE };
  return { time, nonces: createDpopNonces(() => time.now) };
}

test('a nonce is fresh for two more steps', () => {
  const { nonces, time } = setUp();
  const nonce = nonces.current();
  expect(nonces.isFresh(nonce)).toBe(true);
  time.now += 2 * MINUTE;
  expect(nonces.isFresh(nonce)).toBe(true);
  expect(nonces.current()).not.toBe(nonce);
  time.now += MINUTE;
  expect(nonces.isFresh(nonce)).toBe(false);
});

test('the nonce of another process, before a restart say, is not fresh', () => {
  const { nonces } = setUp();
  expect(nonces.isFresh(setUp().nonces.current())).toBe(false);
});

test('a proof is taken once for as long as its nonce is fresh, and per key', () => {
  const { nonces, time } = setUp();
  const nonce = nonces.current();
  expect(nonces.isFirstUse(nonce, 'key', 'jti')).toBe(true);
  expect(nonces.isFirstUse(nonce, 'other key', 'jti')).toBe(true);
  time.now += 2 * MINUTE;
  expect(nonces.isFirstUse(nonces.current(), 'key', 'other jti')).toBe(true);
  expect(nonces.isFirstUse(nonce, 'key', 'jti')).toBe(false);
  time.now += MINUTE;
  expect(nonces.isFirstUse(nonce, 'key', 'third jti')).toBe(false);
});
