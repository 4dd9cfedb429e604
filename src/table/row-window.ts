import type { RowSource, TableRow } from './row-source.ts';

/** Rows per request: two screens, so that scrolling asks seldom and one answer stays small. */
export const BLOCK_ROWS = 200;
/** Blocks kept per order, the least recently used go first: 8,000 rows are a few MB. */
const KEPT_BLOCKS = 40;

/** The rows of one order that the page holds. */
class Blocks<Row extends TableRow> {
  readonly source: RowSource<Row>;
  readonly #rows = new Map<number, readonly Row[]>();
  readonly #pending = new Map<number, Promise<void>>();

  constructor(source: RowSource<Row>) {
    this.source = source;
  }

  get(index: number): Row | undefined {
    return this.source.head[index] ?? this.#rows.get(Math.floor(index / BLOCK_ROWS))?.[index % BLOCK_ROWS];
  }

  has(start: number, end: number): boolean {
    for (let index = start; index < Math.min(end, this.source.count); index++) {
      if (this.get(index) === undefined) return false;
    }
    return true;
  }

  /** Resolves when all rows of the range are held; what is held or on its way is not asked for again. */
  async request(start: number, end: number): Promise<void> {
    const last = Math.min(end, this.source.count) - 1;
    const asked: Promise<void>[] = [];
    for (let block = Math.floor(start / BLOCK_ROWS); block * BLOCK_ROWS <= last; block++) {
      const from = Math.max(start, block * BLOCK_ROWS);
      if (!this.has(from, Math.min(last + 1, (block + 1) * BLOCK_ROWS))) asked.push(this.#fetch(block));
    }
    await Promise.all(asked);
  }

  #fetch(block: number): Promise<void> {
    const running = this.#pending.get(block);
    if (running !== undefined) return running;
    const start = block * BLOCK_ROWS;
    const fetched = this.source
      .rows(start, Math.min(start + BLOCK_ROWS, this.source.count))
      .then((rows) => this.#keep(block, rows))
      .finally(() => this.#pending.delete(block));
    this.#pending.set(block, fetched);
    return fetched;
  }

  #keep(block: number, rows: readonly Row[]) {
    this.#rows.delete(block);
    this.#rows.set(block, rows);
    if (this.#rows.size > KEPT_BLOCKS) {
      const [oldest] = this.#rows.keys();
      if (oldest !== undefined) this.#rows.delete(oldest);
    }
  }
}

/**
 * The rows on screen. When the order changes, the former rows stay until those of the new order are here:
 * nothing flashes. A store for useSyncExternalStore; `getSnapshot` changes with whatever is to be painted.
 */
export class RowWindow<Row extends TableRow> {
  #shown: Blocks<Row>;
  #next: Blocks<Row> | undefined;
  #range = { start: 0, end: 0 };
  #version = 0;
  readonly #listeners = new Set<() => void>();
  readonly #onError: (error: unknown) => void;

  constructor(source: RowSource<Row>, onError: (error: unknown) => void) {
    this.#shown = new Blocks(source);
    this.#onError = onError;
  }

  get source(): RowSource<Row> {
    return this.#shown.source;
  }

  readonly get = (index: number): Row | undefined => this.#shown.get(index);
  readonly getSnapshot = (): number => this.#version;
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** A new order to show as soon as its rows are here; the latest one wins. */
  offer(source: RowSource<Row>): void {
    if (source.key === this.#shown.source.key) {
      this.#next = undefined;
      return;
    }
    if (source.key === this.#next?.source.key) return;
    const next = new Blocks(source);
    // A new question is read from its first row; a refresh where the person is.
    const length = this.#range.end - this.#range.start;
    const start = source.orderKey === this.source.orderKey ? this.#range.start : 0;
    const from = Math.max(0, Math.min(start, source.count - length));
    if (next.has(from, from + length)) {
      this.#show(next);
      return;
    }
    this.#next = next;
    next.request(from, from + length).then(
      () => {
        if (this.#next === next) this.#show(next);
      },
      (error: unknown) => {
        if (this.#next !== next) return;
        this.#next = undefined;
        this.#onError(error);
      },
    );
  }

  /** Says what is on screen (or nearly): those rows are fetched where they lack. */
  look(start: number, end: number): void {
    this.#range = { start, end };
    const blocks = this.#shown;
    if (blocks.has(start, end)) return;
    blocks.request(start, end).then(
      () => {
        if (this.#shown === blocks) this.#changed();
      },
      (error: unknown) => {
        if (this.#shown === blocks) this.#onError(error);
      },
    );
  }

  #show(blocks: Blocks<Row>) {
    this.#shown = blocks;
    this.#next = undefined;
    this.#changed();
  }

  #changed() {
    this.#version++;
    for (const listener of this.#listeners) listener();
  }
}
