import { expect, test } from 'vitest';
import { readTokens } from './token-store.ts';

/** Only what reading asks of a storage. */
const storageWith = (value: string | null) => ({ getItem: () => value }) as unknown as Storage;

test('reads what the sign-in library wrote', () => {
  const stored = '{"access_token":"a","refresh_token":"r","expires_at":1,"token_type":"DPoP","scope":"x"}';
  expect(readTokens(storageWith(stored))).toEqual({ accessToken: 'a', refreshToken: 'r', expiresAt: 1 });
});

test.each([null, '', 'null', '"text"', '{', '{}', '{"access_token":""}', '{"access_token":1}'])(
  '%s is none',
  (stored) => {
    expect(readTokens(storageWith(stored))).toBeUndefined();
  },
);
