import { ByteReader } from './bytes.ts';
import { type CompoundHeader, readHeader } from './cfb-header.ts';
import { SectorTable, readSectors } from './cfb-sectors.ts';
import { type ByteSource, LIMITS, PackageError } from './types.ts';

const ENTRY_BYTES = 128;
const STREAM = 2;
const ROOT = 5;
const NO_ENTRY = 0xffffffff;
const MINI_SECTOR_BYTES = 64;

export interface CompoundStream {
  /** As stored: up to 31 UTF-16 units of any kind. */
  name: string;
  /** Bytes. */
  size: number;
  firstSector: number;
}

/** A compound file, its directory read. */
export interface CompoundFile {
  /** Class of the root, as text in braces: what kind of document it is. */
  classId: string;
  /** Right below the root, by name; those within other storages are not of interest. */
  readonly streams: ReadonlyMap<string, CompoundStream>;
  /** The whole stream; `PackageError` where it is more than `maxBytes`. */
  read(stream: CompoundStream, maxBytes: number): Promise<Uint8Array<ArrayBuffer>>;
}

/**
 * Opens a compound file ([MS-CFB], versions 3 and 4). Reads its header and directory, then only the streams asked for, and of
 * the allocation table only the sectors that these need. `PackageError` for what is none and for chains that are damaged.
 */
export async function openCompoundFile(source: ByteSource): Promise<CompoundFile> {
  const header = await readHeader(source);
  const table = await SectorTable.open(source, header);
  const sectors = await table.chain(header.firstDirectorySector, LIMITS.manifestBytes);
  const directory = new ByteReader(
    await readSectors(source, sectors, header.sectorBytes, sectors.length * header.sectorBytes),
    'its directory',
  );
  const root = entryAt(directory, 0, header);
  if (root.type !== ROOT) throw new PackageError('The package is damaged: its directory has no root.');
  const mini = new MiniStreams(source, header, table, root);
  return {
    classId: classIdOf(directory.slice(80, 16)),
    streams: streamsBelow(directory, root.child, header),
    async read(stream, maxBytes) {
      if (stream.size > maxBytes) {
        throw new PackageError(
          `The package is too large to read: a table of ${stream.size} bytes, and ${maxBytes} is the most.`,
        );
      }
      if (stream.size === 0) return new Uint8Array();
      if (stream.size < header.miniCutoff) return mini.read(stream);
      const chain = await table.chainFor(stream.firstSector, stream.size);
      return readSectors(source, chain, header.sectorBytes, stream.size);
    },
  };
}

/** The streams below the cutoff lie together in one stream, in sectors of 64 bytes with a table of their own. */
class MiniStreams {
  readonly #source: ByteSource;
  readonly #header: CompoundHeader;
  readonly #table: SectorTable;
  readonly #root: DirectoryEntry;
  #loaded: Promise<{ next: ByteReader; sectors: readonly number[] }> | undefined;

  constructor(source: ByteSource, header: CompoundHeader, table: SectorTable, root: DirectoryEntry) {
    this.#source = source;
    this.#header = header;
    this.#table = table;
    this.#root = root;
  }

  async read({ firstSector, size }: CompoundStream): Promise<Uint8Array<ArrayBuffer>> {
    const { sectorBytes } = this.#header;
    const { next, sectors } = await (this.#loaded ??= this.#load());
    const bytes = new Uint8Array(size);
    const seen = new Set<number>();
    let sector = firstSector;
    for (let at = 0; at < size; at += MINI_SECTOR_BYTES) {
      if (seen.has(sector)) throw new PackageError('The package is damaged: a stream contains itself.');
      seen.add(sector);
      const place = sector * MINI_SECTOR_BYTES;
      const outer = sectors[Math.floor(place / sectorBytes)];
      if (outer === undefined) throw new PackageError('The package is damaged: a stream lies outside of it.');
      const length = Math.min(MINI_SECTOR_BYTES, size - at);
      bytes.set(await this.#source.read((outer + 1) * sectorBytes + (place % sectorBytes), length), at);
      if (at + length < size) sector = next.u32(sector * 4);
    }
    return bytes;
  }

  async #load(): Promise<{ next: ByteReader; sectors: readonly number[] }> {
    const { sectorBytes, firstMiniTableSector } = this.#header;
    const sectors = await this.#table.chainFor(this.#root.firstSector, this.#root.size);
    const chain = await this.#table.chain(firstMiniTableSector, LIMITS.manifestBytes);
    const bytes = await readSectors(this.#source, chain, sectorBytes, chain.length * sectorBytes);
    return { next: new ByteReader(bytes, 'its table of small streams'), sectors };
  }
}

interface DirectoryEntry extends CompoundStream {
  type: number;
  left: number;
  right: number;
  child: number;
}

/** The entries of a storage are a binary tree by name. Walked whole, so its order need not be right. */
function streamsBelow(
  directory: ByteReader,
  top: number,
  header: CompoundHeader,
): Map<string, CompoundStream> {
  const streams = new Map<string, CompoundStream>();
  const seen = new Set<number>();
  const open = [top];
  for (let index = open.pop(); index !== undefined; index = open.pop()) {
    if (index === NO_ENTRY) continue;
    if (seen.has(index)) throw new PackageError('The package is damaged: its directory contains itself.');
    seen.add(index);
    const entry = entryAt(directory, index, header);
    if (entry.type === STREAM) streams.set(entry.name, entry);
    open.push(entry.left, entry.right);
  }
  return streams;
}

function entryAt(directory: ByteReader, index: number, { version }: CompoundHeader): DirectoryEntry {
  const entry = directory.part(index * ENTRY_BYTES, ENTRY_BYTES);
  // With the zero that ends it, in bytes.
  const nameBytes = Math.max(0, Math.min(64, entry.u16(64)) - 2);
  return {
    name: new TextDecoder('utf-16le').decode(entry.slice(0, nameBytes)),
    type: entry.u8(66),
    left: entry.u32(68),
    right: entry.u32(72),
    child: entry.u32(76),
    firstSector: entry.u32(116),
    // Writers of version 3 leave the upper half as it was in memory.
    size: version === 3 ? entry.u32(120) : entry.u64(120),
  };
}

/** As GUIDs are written: the first three numbers little-endian. */
function classIdOf(bytes: Uint8Array): string {
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0'));
  const order = [
    [3, 2, 1, 0],
    [5, 4],
    [7, 6],
    [8, 9],
    [10, 11, 12, 13, 14, 15],
  ];
  const groups = order.map((group) => group.map((index) => hex[index] ?? '').join(''));
  return `{${groups.join('-').toUpperCase()}}`;
}
