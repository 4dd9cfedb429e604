/** Whatever the table shows has an id; 64-bit ids are text. */
export interface TableRow {
  id: string;
}

/** Rows in one order, wherever they are kept; the table asks for what is on screen. */
export interface RowSource<Row extends TableRow> {
  /** Names these rows in this order: another key, other rows. */
  key: string;
  /** What the person asked for: unchanged by a refresh, so the table stays where it is scrolled to. */
  orderKey: string;
  count: number;
  /** The first rows, there at once. */
  head: readonly Row[];
  rows: (start: number, end: number) => Promise<readonly Row[]>;
  /** All, or those of [start, end). */
  ids: (start?: number, end?: number) => Promise<readonly string[]>;
  /** -1 where the row is not in this order. */
  positionOf: (id: string) => Promise<number>;
}
