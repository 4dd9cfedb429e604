import { ByteReader, shown, sourceOfPart } from './bytes.ts';
import { crc32 } from './crc32.ts';
import { inflate } from './inflate.ts';
import { type ByteSource, PackageError } from './types.ts';
import { decodeName, readDirectory } from './zip-directory.ts';

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

const LOCAL_HEADER = 0x04034b50;
const LOCAL_HEADER_BYTES = 30;

/**
 * Reads the directory of an archive (zip and zip64). Fails with `PackageError` for what is no archive or a truncated one,
 * and for everything that only a trap has: encrypted entries, names that are paths out of the archive, a name twice,
 * entries that overlap, more entries or a longer directory than LIMITS allows.
 */
export async function openZip(source: ByteSource): Promise<ZipArchive> {
  const { entries, ends } = await readDirectory(source);

  /** The packed bytes of an entry, its local header compared with the directory. */
  async function packed(entry: ZipEntry): Promise<ByteSource> {
    const damaged = () =>
      new PackageError(`The package is damaged: ${shown(entry.name)} is not what its directory says.`);
    const header = new ByteReader(await source.read(entry.offset, LOCAL_HEADER_BYTES), 'a file header');
    const nameLength = header.u16(26);
    if (header.u32(0) !== LOCAL_HEADER || header.u16(8) !== entry.method) throw damaged();
    const name = await source.read(entry.offset + LOCAL_HEADER_BYTES, nameLength);
    if (decodeName(name, header.u16(6)) !== entry.name) throw damaged();
    const start = entry.offset + LOCAL_HEADER_BYTES + nameLength + header.u16(28);
    if (start + entry.compressedSize > (ends.get(entry.offset) ?? 0)) throw damaged();
    return sourceOfPart(source, start, entry.compressedSize);
  }

  return {
    entries,
    async read(entry, maxBytes) {
      if (entry.size > maxBytes) {
        throw new PackageError(
          `${shown(entry.name)} is too large: ${entry.size} bytes, and ${maxBytes} is the most.`,
        );
      }
      const part = await packed(entry);
      const bytes = await unpack(entry, part);
      if (crc32(bytes) !== entry.crc32) {
        throw new PackageError(`The package is damaged: the checksum of ${shown(entry.name)} is wrong.`);
      }
      return bytes;
    },
    async open(entry) {
      if (entry.method !== 0) return undefined;
      if (entry.size !== entry.compressedSize) throw lyingSize(entry);
      return packed(entry);
    },
  };
}

async function unpack(entry: ZipEntry, part: ByteSource): Promise<Uint8Array<ArrayBuffer>> {
  if (entry.method === 8) return inflate(part, entry.size, shown(entry.name));
  if (entry.method !== 0)
    throw new PackageError(`${shown(entry.name)} is packed in a way that apps are not (${entry.method}).`);
  if (entry.size !== entry.compressedSize) throw lyingSize(entry);
  return part.read(0, part.size);
}

function lyingSize(entry: ZipEntry): PackageError {
  return new PackageError(`The package is damaged: the size of ${shown(entry.name)} is wrong.`);
}
