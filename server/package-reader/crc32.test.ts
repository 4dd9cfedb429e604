import { crc32 as zlibCrc32 } from 'node:zlib';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { crc32 } from './crc32.ts';

it('has the check value of CRC-32', () => {
  expect(crc32(new TextEncoder().encode('123456789'))).toBe(0xcbf43926);
  expect(crc32(new Uint8Array())).toBe(0);
});

it('is zlib’s for bytes of any length at any place of a buffer', () => {
  const part = fc.tuple(fc.uint8Array({ maxLength: 50 }), fc.nat({ max: 5 }));
  const isSame = ([bytes, start]: [Uint8Array, number]) =>
    crc32(bytes.subarray(start)) === zlibCrc32(bytes.subarray(start));
  fc.assert(fc.property(part, isSame));
});
