import { clear, createStore, del, getMany, keys, set, setMany, type UseStore } from 'idb-keyval';

/**
 * What this origin keeps in the browser. Storage may be blocked, full or damaged: nothing here rejects; a failure is
 * counted, and what could not be kept is fetched again.
 */
export interface StoredData {
  /** The values of the keys; undefined for what is not there or cannot be read. */
  read(keys: readonly string[]): Promise<unknown[]>;
  /** All or nothing; false where it could not be kept. */
  write(entries: readonly (readonly [key: string, value: unknown])[]): Promise<boolean>;
  keys(): Promise<string[]>;
  remove(key: string): Promise<void>;
  clear(): Promise<void>;
}

/** Every database we make, so that signing out finds all of them. */
const DATABASES = {
  queries: 'muster-queries',
  inventory: 'muster-inventory',
  budget: 'muster-budget',
} as const;
export type StoredDataName = keyof typeof DATABASES;

/** A database that does not answer in this time (another tab blocks it, the disk hangs) counts as failed. */
const PATIENCE_MS = 5000;

const SILENT = 'The browser’s storage does not answer.';

interface StorageStatus {
  /** Reads and writes that failed since the start. */
  failures: number;
  lastError?: string;
}

const status: StorageStatus = { failures: 0 };
/** Things asked of the browser, of any database, that it has not answered in time. */
let hanging = 0;
const opened = new Map<StoredDataName, StoredData>();

/** Whether storage works, for the page that wants to say so. In a worker it is the worker's own count. */
export function storageStatus(): Readonly<StorageStatus> {
  return status;
}

export function storedData(name: StoredDataName): StoredData {
  const known = opened.get(name);
  if (known) return known;
  const made = onStore(lazyStore(DATABASES[name]));
  opened.set(name, made);
  return made;
}

/** Wipes everything that we keep in IndexedDB, of all accounts. */
export async function clearStoredData(): Promise<void> {
  // The list is of literals: Object.keys types it as text.
  const names = Object.keys(DATABASES) as StoredDataName[];
  await Promise.all(names.map((name) => storedData(name).clear()));
}

/** createStore opens the database at its first use, but throws at once where there is no IndexedDB at all. */
function lazyStore(database: string): () => UseStore {
  let store: UseStore | undefined;
  return () => (store ??= createStore(database, 'values'));
}

function onStore(store: () => UseStore): StoredData {
  return {
    read: (wanted) =>
      attempt(
        () => getMany<unknown>([...wanted], store()),
        wanted.map(() => undefined),
      ),
    write: (entries) =>
      attempt(async () => {
        const [first] = entries;
        if (first && entries.length === 1) await set(first[0], first[1], store());
        else
          await setMany(
            entries.map(([key, value]) => [key, value]),
            store(),
          );
        return true;
      }, false),
    keys: () => attempt(async () => (await keys(store())).map(String), []),
    remove: (key) => attempt(() => del(key, store()), undefined),
    clear: () => attempt(() => clear(store()), undefined),
  };
}

/** Whoever asks a browser that does not answer is not kept waiting, until what was asked of it before has ended. */
async function attempt<T>(act: () => Promise<T>, otherwise: T): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  try {
    if (hanging > 0) throw new Error(SILENT);
    const answer = act();
    const impatience = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        hanging += 1;
        answer.catch(() => undefined).finally(() => (hanging -= 1));
        reject(new Error(SILENT));
      }, PATIENCE_MS);
    });
    return await Promise.race([answer, impatience]);
  } catch (error) {
    status.failures += 1;
    status.lastError = error instanceof Error ? error.message : String(error);
    return otherwise;
  } finally {
    clearTimeout(timer);
  }
}
