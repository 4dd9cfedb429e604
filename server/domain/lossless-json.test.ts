import { describe, expect, it } from 'vitest';
import { readId } from './long-id.ts';
import { parseJson } from './lossless-json.ts';

describe('parseJson', () => {
  it.each<[string, unknown]>([
    ['9007199254741001', 9007199254741001n],
    ['[9007199254740993,9223372036854775807]', [9007199254740993n, 9223372036854775807n]],
    ['-9007199254740993', -9007199254740993n],
    ['9007199254740991', 9007199254740991n],
    ['{"a":1,"b":[2]}', { a: 1n, b: [2n] }],
    ['1e18', 1e18],
    ['1.0', 1],
    ['-9223372036854775808', -9223372036854775808n],
    ['1000000000000000000000', 1e21],
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
});
