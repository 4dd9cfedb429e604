import { ByteReader } from './bytes.ts';
import { type CompoundHeader } from './cfb-header.ts';
import { type ByteSource, LIMITS, PackageError } from './types.ts';

/** Sector numbers from here on are none: free, end of chain, part of a table. */
const LARGEST_SECTOR = 0xfffffffa;
/** Enough for files of 64 GiB. */
const MAX_TABLE_SECTORS = 1024 * 1024;
const END_OF_CHAIN = 0xfffffffe;

/** The allocation table: for each sector the one that follows it. Read a sector at a time, as chains lead there. */
export class SectorTable {
  readonly #source: ByteSource;
  readonly #sectorBytes: number;
  /** Where the table's own sectors are. */
  readonly #places: readonly number[];
  readonly #loaded = new Map<number, ByteReader>();

  private constructor(source: ByteSource, sectorBytes: number, places: readonly number[]) {
    this.#source = source;
    this.#sectorBytes = sectorBytes;
    this.#places = places;
  }

  /** Collects where the table's sectors are: the first are in the header, the others in a chain of sectors. */
  static async open(source: ByteSource, header: CompoundHeader): Promise<SectorTable> {
    const { sectorBytes, tableSectors, listSectors } = header;
    const sectors = Math.ceil(source.size / sectorBytes);
    if (tableSectors > Math.min(sectors, MAX_TABLE_SECTORS) || listSectors > sectors) {
      throw damaged();
    }
    const places = header.inlineTable.slice(0, tableSectors);
    const perSector = sectorBytes / 4 - 1;
    let next = header.firstListSector;
    // The count and not the chain's end decides: so a chain within itself ends as well.
    for (let read = 0; read < listSectors && places.length < tableSectors; read += 1) {
      const list = await readSector(source, next, sectorBytes);
      for (let index = 0; index < perSector && places.length < tableSectors; index += 1) {
        places.push(list.u32(index * 4));
      }
      next = list.u32(perSector * 4);
    }
    if (places.length < tableSectors) throw damaged();
    return new SectorTable(source, sectorBytes, places);
  }

  /** The sectors of a chain to its end; `PackageError` where they are more than `maxBytes` or come to one twice. */
  async chain(first: number, maxBytes: number): Promise<number[]> {
    const sectors: number[] = [];
    const seen = new Set<number>();
    for (let sector = first; sector !== END_OF_CHAIN; sector = await this.#after(sector)) {
      if (seen.has(sector)) throw new PackageError('The package is damaged: a chain of sectors has no end.');
      seen.add(sector);
      sectors.push(sector);
      if (sectors.length * this.#sectorBytes > maxBytes) throw damaged();
    }
    return sectors;
  }

  /** The sectors that `size` bytes from `first` on lie in. */
  async chainFor(first: number, size: number): Promise<number[]> {
    const count = Math.ceil(size / this.#sectorBytes);
    if (size > this.#source.size || size > LIMITS.resourceBytes) throw damaged();
    const sectors: number[] = [];
    const seen = new Set<number>();
    for (let sector = first; sectors.length < count;) {
      if (sector >= LARGEST_SECTOR || seen.has(sector)) throw damaged();
      seen.add(sector);
      sectors.push(sector);
      if (sectors.length < count) sector = await this.#after(sector);
    }
    return sectors;
  }

  async #after(sector: number): Promise<number> {
    const perSector = this.#sectorBytes / 4;
    const index = Math.floor(sector / perSector);
    const place = this.#places[index];
    if (place === undefined) throw damaged();
    let part = this.#loaded.get(index);
    if (part === undefined) {
      part = await readSector(this.#source, place, this.#sectorBytes);
      this.#loaded.set(index, part);
    }
    return part.u32((sector % perSector) * 4);
  }
}

/** The first `size` bytes of sectors; those that lie next to each other are read at once. */
export async function readSectors(
  source: ByteSource,
  sectors: readonly number[],
  sectorBytes: number,
  size: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(size);
  for (let from = 0; from < sectors.length;) {
    const first = sectors[from] ?? LARGEST_SECTOR;
    let to = from + 1;
    while (to < sectors.length && sectors[to] === first + to - from) to += 1;
    const length = Math.min((to - from) * sectorBytes, size - from * sectorBytes);
    bytes.set(await source.read(placeOf(first, sectorBytes), length), from * sectorBytes);
    from = to;
  }
  return bytes;
}

async function readSector(source: ByteSource, sector: number, sectorBytes: number): Promise<ByteReader> {
  return new ByteReader(await source.read(placeOf(sector, sectorBytes), sectorBytes), 'its table of sectors');
}

/** In version 4 the header, though of 512 bytes, takes a whole sector. */
function placeOf(sector: number, sectorBytes: number): number {
  if (sector >= LARGEST_SECTOR) throw damaged();
  return (sector + 1) * sectorBytes;
}

function damaged(): PackageError {
  return new PackageError('The package is damaged: its table of sectors is not right.');
}
