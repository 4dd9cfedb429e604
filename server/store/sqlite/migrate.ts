import type { DatabaseSync } from 'node:sqlite';
import { DatabaseTooNew } from '../open-errors.ts';
import { MIGRATIONS, type Migration } from './migrations.ts';

/** In the file's header, so that another program's SQLite file is told apart: "Must" in ASCII. */
const APPLICATION_ID = 0x4d757374n;

/**
 * Brings the database to the program's state. Each step is one transaction that also records it, so a kill in between
 * leaves whole steps only. A step this program does not know means a newer program was here: `DatabaseTooNew`.
 */
export function migrate(native: DatabaseSync, path: string, migrations: readonly Migration[] = MIGRATIONS) {
  native.exec(
    'create table if not exists migrations (name text primary key, applied_at integer not null) strict',
  );
  for (const migration of migrations) {
    native.exec('begin immediate');
    try {
      // Looked up inside the transaction: another process may be migrating the same file right now.
      const applied = appliedNames(native);
      const unknown = applied.filter((name) => !migrations.some((each) => each.name === name));
      if (unknown.length > 0) throw new DatabaseTooNew(path, unknown);
      if (!applied.includes(migration.name)) {
        native.exec(migration.sql);
        native
          .prepare('insert into migrations (name, applied_at) values (?, ?)')
          .run(migration.name, BigInt(Date.now()));
      }
      native.exec('commit');
    } catch (error) {
      native.exec('rollback');
      throw error;
    }
  }
}

function appliedNames(native: DatabaseSync): string[] {
  return native
    .prepare('select name from migrations order by name')
    .all()
    .map((row) => String(row.name));
}

/**
 * Fails where the file is an SQLite database of something else. Called before anything is changed, so that such a file
 * stays as it is.
 */
export function checkApplication(native: DatabaseSync) {
  const isEmpty = native.prepare('select 1 from sqlite_schema limit 1').get() === undefined;
  const id = native.prepare('pragma application_id').get()?.application_id;
  if (id === APPLICATION_ID) return;
  if (!isEmpty) throw new ForeignDatabase('It holds the tables of another program');
  native.exec(`pragma application_id = ${APPLICATION_ID}`);
}

export class ForeignDatabase extends Error {}
