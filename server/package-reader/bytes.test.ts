import { describe, expect, it } from 'vitest';
import { ByteReader, cleanText, shown, sourceOfBytes, sourceOfPart } from './bytes.ts';
import { PackageError } from './types.ts';

const bytes = Uint8Array.from({ length: 32 }, (_, index) => index + 1);

describe('ByteReader', () => {
  // A view into a buffer, as its bytes are in the middle of it.
  const reader = new ByteReader(bytes.subarray(8, 24), 'a test');
  const reads: [what: string, read: (at: number) => unknown, width: number, first: number][] = [
    ['u8', (at) => reader.u8(at), 1, 9],
    ['u16', (at) => reader.u16(at), 2, 0x0a09],
    ['u32', (at) => reader.u32(at), 4, 0x0c0b0a09],
    ['i32', (at) => reader.i32(at), 4, 0x0c0b0a09],
    ['u16be', (at) => reader.u16be(at), 2, 0x090a],
    ['u32be', (at) => reader.u32be(at), 4, 0x090a0b0c],
  ];
  it.each(reads)('reads %s within its bytes only', (_what, read, width, first) => {
    expect(read(0)).toBe(first);
    expect(() => read(16 - width)).not.toThrow();
    for (const at of [17 - width, -1, 0.5, Number.NaN, 2 ** 60]) expect(() => read(at)).toThrow(PackageError);
  });

  it('reads 64 bits up to 2^53', () => {
    const wide = new ByteReader(
      Uint8Array.of(0, 0x20, 0, 0, 0, 0, 0, 0, 0, 0x1f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff),
      'a test',
    );
    expect(wide.u64(0)).toBe(0x2000);
    expect(wide.u64be(8)).toBe(Number.MAX_SAFE_INTEGER);
    expect(() => wide.u64(8)).toThrow('a test has an impossible number');
    expect(() => wide.u64be(0)).toThrow('a test has an impossible number');
    expect(() => wide.u64(9)).toThrow('points outside of itself');
  });

  it('takes parts, and parts of parts', () => {
    const part = reader.part(4, 8);
    expect([part.length, part.u8(0), part.part(2, 2).u8(1)]).toEqual([8, 13, 16]);
    for (const [at, length] of [
      [4, 13],
      [17, 0],
      [0, -1],
      [0, Number.NaN],
    ] as const) {
      expect(() => reader.slice(at, length)).toThrow(PackageError);
    }
  });
});

describe('sources', () => {
  it('reads parts of a part and nothing behind it', async () => {
    const part = sourceOfPart(sourceOfPart(sourceOfBytes(bytes), 10, 10), 2, 4);
    expect(part.size).toBe(4);
    expect(Array.from(await part.read(1, 3))).toEqual([14, 15, 16]);
    for (const [offset, length] of [
      [1, 4],
      [-1, 1],
      [0, -1],
    ] as const) {
      await expect(part.read(offset, length)).rejects.toBeInstanceOf(PackageError);
    }
    await expect(sourceOfBytes(bytes).read(30, 3)).rejects.toBeInstanceOf(PackageError);
  });
});

it.each([
  [undefined, undefined],
  ['', undefined],
  [' \n\t ', undefined],
  [' a\0\u0085b\n', 'a b'],
  ['abcdefghijkl', 'abcdefghij'],
  // A pair cut in two.
  ['abcdefghi😀', 'abcdefghi\ufffd'],
])('cleans %j to %j', (text, clean) => expect(cleanText(text, 10)).toBe(clean));

it.each([
  ['res/größe 日本 😀.png', '"res/größe 日本 😀.png"'],
  ['a\nb\u202e\u0000\ud800', '"a?b??\ufffd"'],
  ['x'.repeat(100), `"${'x'.repeat(80)}…"`],
])('shows %j as %s', (name, text) => expect(shown(name)).toBe(text));
