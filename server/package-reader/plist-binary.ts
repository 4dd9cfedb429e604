import { ByteReader } from './bytes.ts';
import { type PlistValue } from './plist-value.ts';
import { PackageError } from './types.ts';

const HEADER = 'bplist00';
const TRAILER_BYTES = 32;
const MAX_OBJECTS = 100_000;
/** Of one object to another, in all. */
const MAX_REFS = 1_000_000;
const MAX_DEPTH = 100;
/** Dates count seconds from the beginning of 2001. */
const EPOCH_MS = Date.UTC(2001, 0, 1);

/**
 * A binary property list (`bplist00`, after CFBinaryPList.c of Apple's CoreFoundation). `PackageError` for what is none, for
 * objects within themselves, and for objects that share their bytes with others: so a small file stays small in memory.
 */
export function readBinaryPlist(bytes: Uint8Array<ArrayBuffer>): PlistValue {
  return new BinaryPlist(bytes).top();
}

class BinaryPlist {
  readonly #reader: ByteReader;
  readonly #offsetWidth: number;
  readonly #refWidth: number;
  readonly #count: number;
  readonly #top: number;
  readonly #table: number;
  readonly #done = new Map<number, PlistValue>();
  readonly #open = new Set<number>();
  /** Bytes that the objects read so far lie in. Where none overlap it cannot exceed the file. */
  #used = 0;
  #refCount = 0;

  constructor(bytes: Uint8Array<ArrayBuffer>) {
    this.#reader = new ByteReader(bytes, 'its property list');
    const header = new TextDecoder('latin1').decode(this.#reader.slice(0, HEADER.length));
    if (header !== HEADER) throw damaged('is of an unknown version');
    const trailer = this.#reader.part(bytes.length - TRAILER_BYTES, TRAILER_BYTES);
    this.#offsetWidth = trailer.u8(6);
    this.#refWidth = trailer.u8(7);
    this.#count = trailer.u64be(8);
    this.#top = trailer.u64be(16);
    this.#table = trailer.u64be(24);
    const widths = [this.#offsetWidth, this.#refWidth];
    if (widths.some((width) => width < 1 || width > 8)) throw damaged('has an impossible number');
    if (this.#count > MAX_OBJECTS) throw damaged('has too many objects');
  }

  top(): PlistValue {
    return this.#object(this.#top, 0);
  }

  #object(index: number, depth: number): PlistValue {
    const known = this.#done.get(index);
    if (known !== undefined) return known;
    if (index >= this.#count) throw damaged('points outside of itself');
    if (depth > MAX_DEPTH) throw damaged('is nested too deeply');
    if (this.#open.has(index)) throw damaged('contains itself');
    this.#open.add(index);
    const value = this.#read(this.#uint(this.#table + index * this.#offsetWidth, this.#offsetWidth), depth);
    this.#open.delete(index);
    this.#done.set(index, value);
    return value;
  }

  #read(at: number, depth: number): PlistValue {
    const marker = this.#reader.u8(at);
    const [kind, low] = [marker >> 4, marker & 15];
    if (kind === 0) return this.#single(marker);
    if (kind === 1) return this.#integer(at, low);
    if (kind === 2 || kind === 3) return this.#real(at, kind, low);
    if (kind === 8) return this.#uint(this.#use(at + 1, low + 1), low + 1);
    const [count, start] = low === 15 ? this.#longCount(at + 1) : [low, at + 1];
    switch (kind) {
      case 4:
        return this.#reader.slice(this.#use(start, count), count);
      case 5:
        return this.#text(start, count, 'latin1');
      case 6:
        return this.#text(start, count * 2, 'utf-16be');
      case 7:
        return this.#text(start, count, 'utf-8');
      case 10:
      case 11:
      case 12:
        return this.#refs(start, count).map((ref) => this.#object(ref, depth + 1));
      case 13:
        return this.#dict(start, count, depth);
      default:
        throw damaged('has an object of no known kind');
    }
  }

  #single(marker: number): PlistValue {
    if (marker === 0x00) return null;
    if (marker === 0x08 || marker === 0x09) return marker === 0x09;
    throw damaged('has an object of no known kind');
  }

  /** 1, 2 and 4 bytes are unsigned; 8 and 16 are two's complement. */
  #integer(at: number, low: number): number | bigint {
    const width = 2 ** low;
    if (width > 16) throw damaged('has an impossible number');
    const start = this.#use(at + 1, width);
    if (width < 8) return this.#uint(start, width);
    const unsigned = this.#reader
      .slice(start, width)
      .reduce((value, byte) => (value << 8n) | BigInt(byte), 0n);
    const value = BigInt.asIntN(width * 8, unsigned);
    const narrow = Number(value);
    return Number.isSafeInteger(narrow) ? narrow : value;
  }

  #real(at: number, kind: 2 | 3, low: number): number | Date {
    if (low !== 3 && !(kind === 2 && low === 2)) throw damaged('has an impossible number');
    const bytes = this.#reader.slice(this.#use(at + 1, 2 ** low), 2 ** low);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    const value = low === 2 ? view.getFloat32(0) : view.getFloat64(0);
    return kind === 3 ? new Date(EPOCH_MS + value * 1000) : value;
  }

  #text(at: number, length: number, encoding: string): string {
    return new TextDecoder(encoding).decode(this.#reader.slice(this.#use(at, length), length));
  }

  #dict(at: number, count: number, depth: number): Map<string, PlistValue> {
    const refs = this.#refs(at, count * 2);
    const dict = new Map<string, PlistValue>();
    for (let index = 0; index < count; index += 1) {
      const key = this.#object(refs[index] ?? 0, depth + 1);
      if (typeof key !== 'string') throw damaged('has a key that is no text');
      dict.set(key, this.#object(refs[index + count] ?? 0, depth + 1));
    }
    return dict;
  }

  #refs(at: number, count: number): number[] {
    const start = this.#use(at, count * this.#refWidth);
    this.#refCount += count;
    if (this.#refCount > MAX_REFS) throw damaged('has too many objects');
    return Array.from({ length: count }, (_, index) =>
      this.#uint(start + index * this.#refWidth, this.#refWidth),
    );
  }

  /** An integer object that counts what follows it. */
  #longCount(at: number): [count: number, start: number] {
    const marker = this.#reader.u8(at);
    const width = 2 ** (marker & 15);
    if (marker >> 4 !== 1 || width > 8) throw damaged('has an impossible number');
    return [this.#uint(at + 1, width), at + 1 + width];
  }

  /** Above 2^53 inexact, which is outside of the file anyway. */
  #uint(at: number, width: number): number {
    return this.#reader.slice(at, width).reduce((value, byte) => value * 256 + byte, 0);
  }

  /** Marks bytes as those of one object; answers where they start. */
  #use(at: number, length: number): number {
    this.#reader.slice(at, length);
    this.#used += length;
    if (this.#used > this.#reader.length) throw damaged('has objects that overlap');
    return at;
  }
}

function damaged(how: string): PackageError {
  return new PackageError(`The package is damaged: its property list ${how}.`);
}
