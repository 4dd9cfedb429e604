import { expect, it } from 'vitest';
import { readDeltaToken, writeDeltaToken } from './delta-token.ts';

it('keeps a revision beyond 2^53 exactly', () => {
  const revision = 9007199254740993n;
  expect(readDeltaToken(writeDeltaToken('db', revision), 'db', revision)).toBe(revision);
});

it.each([
  ['another database', writeDeltaToken('other', 1n)],
  ['a revision that is not there yet', writeDeltaToken('db', 6n)],
  ['nothing', ''],
  ['no base64url', '%%%'],
  ['no JSON', Buffer.from('hello').toString('base64url')],
  ['a JSON object', Buffer.from('{"d":1}').toString('base64url')],
  ['a number for a revision', Buffer.from('["d","db",5]').toString('base64url')],
  ['a token of another kind', Buffer.from('["s","db","5"]').toString('base64url')],
  ['a token with something appended', `${writeDeltaToken('db', 1n)}=`],
])('refuses %s', (_case, token) => {
  expect(() => readDeltaToken(token, 'db', 5n)).toThrow(expect.objectContaining({ code: 'COM0021' }));
});
