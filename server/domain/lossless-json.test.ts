import { describe, expect, it } from 'vitest';
import { readBodyId, readId } from './long-id.ts';
import { parseJson } from './lossless-json.ts';

describe('parseJson', () => {
  it.each<[string, unknown]>([
    ['9007199254741001', 9007199254741001n],
    ['[9007199254740993,9223372036854775807]', [9007199254740993n, 9223372036854775807n]],
    ['-9007199254740993', -9007199254740993n],
    ['9007199254740991', 9007199254740991],
    ['{"a":1,"b":[2]}', { a: 1, b: [2] }],
    ['1e18', 1e18],
    ['12.8308', 12.8308],
    ['"9007199254741001"', '9007199254741001'],
    ['[true,null,""]', [true, null, '']],
  ])('%s', (text, expected) => {
    expect(parseJson(text)).toEqual(expected);
  });

  it.each(['', '{', "{'a':1}", '{"__proto__":{"admin":true}}', '[{"constructor":{"prototype":1}}]'])(
    'refuses %s',
    (text) => {
      expect(() => parseJson(text)).toThrow(SyntaxError);
    },
  );
});

describe('ids', () => {
  it.each<[string, bigint | undefined]>([
    ['0', 0n],
    ['9007199254741001', 9007199254741001n],
    ['9223372036854775807', 9223372036854775807n],
    ['9223372036854775808', undefined],
    ['007', undefined],
    ['-1', undefined],
    ['+1', undefined],
    ['1e3', undefined],
    ['１', undefined],
    ['', undefined],
    [' 1', undefined],
  ])('reads "%s"', (text, expected) => {
    expect(readId(text)).toBe(expected);
  });

  it.each<[unknown, bigint | undefined]>([
    [9007199254741001n, 9007199254741001n],
    ['9007199254741001', 9007199254741001n],
    [12, 12n],
    [-1, undefined],
    [1.5, undefined],
    // Lost its last digits already.
    [9007199254741000, undefined],
    [null, undefined],
    [9223372036854775808n, undefined],
  ])('reads %s of a body', (value, expected) => {
    expect(readBodyId(value)).toBe(expected);
  });
});
