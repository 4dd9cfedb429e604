/**
 * Zip archives from scratch, honest ones and every kind of hostile one, after PKWARE's APPNOTE.TXT 6.3.10: local header 4.3.7,
 * data descriptor 4.3.9, directory 4.3.12, zip64 end 4.3.14 and 4.3.15, end 4.3.16, zip64 extra field 4.5.3.
 */
import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipInput {
  name: string;
  /** Text is UTF-8; empty where absent. */
  bytes?: Uint8Array | string;
  /** Deflated where absent. */
  method?: number;
  /** The name as bytes, where it is to be no UTF-8. */
  nameBytes?: Uint8Array;
  /** Without, the name is flagged as UTF-8. */
  flags?: number;
  /** Packed bytes as they are, in place of `bytes` packed. */
  packed?: Uint8Array;
  /** Sizes in the data descriptor after the data, zero in the local header. */
  hasDescriptor?: boolean;
  /** Sizes and offset in the zip64 extra field. */
  isZip64?: boolean;
  /** What the directory says in place of the truth. */
  claims?: { size?: number; compressedSize?: number; crc32?: number; offset?: number; method?: number };
  /** What the local header says in place of the directory's name. */
  localName?: string;
  /** How many bytes of extra fields the local header says to have, in place of the truth. */
  localExtraLength?: number;
  /** No bytes of its own: the directory points at the entry of this index. */
  sharesDataOf?: number;
}

export interface ZipOptions {
  comment?: Uint8Array;
  /** Bytes before the archive; offsets count from the archive's start and not the file's. */
  prefix?: Uint8Array;
  /** The zip64 end, whether needed or not. */
  isZip64?: boolean;
  /** What the end says in place of the truth. */
  claims?: {
    count?: number;
    directorySize?: number;
    directoryOffset?: number;
    disk?: number;
    countHere?: number;
  };
}

type Bytes = Uint8Array<ArrayBuffer>;

/** The archive, entries in the order given. */
export function buildZip(inputs: readonly ZipInput[], options: ZipOptions = {}): Bytes {
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  const offsets: number[] = [];
  let length = 0;
  for (const input of inputs) {
    const entry = packEntry(input);
    const shared = input.sharesDataOf === undefined ? undefined : offsets[input.sharesDataOf];
    offsets.push(shared ?? length);
    directory.push(directoryEntry(input, entry, shared ?? length));
    if (shared !== undefined) continue;
    const local = joinBytes([localHeader(input, entry), entry.packed, descriptor(input, entry)]);
    parts.push(local);
    length += local.length;
  }
  const listing = joinBytes(directory);
  const end = endRecords(inputs.length, listing.length, length, options);
  return joinBytes([options.prefix ?? new Uint8Array(), ...parts, listing, end]);
}

