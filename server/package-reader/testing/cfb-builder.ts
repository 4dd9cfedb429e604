/**
 * Compound files from scratch, after [MS-CFB]: header 2.2, allocation tables 2.3 to 2.5, directory 2.6. The directory's tree is a
 * list, which readers must take as well as a balanced one.
 */
import { joinBytes, numbers } from './zip-builder.ts';

type Bytes = Uint8Array<ArrayBuffer>;

export interface CompoundInput {
  name: string;
  bytes: Uint8Array;
  /** Into a storage of its own, so that it is not right below the root. */
  isNested?: boolean;
}

export interface CompoundOptions {
  version?: 3 | 4;
  /** Of the root, as its 16 bytes. */
  classId?: Uint8Array;
  /** Sectors of the allocation table beyond those needed; from 110 in all on there is a list of them. */
  extraTableSectors?: number;
  /** Chains run from the end of the file to its beginning. */
  isReversed?: boolean;
  /** Changes the numbers of the allocation table: sector to the one that follows. */
  editTable?: (table: number[], starts: ReadonlyMap<string, number>) => void;
  /** Changes the bytes of the directory, 128 for each entry, the root first. */
  editDirectory?: (directory: DataView) => void;
}

const END = 0xfffffffe;
const FREE = 0xffffffff;
const NONE = 0xffffffff;
const TABLE = 0xfffffffd;
const LIST = 0xfffffffc;
const CUTOFF = 4096;
const MINI = 64;

interface Placed {
  input: CompoundInput;
  first: number;
}

export function buildCompoundFile(inputs: readonly CompoundInput[], options: CompoundOptions = {}): Bytes {
  const sectorBytes = options.version === 4 ? 4096 : 512;
  const layout = new Layout(sectorBytes, options.isReversed ?? false);
  const mini = miniStream(inputs.filter(({ bytes }) => bytes.length < CUTOFF));
  const placed: Placed[] = [
    ...mini.placed,
    ...inputs
      .filter(({ bytes }) => bytes.length >= CUTOFF)
      .map((input) => ({ input, first: layout.add(input.bytes) })),
  ];
  const miniFirst = layout.add(mini.bytes);
  const miniTable = layout.add(words(mini.table, sectorBytes, FREE));
  const directory = directoryOf(placed, { first: miniFirst, size: mini.bytes.length }, options);
  options.editDirectory?.(new DataView(directory.buffer));
  const directoryFirst = layout.add(padded(directory, sectorBytes));
  const starts = new Map(placed.map(({ input, first }) => [input.name, first]));
  return layout.finish(options, starts, (tables) =>
    headerOf(sectorBytes, {
      directorySectors: Math.ceil(directory.length / sectorBytes),
      directoryFirst,
      miniTable,
      miniTableSectors: miniTable === END ? 0 : Math.ceil((mini.table.length * 4) / sectorBytes),
      ...tables,
    }),
  );
}

class Layout {
  readonly #sectorBytes: number;
  readonly #isReversed: boolean;
  readonly #sectors: Uint8Array[] = [];
  readonly #table: number[] = [];

  constructor(sectorBytes: number, isReversed: boolean) {
    this.#sectorBytes = sectorBytes;
    this.#isReversed = isReversed;
  }

