import { dehydrate, hydrate, type DehydratedState, type QueryClient } from '@tanstack/react-query';
import { storedData, type StoredData } from './stored-data.ts';

/** Grows when the shape of anything that queries hold changes: older copies are then not read. */
const SCHEMA = 1;
const MAX_AGE_MS = 24 * 60 * 60 * 1000;
const MAX_QUERIES = 200;
/** Between two writes; the first is at once, so that a reload right after an answer finds it. */
const PAUSE_MS = 1000;

interface StoredQueries {
  schema: number;
  savedAt: number;
  state: DehydratedState;
}

export interface Persistence {
  /** Resolves when what was stored is in the client; queries started before that may call for nothing. */
  restored: Promise<void>;
  /** Ends the keeping; nothing is written any more. */
  stop(): void;
}

/**
 * Keeps the queries with `meta: { persist: true }` over reloads, bound to the account (and to the origin, by IndexedDB).
 * Stop it before signing out, then `clearStoredData`.
 */
export function persistQueries(
  client: QueryClient,
  accountId: string,
  storage: StoredData = storedData('queries'),
): Persistence {
  const key = `queries:${accountId}`;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let savedAt = Number.NEGATIVE_INFINITY;
  let isStopped = false;
  let isRestored = false;

  async function restore(): Promise<void> {
    const [found] = await storage.read([key]);
    if (isStopped) return;
    if (isUsable(found)) {
      try {
        hydrate(client, found.state);
      } catch {
        await storage.remove(key);
      }
    } else if (found !== undefined) await storage.remove(key);
    isRestored = true;
  }

  async function save(): Promise<void> {
    timer = undefined;
    if (isStopped) return;
    savedAt = performance.now();
    const state = dehydrate(client, {
      shouldDehydrateQuery: (query) => query.meta?.persist === true && query.state.status === 'success',
      shouldDehydrateMutation: () => false,
    });
    const newest = state.queries.toSorted((a, b) => b.state.dataUpdatedAt - a.state.dataUpdatedAt);
    const stored: StoredQueries = {
      schema: SCHEMA,
      savedAt: Date.now(),
      state: { mutations: [], queries: newest.slice(0, MAX_QUERIES) },
    };
    await storage.write([[key, stored]]);
  }

  const unsubscribe = client.getQueryCache().subscribe((event) => {
    const isChange = event.type === 'updated' ? event.action.type === 'success' : event.type === 'removed';
    if (!isChange || !isRestored || isStopped || event.query.meta?.persist !== true) return;
    timer ??= setTimeout(() => void save(), Math.max(0, savedAt + PAUSE_MS - performance.now()));
  });

  return {
    restored: restore(),
    stop() {
      isStopped = true;
      clearTimeout(timer);
      unsubscribe();
    },
  };
}

function isUsable(found: unknown): found is StoredQueries {
  if (typeof found !== 'object' || found === null) return false;
  const { schema, savedAt, state } = found as Partial<StoredQueries>;
  return (
    schema === SCHEMA &&
    typeof savedAt === 'number' &&
    Date.now() - savedAt < MAX_AGE_MS &&
    Array.isArray(state?.queries)
  );
}
