import { expect, it } from 'vitest';
import { readDeltaToken, writeDeltaToken } from './delta-token.ts';

const LIST = { databaseId: 'db', list: 'devices' };
const encoded = (text: string) => Buffer.from(text).toString('base64url');

it('keeps a revision beyond 2^53 exactly', () => {
  const revision = 9007199254740993n;
  expect(readDeltaToken(writeDeltaToken(LIST, revision), LIST, revision)).toBe(revision);
});

it.each([
  ['another database', writeDeltaToken({ ...LIST, databaseId: 'other' }, 1n)],
  ['another list', writeDeltaToken({ ...LIST, list: 'groups' }, 1n)],
  ['a revision that is not there yet', writeDeltaToken(LIST, 6n)],
  ['nothing', ''],
  ['no base64url', '%%%'],
  ['no JSON', encoded('hello')],
  ['a JSON object', encoded('{"d":1}')],
  ['a number for a revision', encoded('["d","db","devices",5]')],
  ['a token of the form before lists had names', encoded('["d","db","5"]')],
  ['a token of another kind', encoded('["s","db","devices","5"]')],
  ['a token with something appended', `${writeDeltaToken(LIST, 1n)}=`],
])('refuses %s', (_case, token) => {
  expect(() => readDeltaToken(token, LIST, 5n)).toThrow(expect.objectContaining({ code: 'COM0021' }));
});