  /** Answers the first sector of the chain. */
  add(bytes: Uint8Array): number {
    const whole = padded(bytes, this.#sectorBytes);
    const count = whole.length / this.#sectorBytes;
    if (count === 0) return END;
    const start = this.#sectors.length;
    for (let index = 0; index < count; index += 1) {
      const part = this.#isReversed ? count - 1 - index : index;
      this.#sectors.push(whole.subarray(part * this.#sectorBytes, (part + 1) * this.#sectorBytes));
      const next = this.#isReversed ? start + index - 1 : start + index + 1;
      this.#table.push(part === count - 1 ? END : next);
    }
    return this.#isReversed ? start + count - 1 : start;
  }

  finish(
    options: CompoundOptions,
    starts: ReadonlyMap<string, number>,
    header: (tables: Tables) => Bytes,
  ): Bytes {
    const perSector = this.#sectorBytes / 4;
    const data = this.#sectors.length;
    let count = options.extraTableSectors ?? 0;
    let lists = 0;
    do {
      count += 1;
      lists = Math.ceil(Math.max(0, count - 109) / (perSector - 1));
    } while (data + count + lists > (count - (options.extraTableSectors ?? 0)) * perSector);
    const places = Array.from({ length: count }, (_, index) => data + index);
    const table = [...this.#table, ...places.map(() => TABLE), ...Array.from({ length: lists }, () => LIST)];
    options.editTable?.(table, starts);
    const rest = places.slice(109);
    const list = Array.from({ length: lists }, (_, index) => {
      const part = rest.slice(index * (perSector - 1), (index + 1) * (perSector - 1));
      const filled = [...part, ...Array.from({ length: perSector - 1 - part.length }, () => FREE)];
      return words(
        [...filled, index === lists - 1 ? END : data + count + index + 1],
        this.#sectorBytes,
        FREE,
      );
    });
    return joinBytes([
      padded(header({ places, lists, listFirst: lists === 0 ? END : data + count }), this.#sectorBytes),
      ...this.#sectors,
      words(table, count * this.#sectorBytes, FREE),
      ...list,
    ]);
  }
}

interface Tables {
  places: readonly number[];
  lists: number;
  listFirst: number;
}

function headerOf(
  sectorBytes: 512 | 4096,
  parts: Tables & {
    directorySectors: number;
    directoryFirst: number;
    miniTable: number;
    miniTableSectors: number;
  },
): Bytes {
  const isLarge = sectorBytes === 4096;
  const inline = Array.from({ length: 109 }, (_, index) => [4, parts.places[index] ?? FREE] as const);
  return joinBytes([
    Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1),
    new Uint8Array(16),
    numbers([2, 0x3e], [2, isLarge ? 4 : 3], [2, 0xfffe], [2, isLarge ? 12 : 9], [2, 6], [2, 0], [4, 0]),
    numbers([4, isLarge ? parts.directorySectors : 0], [4, parts.places.length], [4, parts.directoryFirst]),
    numbers([4, 0], [4, CUTOFF], [4, parts.miniTable], [4, parts.miniTableSectors]),
    numbers([4, parts.listFirst], [4, parts.lists]),
    numbers(...inline),
  ]);
}

function miniStream(inputs: readonly CompoundInput[]): { placed: Placed[]; bytes: Bytes; table: number[] } {
  const table: number[] = [];
  const placed = inputs.map((input) => {
    const count = Math.ceil(input.bytes.length / MINI);
    const first = count === 0 ? END : table.length;
    for (let index = 1; index <= count; index += 1) table.push(index === count ? END : table.length + 1);
    return { input, first };
  });
  return { placed, bytes: joinBytes(inputs.map(({ bytes }) => padded(bytes, MINI))), table };
}

function directoryOf(
  placed: readonly Placed[],
  mini: { first: number; size: number },
  options: CompoundOptions,
): Bytes {
  const direct = placed.filter(({ input }) => !input.isNested);
  const nested = placed.filter(({ input }) => input.isNested);
  // Root, streams, the storage, its streams: each the right neighbour of the one before.
  const storage = direct.length + 1;
  const streamOf = ({ input, first }: Placed, right: number) =>
    entryOf({ name: input.name, type: 2, right, first, size: input.bytes.length });
  return joinBytes([
    entryOf({ name: 'Root Entry', type: 5, child: 1, ...mini, classId: options.classId }),
    ...direct.map((stream, index) =>
      streamOf(stream, index + 1 < direct.length || nested.length > 0 ? index + 2 : NONE),
    ),
    ...(nested.length > 0
      ? [entryOf({ name: 'Storage', type: 1, child: storage + 1, first: 0, size: 0 })]
      : []),
    ...nested.map((stream, index) =>
      streamOf(stream, index + 1 < nested.length ? storage + index + 2 : NONE),
    ),
  ]);
}

function entryOf(entry: {
  name: string;
  type: number;
  right?: number;
  child?: number;
  first: number;
  size: number;
  classId?: Uint8Array | undefined;
}): Bytes {
  const units = Array.from({ length: entry.name.length }, (_, index) => entry.name.charCodeAt(index));
  return joinBytes([
    padded(numbers(...units.map((unit) => [2, unit] as const), [2, 0]), 64),
    numbers([2, units.length * 2 + 2], [1, entry.type], [1, 1]),
    numbers([4, NONE], [4, entry.right ?? NONE], [4, entry.child ?? NONE]),
    entry.classId ?? new Uint8Array(16),
    new Uint8Array(20),
    numbers([4, entry.first], [8, entry.size]),
  ]);
}

function words(values: readonly number[], multiple: number, filler: number): Bytes {
  const count = Math.ceil((values.length * 4) / multiple) * (multiple / 4);
  return new Uint8Array(Uint32Array.from({ length: count }, (_, index) => values[index] ?? filler).buffer);
}

function padded(bytes: Uint8Array, multiple: number): Bytes {
  const whole = new Uint8Array(Math.ceil(bytes.length / multiple) * multiple);
  whole.set(bytes);
  return whole;
}
