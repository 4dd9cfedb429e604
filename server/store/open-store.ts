import { openSqliteStore } from './sqlite/sqlite-store.ts';
import type { Store } from './store.ts';

/**
 * Opens the store in the file `path`, making and migrating it as needed. Several processes may hold it at once: the
 * command line tools work while the server runs.
 * Fails with `DatabaseTooNew` or `NotADatabase` (open-errors.ts).
 */
export async function openStore(path: string): Promise<Store> {
  return openSqliteStore(path);
}
