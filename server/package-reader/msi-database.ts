import { ByteReader } from './bytes.ts';
import { type CompoundFile, type CompoundStream } from './cfb.ts';
import { StringPool } from './msi-strings.ts';
import { LIMITS, PackageError } from './types.ts';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz._';
const PAIRS = 0x3800;
const SINGLES = 0x4800;
const TABLE_MARK = 0x4840;

/** Two bytes are stored with the highest bit turned over. */
const SIGN = 0x8000;
const TYPE_SIZE = 0x00ff;
const TYPE_STRING = 0x0800;
const TYPE_NULLABLE = 0x1000;
/** Refers to a stream, and is stored as two bytes whatever strings are. */
const TYPE_BINARY = 0x0900;

/** Table and column names have at most 64 characters. */
const NAME_BYTES = 256;
const TEXT_BYTES = LIMITS.textLength * 4;

interface Column {
  name: string;
  /** Of a value. */
  bytes: number;
}

/**
 * The tables of an installer (after Wine's dlls/msi/table.c). Each is a stream of its own, one column after the other, without
 * a head: what its columns are the table `_Columns` says.
 */
export interface MsiDatabase {
  hasTable(name: string): boolean;
  /** By decoded name: "Icon.app.ico" for what the table Icon has under "app.ico". */
  stream(name: string): CompoundStream | undefined;
  /** The texts in one column by those in another, for the wanted ones of these. */
  lookup(
    table: string,
    key: string,
    value: string,
    wanted: readonly string[],
  ): Promise<ReadonlyMap<string, string>>;
}

/** Undefined where a compound file holds no such database. */
export async function openDatabase(file: CompoundFile): Promise<MsiDatabase | undefined> {
  const streams = new Map(
    [...file.streams.values()].map((stream) => [decodeStreamName(stream.name), stream]),
  );
  const [pool, data] = [streams.get('!_StringPool'), streams.get('!_StringData')];
  if (pool === undefined || data === undefined) return undefined;
  const strings = new StringPool(
    new ByteReader(await file.read(pool, LIMITS.manifestBytes), 'its list of strings'),
    new ByteReader(await file.read(data, LIMITS.resourceBytes), 'its strings'),
  );

  async function tableOf(name: string, columns: readonly Column[]): Promise<Table> {
    const stream = streams.get(`!${name}`);
    // A table without rows has no stream.
    const bytes = stream === undefined ? new Uint8Array() : await file.read(stream, LIMITS.manifestBytes);
    return new Table(new ByteReader(bytes, 'one of its tables'), columns);
  }

  const { refBytes } = strings;
  const tables = await tableOf('_Tables', [{ name: 'Name', bytes: refBytes }]);
  const columns = await tableOf('_Columns', [
    { name: 'Table', bytes: refBytes },
    { name: 'Number', bytes: 2 },
    { name: 'Name', bytes: refBytes },
    { name: 'Type', bytes: 2 },
  ]);
  return {
    hasTable: (name) => tables.column('Name').some((ref) => strings.is(ref, name)),
    stream: (name) => streams.get(name),
    async lookup(name, key, value, wanted) {
      const table = await tableOf(name, columnsOf(name, columns, strings));
      const values = table.column(value);
      const found = new Map<string, string>();
      for (const [row, ref] of table.column(key).entries()) {
        const match = wanted.find((text) => strings.is(ref, text));
        const text = match === undefined ? undefined : strings.text(values[row] ?? 0, TEXT_BYTES);
        if (match !== undefined && text !== undefined) found.set(match, text);
      }
      return found;
    },
  };
}

class Table {
  readonly #reader: ByteReader;
  readonly #columns: readonly Column[];
  readonly #rows: number;

  constructor(reader: ByteReader, columns: readonly Column[]) {
    this.#reader = reader;
    this.#columns = columns;
    const rowBytes = columns.reduce((sum, { bytes }) => sum + bytes, 0);
    this.#rows = rowBytes === 0 ? 0 : Math.floor(reader.length / rowBytes);
  }

  /** As stored, from the first row to the last: string references, or numbers with their sign turned over. */
  column(name: string): number[] {
    let start = 0;
    for (const column of this.#columns) {
      if (column.name === name) return this.#values(start, column.bytes);
      start += column.bytes * this.#rows;
    }
    throw new PackageError(`The package is damaged: one of its tables has no column ${name}.`);
  }

  #values(start: number, bytes: number): number[] {
    return Array.from({ length: this.#rows }, (_, row) => {
      const at = start + row * bytes;
      if (bytes === 4) return this.#reader.u32(at);
      return this.#reader.u16(at) + (bytes === 3 ? this.#reader.u8(at + 2) * 65_536 : 0);
    });
  }
}

/** The columns of a table in their order. */
function columnsOf(table: string, columns: Table, strings: StringPool): Column[] {
  const [numbers, names, types] = [columns.column('Number'), columns.column('Name'), columns.column('Type')];
  return columns
    .column('Table')
    .flatMap((ref, row) => (strings.is(ref, table) ? [row] : []))
    .sort((a, b) => (numbers[a] ?? 0) - (numbers[b] ?? 0))
    .map((row) => ({
      name: strings.text(names[row] ?? 0, NAME_BYTES) ?? '',
      bytes: widthOf((types[row] ?? 0) ^ SIGN, strings),
    }));
}

function widthOf(type: number, strings: StringPool): number {
  if ((type & ~TYPE_NULLABLE) === TYPE_BINARY) return 2;
  if ((type & TYPE_STRING) !== 0) return strings.refBytes;
  return (type & TYPE_SIZE) <= 2 ? 2 : 4;
}

/** Names of streams have two characters in one where they can, as only 31 fit; those of tables begin with a mark, here "!". */
function decodeStreamName(name: string): string {
  return Array.from(name, (char) => {
    const code = char.charCodeAt(0);
    if (code >= PAIRS && code < SINGLES) {
      return charOf((code - PAIRS) & 63) + charOf((code - PAIRS) >> 6);
    }
    if (code >= SINGLES && code < TABLE_MARK) return charOf(code - SINGLES);
    return code === TABLE_MARK ? '!' : char;
  }).join('');
}

function charOf(index: number): string {
  return ALPHABET[index] ?? '';
}
