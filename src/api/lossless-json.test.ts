import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseLossless } from './lossless-json.ts';
import { jsonText, mutated, parseSlowly } from './testing-json.ts';

describe('parseLossless', () => {
  it.each([
    ['9007199254741001', '9007199254741001'],
    ['-9007199254741001', '-9007199254741001'],
    ['[1234567890123456789]', ['1234567890123456789']],
    ['{"a": 9223372036854775807 , "b":1}', { a: '9223372036854775807', b: 1 }],
    ['999999999999999', 999999999999999],
    ['12.83080000000000001', 12.8308],
    ['1e18', 1e18],
    ['1234567890123456789e2', Number('1234567890123456789e2')],
    ['-0', -0],
    ['"1234567890123456789"', '1234567890123456789'],
    [String.raw`"\":1234567890123456789,\\"`, '":1234567890123456789,\\'],
    [String.raw`["\\",1234567890123456789]`, ['\\', '1234567890123456789']],
  ])('reads %s', (text, value) => {
    expect(parseLossless(text)).toStrictEqual(value);
  });

  it.each([
    '',
    '1234567890123456789 1234567890123456789',
    '{1234567890123456789:1}',
    '{1234567890123456789 : 1}',
    '01234567890123456789',
    '-01234567890123456789',
    '+1234567890123456789',
    '.1234567890123456789',
    '1234567890123456789abc',
    '"1234567890123456789',
    '[1234567890123456789',
    String.raw`"\u12"`,
    '1-12345678901234567',
  ])('refuses %s, as JSON.parse does', (text) => {
    expect(() => JSON.parse(text) as unknown).toThrow(SyntaxError);
    expect(() => parseLossless(text)).toThrow(SyntaxError);
  });

  it('agrees with the exact but slow way on any document', () => {
    fc.assert(
      fc.property(jsonText, (text) => {
        expect(parseLossless(text)).toStrictEqual(parseSlowly(text));
      }),
      { numRuns: 2000 },
    );
  });

  it('refuses what JSON.parse refuses, and nothing else', () => {
    fc.assert(
      fc.property(mutated(jsonText), (text) => {
        let expected: unknown;
        try {
          expected = parseSlowly(text);
        } catch {
          expect(() => parseLossless(text)).toThrow(SyntaxError);
          return;
        }
        expect(parseLossless(text)).toStrictEqual(expected);
      }),
      { numRuns: 2000 },
    );
  });
});
