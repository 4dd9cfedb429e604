import type { Chunk } from './arsc-chunks.ts';
import type { ByteReader } from './bytes.ts';

const IS_UTF8 = 0x100;
const HEADER_BYTES = 28;
/** Longer strings are cut: no name, path or label that is of use is as long. */
const MOST_UNITS = 4096;

/** ResStringPool: strings by their number, decoded when asked for. */
export class StringPool {
  readonly #reader: ByteReader;
  readonly #headerSize: number;
  readonly #count: number;
  readonly #start: number;
  readonly #isUtf8: boolean;

  constructor(chunk: Chunk) {
    this.#reader = chunk.reader;
    this.#headerSize = Math.max(chunk.headerSize, HEADER_BYTES);
    this.#count = chunk.reader.u32(8);
    this.#isUtf8 = (chunk.reader.u32(16) & IS_UTF8) !== 0;
    this.#start = chunk.reader.u32(20);
  }

  /** Undefined where there is none of that number, -1 among others. */
  get(index: number): string | undefined {
    if (index < 0 || index >= this.#count) return undefined;
    const at = this.#start + this.#reader.u32(this.#headerSize + 4 * index);
    return this.#isUtf8 ? this.#utf8(at) : this.#utf16(at);
  }

  #utf16(at: number): string {
    const first = this.#reader.u16(at);
    const isLong = (first & 0x8000) !== 0;
    const length = isLong ? ((first & 0x7fff) << 16) | this.#reader.u16(at + 2) : first;
    const bytes = this.#reader.slice(at + (isLong ? 4 : 2), 2 * length).subarray(0, 2 * MOST_UNITS);
    return new TextDecoder('utf-16le', { ignoreBOM: true }).decode(bytes);
  }

  /** The length in UTF-16 units, then that in bytes, each of one byte or two, then the bytes. */
  #utf8(at: number): string {
    const start = at + (this.#reader.u8(at) & 0x80 ? 2 : 1);
    const first = this.#reader.u8(start);
    const isLong = (first & 0x80) !== 0;
    const length = isLong ? ((first & 0x7f) << 8) | this.#reader.u8(start + 1) : first;
    return decodeModifiedUtf8(this.#reader.slice(start + (isLong ? 2 : 1), length).subarray(0, MOST_UNITS));
  }
}

/** aapt writes UTF-8, aapt2 Java's modified UTF-8 (a pair of surrogates as two of three bytes); this reads either. */
function decodeModifiedUtf8(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length;) {
    const lead = bytes[at] ?? 0;
    const length = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    let point = length === 1 ? lead : lead & (0x7f >> length);
    for (let next = at + 1; next < at + length; next += 1) point = (point << 6) | ((bytes[next] ?? 0) & 0x3f);
    text += point <= 0x10ffff ? String.fromCodePoint(point) : '\ufffd';
    at += length;
  }
  return text.toWellFormed();
}
