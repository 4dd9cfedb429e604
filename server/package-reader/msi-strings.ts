import type { ByteReader } from './bytes.ts';
import { PackageError } from './types.ts';

const LONG_REFS = 0x80000000;

/** Windows code pages as the Encoding Standard names them; 0 is "neutral", and read as UTF-8 where it is that. */
const ENCODINGS: Readonly<Record<number, string>> = {
  437: 'windows-1252',
  866: 'ibm866',
  874: 'windows-874',
  932: 'shift_jis',
  936: 'gbk',
  949: 'euc-kr',
  950: 'big5',
  1250: 'windows-1250',
  1251: 'windows-1251',
  1252: 'windows-1252',
  1253: 'windows-1253',
  1254: 'windows-1254',
  1255: 'windows-1255',
  1256: 'windows-1256',
  1257: 'windows-1257',
  1258: 'windows-1258',
  10000: 'macintosh',
  20866: 'koi8-r',
  28591: 'windows-1252',
  54936: 'gb18030',
  65001: 'utf-8',
};

/**
 * The strings of an installer's database, which its tables refer to by number: `_StringPool` has the code page and the length of
 * each, `_StringData` has their bytes one after the other (after Wine's dlls/msi/string.c). Decoded only when asked for.
 */
export class StringPool {
  /** Bytes of a reference in a table: three where there are more than 65,535 strings. */
  readonly refBytes: 2 | 3;
  readonly #data: ByteReader;
  readonly #decoder: InstanceType<typeof TextDecoder> | undefined;
  /** Where the string of a number starts; it ends where the next one starts. */
  readonly #starts: Uint32Array;

  constructor(pool: ByteReader, data: ByteReader) {
    const head = pool.u32(0);
    this.refBytes = head >= LONG_REFS ? 3 : 2;
    const encoding = ENCODINGS[head % LONG_REFS];
    this.#decoder = encoding === undefined ? undefined : new TextDecoder(encoding);
    this.#data = data;
    this.#starts = startsOf(pool, data.length);
  }

  /** The string of a number, decoded from `maxBytes` at most; undefined for 0, which means none. */
  text(ref: number, maxBytes: number): string | undefined {
    return ref === 0 ? undefined : this.#decode(this.#bytes(ref, maxBytes));
  }

  /** Whether the string of a number is this one, of ASCII characters. In every code page they are the same bytes. */
  is(ref: number, text: string): boolean {
    if (ref === 0) return false;
    const bytes = this.#bytes(ref, text.length + 1);
    if (bytes.length !== text.length) return false;
    return bytes.every((byte, index) => byte === text.charCodeAt(index));
  }

  #bytes(ref: number, maxBytes: number): Uint8Array {
    const [start, end] = [this.#starts[ref], this.#starts[ref + 1]];
    if (start === undefined || end === undefined) {
      throw new PackageError('The package is damaged: a table refers to a string that is not there.');
    }
    return this.#data.slice(start, Math.min(end - start, maxBytes));
  }

  #decode(bytes: Uint8Array): string {
    if (this.#decoder !== undefined) return this.#decoder.decode(bytes);
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    } catch {
      return new TextDecoder('windows-1252').decode(bytes);
    }
  }
}

/** Number 1 is the first string; what would be number 0 is the head of the pool, and empty. */
function startsOf(pool: ByteReader, dataBytes: number): Uint32Array {
  const count = Math.floor(pool.length / 4);
  const starts = new Uint32Array(count + 1);
  let ref = 1;
  let at = 0;
  for (let index = 1; index < count; index += 1, ref += 1) {
    starts[ref] = at;
    let length = pool.u16(index * 4);
    const uses = pool.u16(index * 4 + 2);
    if (length === 0 && uses > 0 && index + 1 < count) {
      // A length of over 64 KiB takes two places, with its upper half where the first would count uses.
      index += 1;
      length = uses * 65_536 + pool.u16(index * 4);
    }
    at += length;
    if (at > dataBytes)
      throw new PackageError('The package is damaged: its strings are longer than they are.');
  }
  starts[ref] = at;
  return starts.subarray(0, ref + 1);
}