/** Several arrays as one. */
export function joinBytes(parts: readonly Uint8Array[]): Bytes {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Little-endian numbers, each with its width in bytes: `numbers([2, 8], [4, 0x04034b50])`. */
export function numbers(...fields: readonly (readonly [width: 1 | 2 | 4 | 8, value: number])[]): Bytes {
  const view = new DataView(new ArrayBuffer(fields.length * 8));
  let at = 0;
  for (const [width, value] of fields) {
    if (width === 1) view.setUint8(at, value);
    else if (width === 2) view.setUint16(at, value, true);
    else if (width === 4) view.setUint32(at, value, true);
    else view.setBigUint64(at, BigInt.asUintN(64, BigInt(value)), true);
    at += width;
  }
  return new Uint8Array(view.buffer, 0, at);
}

interface PackedEntry {
  name: Uint8Array;
  packed: Uint8Array;
  size: number;
  crc: number;
  method: number;
  flags: number;
}

function packEntry(input: ZipInput): PackedEntry {
  const bytes =
    typeof input.bytes === 'string'
      ? new TextEncoder().encode(input.bytes)
      : (input.bytes ?? new Uint8Array());
  const method = input.method ?? 8;
  return {
    name: input.nameBytes ?? new TextEncoder().encode(input.name),
    packed: input.packed ?? (method === 8 ? deflateRawSync(bytes) : bytes),
    size: bytes.length,
    crc: crc32(bytes),
    method,
    flags: (input.flags ?? 0x0800) | (input.hasDescriptor ? 8 : 0),
  };
}

function localHeader(input: ZipInput, entry: PackedEntry): Bytes {
  const name = input.localName === undefined ? entry.name : new TextEncoder().encode(input.localName);
  const [crc, packed, size] = input.hasDescriptor ? [0, 0, 0] : [entry.crc, entry.packed.length, entry.size];
  const extra = input.isZip64 ? numbers([2, 1], [2, 16], [8, size], [8, packed]) : new Uint8Array();
  return joinBytes([
    numbers([4, 0x04034b50], [2, 20], [2, entry.flags], [2, entry.method], [2, 0], [2, 0], [4, crc]),
    input.isZip64 ? numbers([4, 0xffffffff], [4, 0xffffffff]) : numbers([4, packed], [4, size]),
    numbers([2, name.length], [2, input.localExtraLength ?? extra.length]),
    name,
    extra,
  ]);
}

function descriptor(input: ZipInput, entry: PackedEntry): Bytes {
  if (!input.hasDescriptor) return new Uint8Array();
  const width = input.isZip64 ? 8 : 4;
  return numbers([4, 0x08074b50], [4, entry.crc], [width, entry.packed.length], [width, entry.size]);
}

function directoryEntry(input: ZipInput, entry: PackedEntry, realOffset: number): Bytes {
  const claims = input.claims ?? {};
  const size = claims.size ?? entry.size;
  const packed = claims.compressedSize ?? entry.packed.length;
  const offset = claims.offset ?? realOffset;
  const extra = input.isZip64
    ? numbers([2, 0xcafe], [2, 0], [2, 1], [2, 24], [8, size], [8, packed], [8, offset])
    : new Uint8Array();
  return joinBytes([
    numbers(
      [4, 0x02014b50],
      [2, 20],
      [2, 20],
      [2, entry.flags],
      [2, claims.method ?? entry.method],
      [2, 0],
      [2, 0],
    ),
    numbers([4, claims.crc32 ?? entry.crc]),
    input.isZip64 ? numbers([4, 0xffffffff], [4, 0xffffffff]) : numbers([4, packed], [4, size]),
    numbers([2, entry.name.length], [2, extra.length], [2, 0], [2, 0], [2, 0], [4, 0]),
    numbers([4, input.isZip64 ? 0xffffffff : offset]),
    entry.name,
    extra,
  ]);
}

function endRecords(realCount: number, realSize: number, realOffset: number, options: ZipOptions): Bytes {
  const claims = options.claims ?? {};
  const count = claims.count ?? realCount;
  const size = claims.directorySize ?? realSize;
  const offset = claims.directoryOffset ?? realOffset;
  const comment = options.comment ?? new Uint8Array();
  const end64 = realOffset + realSize;
  const wide = options.isZip64
    ? [
        numbers(
          [4, 0x06064b50],
          [8, 44],
          [2, 45],
          [2, 45],
          [4, claims.disk ?? 0],
          [4, 0],
          [8, claims.countHere ?? count],
          [8, count],
        ),
        numbers([8, size], [8, offset]),
        numbers([4, 0x07064b50], [4, 0], [8, end64], [4, 1]),
      ]
    : [];
  const narrow = options.isZip64
    ? numbers([2, 0xffff], [2, 0xffff], [4, 0xffffffff], [4, 0xffffffff])
    : numbers([2, claims.countHere ?? count], [2, count], [4, size], [4, offset]);
  return joinBytes([
    ...wide,
    numbers([4, 0x06054b50], [2, options.isZip64 ? 0 : (claims.disk ?? 0)], [2, 0]),
    narrow,
    numbers([2, comment.length]),
    comment,
  ]);
}
