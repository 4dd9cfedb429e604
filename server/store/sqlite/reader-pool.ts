import type { DatabaseSync } from 'node:sqlite';
import { openReader } from './connection.ts';

const MAX_IDLE = 4;

/** Connections that only read, each with a snapshot of its own while it is in use. */
export class ReaderPool {
  readonly #path: string;
  readonly #idle: DatabaseSync[] = [];
  #isClosed = false;

  constructor(path: string) {
    this.#path = path;
  }

  /** Begins a read transaction; its first statement fixes what it sees. Give the connection back in a `finally`. */
  take(): DatabaseSync {
    if (this.#isClosed) throw new Error('The store is closed');
    const reader = this.#idle.pop() ?? openReader(this.#path);
    reader.exec('begin');
    return reader;
  }

  give(reader: DatabaseSync) {
    reader.exec('rollback');
    if (this.#isClosed || this.#idle.length >= MAX_IDLE) reader.close();
    else this.#idle.push(reader);
  }

  /** Those in use are closed when they are given back. */
  close() {
    this.#isClosed = true;
    for (const reader of this.#idle.splice(0)) reader.close();
  }
}
