import { naturalKeyOfFolded } from '../lib/natural.ts';
import type { Column } from './column-values.ts';
import type { FieldType, SortDirection } from './model.ts';

/** Per row its place among the distinct values; the number of ranks stands for "not reported". */
export interface Ranks {
  ofRow: Uint32Array;
  count: number;
}

/** Ranks the distinct values by type; values that read the same to a person share a rank. */
export function rankColumn(column: Column, type: FieldType): Ranks {
  const { codes, values } = column;
  const present = values.flatMap((value, code) => (value === undefined || value === '' ? [] : [code]));
  const ranks = new Uint32Array(values.length);
  const count =
    type === 'number'
      ? rankBy(present, ranks, (code) => Number(values[code]), compareNumbers)
      : type === 'boolean'
        ? rankBy(present, ranks, (code) => (values[code] === true ? 1 : 0), compareNumbers)
        : rankBy(present, ranks, (code) => naturalKeyOfFolded(column.folded()[code] ?? ''), compareTexts);
  values.forEach((value, code) => {
    if (value === undefined || value === '') ranks[code] = count;
  });
  const ofRow = new Uint32Array(codes.length);
  for (let row = 0; row < codes.length; row += 1) ofRow[row] = ranks[codes[row] ?? 0] ?? count;
  return { ofRow, count };
}

const compareNumbers = (a: number, b: number) =>
  Number.isNaN(a) ? (Number.isNaN(b) ? 0 : 1) : Number.isNaN(b) ? -1 : a - b;
const compareTexts = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** Writes the rank of each code into `ranks` and answers how many ranks there are. */
function rankBy<Key>(
  codes: number[],
  ranks: Uint32Array,
  keyOf: (code: number) => Key,
  compare: (a: Key, b: Key) => number,
): number {
  const keyed = codes.map((code) => ({ code, key: keyOf(code) }));
  keyed.sort((a, b) => compare(a.key, b.key));
  let count = 0;
  keyed.forEach(({ code, key }, index) => {
    const before = keyed[index - 1];
    if (before !== undefined && compare(before.key, key) !== 0) count += 1;
    ranks[code] = count;
  });
  return keyed.length === 0 ? 0 : count + 1;
}

/**
 * All rows in the order of their ranks, those not reported last in both directions; rows of one rank stay in the order
 * of `base`. A counting sort: at 100,000 rows it takes a few milliseconds, whatever the field.
 */
export function orderByRanks(ranks: Ranks, direction: SortDirection, base: Uint32Array): Uint32Array {
  const { ofRow, count } = ranks;
  const starts = new Uint32Array(count + 2);
  const place = (row: number) => {
    const rank = ofRow[row] ?? count;
    return direction === 'asc' || rank === count ? rank : count - 1 - rank;
  };
  for (const row of base) {
    const after = place(row) + 1;
    starts[after] = (starts[after] ?? 0) + 1;
  }
  for (let index = 1; index < starts.length; index += 1) {
    starts[index] = (starts[index] ?? 0) + (starts[index - 1] ?? 0);
  }
  const order = new Uint32Array(base.length);
  for (const row of base) {
    const slot = place(row);
    const at = starts[slot] ?? 0;
    order[at] = row;
    starts[slot] = at + 1;
  }
  return order;
}
