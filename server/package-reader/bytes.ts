import { type ByteSource, PackageError } from './types.ts';

/** Numbers out of bytes, `PackageError` for whatever lies outside of them. Little-endian where the name does not say `be`. */
export class ByteReader {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly #view: DataView;
  readonly #what: string;

  /** `what` the bytes are, for the message: "its directory". */
  constructor(bytes: Uint8Array<ArrayBuffer>, what: string) {
    this.bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#what = what;
  }

  get length(): number {
    return this.bytes.length;
  }

  u8(at: number): number {
    return this.#view.getUint8(this.#within(at, 1));
  }

  u16(at: number): number {
    return this.#view.getUint16(this.#within(at, 2), true);
  }

  u32(at: number): number {
    return this.#view.getUint32(this.#within(at, 4), true);
  }

  i32(at: number): number {
    return this.#view.getInt32(this.#within(at, 4), true);
  }

  /** As a number; `PackageError` above 2^53, which no size or offset of a file is. */
  u64(at: number): number {
    return this.#exact(this.#view.getBigUint64(this.#within(at, 8), true));
  }

  u16be(at: number): number {
    return this.#view.getUint16(this.#within(at, 2));
  }

  u32be(at: number): number {
    return this.#view.getUint32(this.#within(at, 4));
  }

  /** As a number; `PackageError` above 2^53. */
  u64be(at: number): number {
    return this.#exact(this.#view.getBigUint64(this.#within(at, 8)));
  }

  /** A view, no copy. */
  slice(at: number, length: number): Uint8Array<ArrayBuffer> {
    const from = this.#within(at, length);
    return this.bytes.subarray(from, from + length);
  }

  /** A reader of a part. */
  part(at: number, length: number): ByteReader {
    return new ByteReader(this.slice(at, length), this.#what);
  }

  #within(at: number, length: number): number {
    // Written so that NaN fails as well.
    if (!(Number.isInteger(at) && length >= 0 && at >= 0 && at + length <= this.bytes.length)) {
      throw new PackageError(`The package is damaged: ${this.#what} points outside of itself.`);
    }
    return at;
  }

  #exact(value: bigint): number {
    if (value > BigInt(Number.MAX_SAFE_INTEGER)) {
      throw new PackageError(`The package is damaged: ${this.#what} has an impossible number.`);
    }
    return Number(value);
  }
}

/** Bytes in memory as a source. */
export function sourceOfBytes(bytes: Uint8Array<ArrayBuffer>): ByteSource {
  const reader = new ByteReader(bytes, 'the file');
  return {
    size: bytes.length,
    // The executor's throw becomes the rejection.
    read: (offset, length) => new Promise((resolve) => resolve(reader.slice(offset, length))),
  };
}

/** A part of a source as a source of its own. */
export function sourceOfPart(source: ByteSource, start: number, size: number): ByteSource {
  return {
    size,
    read: (offset, length) =>
      offset >= 0 && length >= 0 && offset + length <= size
        ? source.read(start + offset, length)
        : Promise.reject(new PackageError('The package is damaged: it ends too early.')),
  };
}

/** Text of a package, cut to `maxLength` characters and trimmed; control characters are dropped, undefined where nothing is left. */
export function cleanText(text: string | undefined, maxLength: number): string | undefined {
  if (text === undefined) return undefined;
  // Cut first: what is dropped below must not cost more than what is kept.
  const clean = text
    .slice(0, maxLength)
    .toWellFormed()
    .replace(/\p{Cc}+/gu, ' ')
    .trim();
  return clean === '' ? undefined : clean;
}

/** A name out of a package as it can stand in a message: short, quoted, nothing in it that is not seen. */
export function shown(name: string): string {
  const short = name.length > 80 ? `${name.slice(0, 80)}…` : name;
  return `"${short.toWellFormed().replace(/[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/gu, '?')}"`;
}
