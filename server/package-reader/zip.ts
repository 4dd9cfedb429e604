import { type ByteSource } from './types.ts';

export interface ZipEntry {
  name: string;
  /** 0 stored, 8 deflated; others cannot be read. */
  method: number;
  compressedSize: number;
  size: number;
  /** Of the local header. */
  offset: number;
  crc32: number;
}

/** A zip archive, its directory read and found sane. */
export interface ZipArchive {
  /** By name, in the order of the directory. */
  readonly entries: ReadonlyMap<string, ZipEntry>;
  /** The entry unpacked, its length and CRC checked; `PackageError` where it is more than `maxBytes`. */
  read(entry: ZipEntry, maxBytes: number): Promise<Uint8Array<ArrayBuffer>>;
  /** A stored (not deflated) entry as a source of its own, for an archive within the archive; undefined for a deflated one. */
  open(entry: ZipEntry): Promise<ByteSource | undefined>;
}

/**
 * Reads the directory of an archive (zip and zip64). Fails with `PackageError` for what is no archive or a truncated one,
 * and for everything that only a trap has: encrypted entries, names that are paths out of the archive, a name twice,
 * entries that overlap, more entries or a longer directory than LIMITS allows.
 */
export function openZip(source: ByteSource): Promise<ZipArchive> {
  return Promise.reject(new Error(`Not written yet: ${source.size}`));
}
