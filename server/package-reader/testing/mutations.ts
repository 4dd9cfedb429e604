import fc from 'fast-check';
import { joinBytes } from './zip-builder.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** Numbers that counts, sizes and offsets are worst with. */
const EXTREMES = [0, 1, 0x7f, 0x80, 0xff, 0xffff, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff];

/**
 * Good bytes with some of them changed: single bytes, numbers of 4 bytes in either order, a part written over another, a part
 * taken out, the end cut off.
 */
export function mutationsOf(good: Bytes): fc.Arbitrary<Bytes> {
  const place = fc.nat({ max: Math.max(0, good.length - 1) });
  const change = fc.oneof(
    fc.tuple(place, fc.nat({ max: 255 })).map(([at, value]) => (bytes: Bytes) => {
      bytes[at % bytes.length] = value;
      return bytes;
    }),
    fc
      .tuple(place, fc.constantFrom(...EXTREMES), fc.boolean())
      .map(([at, value, isLittle]) => (bytes: Bytes) => {
        if (bytes.length >= 4) new DataView(bytes.buffer).setUint32(at % (bytes.length - 3), value, isLittle);
        return bytes;
      }),
    fc.tuple(place, place, fc.nat({ max: 64 })).map(([to, from, length]) => (bytes: Bytes) => {
      bytes.copyWithin(to % bytes.length, from % bytes.length, (from % bytes.length) + length);
      return bytes;
    }),
    fc.tuple(place, fc.nat({ max: 16 })).map(
      ([at, length]) =>
        (bytes: Bytes) =>
          joinBytes([bytes.subarray(0, at), bytes.subarray(at + length)]),
    ),
    place.map((length) => (bytes: Bytes) => (length % 8 === 0 ? bytes.slice(0, length) : bytes)),
  );
  return fc
    .array(change, { minLength: 1, maxLength: 6 })
    .map((changes) =>
      changes.reduce((bytes, apply) => (bytes.length === 0 ? bytes : apply(bytes)), good.slice()),
    );
}
