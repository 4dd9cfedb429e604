import { closeSync, openSync } from 'node:fs';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { Kysely, SqliteDialect, type SqliteDatabase, type SqliteStatement } from 'kysely';
import { checkApplication } from './migrate.ts';
import type { Tables } from './schema.ts';

/** How long a statement waits for another process that writes (a command line tool beside the server), ms. */
const BUSY_TIMEOUT_MS = 10_000;
const MAX_CACHED_STATEMENTS = 300;

export interface Connection {
  native: DatabaseSync;
  db: Kysely<Tables>;
}

/**
 * The one connection that writes. WAL lets readers go on meanwhile. `synchronous` is FULL and not NORMAL, though both
 * survive a kill of the process: NORMAL may lose the last answers given before a power cut, and at this program's few
 * writes a second the extra sync costs nothing anyone notices.
 */
export function openConnection(path: string): Connection {
  makePrivate(path);
  const native = new DatabaseSync(path, { readBigInts: true, timeout: BUSY_TIMEOUT_MS });
  try {
    checkApplication(native);
    native.exec('pragma journal_mode = wal');
    native.exec('pragma synchronous = full');
    native.exec('pragma foreign_keys = on');
  } catch (error) {
    native.close();
    throw error;
  }
  const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database: forKysely(native) }) });
  return { native, db };
}

/** A new file is for its owner only: the keys that tokens are signed with are in it. SQLite gives its logs the same mode. */
function makePrivate(path: string) {
  try {
    closeSync(openSync(path, 'wx', 0o600));
  } catch {
    // There already, or where no file can be: SQLite says which.
  }
}

/** A connection that cannot write, with a read transaction of its own. */
export function openReader(path: string): DatabaseSync {
  return new DatabaseSync(path, { readBigInts: true, readOnly: true, timeout: BUSY_TIMEOUT_MS });
}

/** `parameters` of compiled queries are unknown to the compiler; what cannot be bound is refused by node:sqlite itself. */
export function bindable(parameters: readonly unknown[]): SQLInputValue[] {
  return parameters as SQLInputValue[];
}

/**
 * The part of better-sqlite3 that Kysely speaks, over node:sqlite. Statements are kept by their text, since Kysely
 * compiles the same text for the same query; the oldest is dropped where there are too many.
 */
function forKysely(native: DatabaseSync): SqliteDatabase {
  const cached = new Map<string, SqliteStatement>();
  return {
    close: () => native.close(),
    prepare: (text) => {
      const found = cached.get(text);
      if (found !== undefined) return found;
      // Kysely opens transactions for writing only. A deferred one fails at once, without waiting, where another
      // process wrote between its first read and its first write.
      const prepared = native.prepare(text === 'begin' ? 'begin immediate' : text);
      const statement = text === 'rollback' ? rollback(native, prepared) : adapt(prepared);
      const oldest = cached.size < MAX_CACHED_STATEMENTS ? undefined : cached.keys().next().value;
      if (oldest !== undefined) cached.delete(oldest);
      cached.set(text, statement);
      return statement;
    },
  };
}

function adapt(statement: StatementSync): SqliteStatement {
  return {
    reader: statement.columns().length > 0,
    all: (parameters) => statement.all(...bindable(parameters)),
    run: (parameters) => statement.run(...bindable(parameters)),
    iterate: (parameters) => statement.iterate(...bindable(parameters)),
  };
}

/**
 * SQLite itself rolls back where the disk is full or fails; to do so again is an error, which Kysely would throw in place
 * of the one that tells why.
 */
function rollback(native: DatabaseSync, statement: StatementSync): SqliteStatement {
  const adapted = adapt(statement);
  const none = { changes: 0n, lastInsertRowid: 0n };
  return { ...adapted, run: (parameters) => (native.isTransaction ? adapted.run(parameters) : none) };
}
