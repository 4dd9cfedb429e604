import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ApiError } from './errors.ts';
import { createListReader } from './list-stream.ts';
import { parseLossless } from './lossless-json.ts';
import { inPieces, jsonText, mutated } from './testing-json.ts';

/** The whole answer put together from the pieces. */
function readAll(pieces: readonly string[]): Record<string, unknown> {
  const reader = createListReader('devices');
  const elements = pieces.flatMap((piece) => reader.push(piece) ?? []);
  return { ...reader.end(), devices: elements };
}

const key = fc.constantFrom('"paging"', '"delta-token"', '"x\\"devices"', '"device"', '"metadata"');
const entries = fc
  .array(fc.tuple(key, jsonText), { maxLength: 3 })
  .map((list) => list.map(([name, value]) => `${name}:${value}`));
const list = fc
  .tuple(fc.constantFrom('', ' ', '\n'), fc.array(jsonText, { maxLength: 8 }))
  .map(([gap, values]) => `"devices"${gap}:${gap}[${gap}${values.join(',')}${gap}]`);
const answer = fc
  .tuple(entries, list, entries)
  .map(([before, devices, after]) => ` {${[...before, devices, ...after].join(',')}} `);

describe('the list reader', () => {
  it('reads any answer cut anywhere as parseLossless reads the whole', () => {
    fc.assert(
      fc.property(inPieces(answer), (pieces) => {
        expect(readAll(pieces)).toEqual(parseLossless(pieces.join('')));
      }),
      { numRuns: 1500 },
    );
  });

  it('never reads a damaged answer as anything else than parseLossless does', () => {
    fc.assert(
      fc.property(inPieces(mutated(answer)), (pieces) => {
        let read;
        try {
          read = readAll(pieces);
        } catch (error) {
          expect(error).toBeInstanceOf(ApiError);
          expect(error).toMatchObject({ kind: 'malformed' });
          return;
        }
        expect(read).toEqual(parseLossless(pieces.join('')));
      }),
      { numRuns: 3000 },
    );
  });

  it('hands out elements as they become whole', () => {
    const reader = createListReader('devices');
    expect(reader.push('{"devices":[{"id":9007199254741001},{"id":90071992547')).toEqual([
      { id: '9007199254741001' },
    ]);
    expect(reader.push('41003}')).toBeUndefined();
    expect(reader.push(']')).toEqual([{ id: '9007199254741003' }]);
    expect(reader.push(',"delta-token":"x"}')).toBeUndefined();
    expect(reader.end()).toEqual({ devices: [], 'delta-token': 'x' });
  });

  it.each([
    '',
    '<html>',
    '[]',
    'null',
    '{}',
    '{"devices":{}}',
    '{"devices":["a"],"devices":[]}',
    '{"devices":[],"devices":["a"]}',
    '{"devices":[',
    '{"devices":[1,2',
    '{"devices":[1,]}',
    '{"devices":[,1]}',
    '{"devices":[,]}',
    '{"devices":[1,,2]}',
    '{"devices":[1 2]}',
    '{"devices":[{"a":1]]}',
    '{"devices":[1}',
    '{"devices":[1]',
    '{"devices":[1]}x',
    '{"devices":[{1234567890123456789:1}]}',
    '{"devices":[1],"devices":[2]}',
    '{"devices":[1],"de\\u0076ices":[2]}',
  ])('refuses %s', (text) => {
    for (const pieces of [[text], text.split('')]) expect(() => readAll(pieces)).toThrow(ApiError);
  });
});
