/** Windows installers from scratch: the tables that a reader needs, after Wine's dlls/msi/table.c, string.c and msipriv.h. */
import { type CompoundInput, type CompoundOptions, buildCompoundFile } from './cfb-builder.ts';
import { joinBytes, numbers } from './zip-builder.ts';

type Bytes = Uint8Array<ArrayBuffer>;

export interface MsiInput {
  properties?: Readonly<Record<string, string>>;
  /** Streams of the table Icon by name. */
  icons?: Readonly<Record<string, Uint8Array>>;
  /** Tables that are there without rows. */
  emptyTables?: readonly string[];
  codepage?: number;
  /** A text in the code page; UTF-8 where absent. */
  encode?: (text: string) => Uint8Array;
  hasLongRefs?: boolean;
  /** Strings before those of use, to push these beyond 65,535 or behind a long one. */
  padding?: readonly string[];
  streams?: readonly CompoundInput[];
  compound?: CompoundOptions;
}

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz._';
const STRING_KEY = 0x2d48;
const STRING = 0x0d00;
const LONG_STRING = 0x1d00;
const SHORT = 0x0502;
const NULLABLE_LONG = 0x1104;
const BINARY = 0x0900;

type Cell = string | number;
interface TableInput {
  name: string;
  columns: readonly (readonly [name: string, type: number])[];
  rows: readonly (readonly Cell[])[];
}

export function buildMsi(input: MsiInput): Bytes {
  const strings = new Strings(input);
  const icons = Object.entries(input.icons ?? {});
  const tables: TableInput[] = [
    {
      // Number columns before the texts, so that a wrong width shows.
      name: 'Property',
      columns: [
        ['Sequence', SHORT],
        ['Weight', NULLABLE_LONG],
        ['Property', STRING_KEY],
        ['Data', BINARY],
        ['Value', LONG_STRING],
      ],
      rows: Object.entries(input.properties ?? {}).map(([name, value], index) => [
        index,
        index,
        name,
        0,
        value,
      ]),
    },
    {
      name: 'Icon',
      columns: [
        ['Name', STRING_KEY],
        ['Data', BINARY],
      ],
      rows: icons.map(([name]) => [name, 1]),
    },
    ...(input.emptyTables ?? []).map((name) => ({ name, columns: [['Name', STRING] as const], rows: [] })),
  ];
  const streams = tables.map((table) => ({
    name: encodeStreamName(table.name, true),
    bytes: bytesOf(table, strings),
  }));
  const columns: TableInput = {
    name: '_Columns',
    columns: [
      ['Table', STRING_KEY],
      ['Number', SHORT],
      ['Name', STRING],
      ['Type', SHORT],
    ],
    // Last column first: the order is that of the numbers.
    rows: tables
      .flatMap((table) => table.columns.map(([name, type], index) => [table.name, index + 1, name, type]))
      .reverse(),
  };
  const names: TableInput = {
    name: '_Tables',
    columns: [['Name', STRING_KEY]],
    rows: tables.map(({ name }) => [name]),
  };
  const system = [columns, names].map((table) => ({
    name: encodeStreamName(table.name, true),
    bytes: bytesOf(table, strings),
  }));
  return buildCompoundFile(
    [
      { name: '\u0005SummaryInformation', bytes: new Uint8Array(100) },
      ...streams.filter(({ bytes }) => bytes.length > 0),
      ...system,
      { name: encodeStreamName('_StringPool', true), bytes: strings.pool() },
      { name: encodeStreamName('_StringData', true), bytes: strings.data() },
      ...icons.map(([name, bytes]) => ({ name: encodeStreamName(`Icon.${name}`, false), bytes })),
      ...(input.streams ?? []),
    ],
    input.compound,
  );
}

/** Two characters in one where both are of the alphabet, one where only that is. */
export function encodeStreamName(name: string, isTable: boolean): string {
  let encoded = isTable ? '\u4840' : '';
  for (let at = 0; at < name.length; at += 1) {
    const [first, second] = [ALPHABET.indexOf(name.charAt(at)), indexOf(name.charAt(at + 1))];
    if (first < 0) encoded += name.charAt(at);
    else if (second < 0) encoded += String.fromCharCode(0x4800 + first);
    else {
      encoded += String.fromCharCode(0x3800 + first + second * 64);
      at += 1;
    }
  }
  return encoded;
}

function indexOf(char: string): number {
  return char === '' ? -1 : ALPHABET.indexOf(char);
}

class Strings {
  readonly #texts: string[];
  readonly #refs = new Map<string, number>();
  readonly #input: MsiInput;

  constructor(input: MsiInput) {
    this.#input = input;
    this.#texts = [...(input.padding ?? [])];
  }

  get refBytes(): 2 | 3 {
    return this.#input.hasLongRefs ? 3 : 2;
  }

  ref(text: string): number {
    const known = this.#refs.get(text);
    if (known !== undefined) return known;
    this.#texts.push(text);
    this.#refs.set(text, this.#texts.length);
    return this.#texts.length;
  }

  pool(): Bytes {
    const head = (this.#input.codepage ?? 65001) + (this.#input.hasLongRefs ? 0x80000000 : 0);
    const lengths = this.#encoded().map((bytes) => {
      const { length } = bytes;
      // An empty place has no uses, or it would be the first half of a long one.
      if (length === 0) return numbers([2, 0], [2, 0]);
      const low = numbers([2, length % 65_536], [2, 1]);
      return length > 0xffff ? joinBytes([numbers([2, 0], [2, Math.floor(length / 65_536)]), low]) : low;
    });
    return joinBytes([numbers([4, head]), ...lengths]);
  }

  data(): Bytes {
    return joinBytes(this.#encoded());
  }

  #encoded(): Uint8Array[] {
    const encode = this.#input.encode ?? ((text: string) => new TextEncoder().encode(text));
    return this.#texts.map(encode);
  }
}

/** Column by column. */
function bytesOf({ columns, rows }: TableInput, strings: Strings): Bytes {
  return joinBytes(
    columns.flatMap(([, type], index) => rows.map((row) => cellOf(row[index] ?? 0, type, strings))),
  );
}

function cellOf(cell: Cell, type: number, strings: Strings): Bytes {
  if (typeof cell === 'string') {
    const ref = strings.ref(cell);
    return strings.refBytes === 3
      ? numbers([2, ref % 65_536], [1, Math.floor(ref / 65_536)])
      : numbers([2, ref]);
  }
  if (type === NULLABLE_LONG) return numbers([4, cell + 0x80000000]);
  return numbers([2, type === BINARY ? cell : cell + 0x8000]);
}
