import { hashKey, type QueryClient, type QueryKey } from '@tanstack/react-query';
import { budgetLedger } from './budget/create-budget.ts';
import { noteSaved } from './budget/ledger.ts';
import { asFields, asNumber } from './decode.ts';
import { storedData, type StoredData } from './stored-data.ts';

/** Grows when the shape of anything that queries hold changes: older copies are then not read. */
const SCHEMA = 2;
/** Answers are thrown away when they are older, unless their query says sooner. */
const KEEP_MS = 24 * 60 * 60 * 1000;
/** More are not kept over a reload: the newest are. */
const MAX_ANSWERS = 500;
const NAME = 'muster-queries';

export interface AnswerStoreDeps {
  storage: StoredData;
  channel: Pick<BroadcastChannel, 'postMessage' | 'addEventListener' | 'removeEventListener'>;
  /** One holder of a name over all tabs. */
  withLock: <T>(name: string, work: () => Promise<T>) => Promise<T>;
  now: () => number;
  /** An answer was taken over from another tab that asked the same. */
  onShared: () => void;
}

/** The life of what is kept for one account. */
export interface Persistence {
  /** Resolves when what was stored is in the client; queries started before that may call for nothing. */
  restored: Promise<void>;
  /** Ends the keeping and the hearing; nothing is written any more. */
  stop(): void;
}

interface StoredAnswer {
  schema: number;
  accountId: string;
  queryKey: QueryKey;
  data: unknown;
  /** ms since 1970. */
  updatedAt: number;
  expiresAt: number;
}

interface Keeper {
  fetch<T>(queryKey: QueryKey, keepMs: number, fetch: () => Promise<T>): Promise<T>;
}

/** One for each client that keeps its answers; a query function is only given the client. */
const keepers = new WeakMap<QueryClient, Keeper>();

export interface FetchContext {
  client: QueryClient;
  queryKey: QueryKey;
}

/**
 * For a query that costs calls: makes the call once over all tabs, keeps the answer for `keepMs` (a day) over reloads and
 * shows it in the other tabs. Without a keeper (nobody signed in) it only fetches.
 */
export function fetchOnce<T>(
  { client, queryKey }: FetchContext,
  fetch: () => Promise<T>,
  keepMs = KEEP_MS,
): Promise<T> {
  return keepers.get(client)?.fetch(queryKey, keepMs, fetch) ?? fetch();
}

/** Keeps what `fetchOnce` gets, one record an answer, bound to the account (and to the origin, by IndexedDB). */
export function persistQueries(
  client: QueryClient,
  accountId: string,
  deps: AnswerStoreDeps = browserDeps(),
): Persistence {
  const { storage, channel, withLock, now, onShared } = deps;
  let isStopped = false;

  function take({ queryKey, data, updatedAt }: StoredAnswer): void {
    const known = client.getQueryState(queryKey)?.dataUpdatedAt ?? 0;
    if (updatedAt > known) client.setQueryData(queryKey, data, { updatedAt });
  }

  function isUsable(found: unknown): found is StoredAnswer {
    const { schema, queryKey, updatedAt, expiresAt, ...rest } = asFields(found);
    return (
      schema === SCHEMA &&
      rest.accountId === accountId &&
      Array.isArray(queryKey) &&
      (asNumber(updatedAt) ?? Infinity) <= now() &&
      (asNumber(expiresAt) ?? 0) > now()
    );
  }

  function hear(event: MessageEvent<unknown>): void {
    if (!isStopped && isUsable(event.data)) take(event.data);
  }
  channel.addEventListener('message', hear);

  async function restore(): Promise<void> {
    const names = await storage.keys();
    const found = await storage.read(names);
    if (isStopped) return;
    const usable = found.filter(isUsable).toSorted((a, b) => b.updatedAt - a.updatedAt);
    usable.slice(0, MAX_ANSWERS).forEach(take);
    const kept = new Set(usable.slice(0, MAX_ANSWERS).map(({ queryKey }) => hashKey(queryKey)));
    await Promise.all(names.filter((name) => !kept.has(name)).map((name) => storage.remove(name)));
  }

  async function keep(answer: StoredAnswer): Promise<void> {
    if (isStopped) return;
    const name = hashKey(answer.queryKey);
    await storage.write([[name, answer]]);
    // Signed out while it was being written: what the wiping may have missed goes as well.
    if (isForgotten()) await storage.remove(name);
    else channel.postMessage(answer);
  }

  /** A function of its own, because the compiler takes a flag for unchanged over an await. */
  function isForgotten(): boolean {
    return isStopped;
  }

  keepers.set(client, {
    fetch<T>(queryKey: QueryKey, keepMs: number, fetch: () => Promise<T>): Promise<T> {
      const askedAt = now();
      return withLock(`${NAME}:${hashKey(queryKey)}`, async () => {
        // Another tab may have had the lock and the answer meanwhile.
        const [found] = await storage.read([hashKey(queryKey)]);
        // Kept under the key of this very query.
        if (isUsable(found) && found.updatedAt >= askedAt) {
          onShared();
          return found.data as T;
        }
        const data = await fetch();
        const updatedAt = now();
        // Before the lock ends, so that whoever waits for it finds the answer.
        await keep({ schema: SCHEMA, accountId, queryKey, data, updatedAt, expiresAt: updatedAt + keepMs });
        return data;
      });
    },
  });

  return {
    restored: restore(),
    stop() {
      isStopped = true;
      channel.removeEventListener('message', hear);
      keepers.delete(client);
    },
  };
}

function browserDeps(): AnswerStoreDeps {
  return {
    storage: storedData('queries'),
    channel: new BroadcastChannel(NAME),
    withLock: (name, work) => navigator.locks.request(name, work),
    now: () => Date.now(),
    onShared: () =>
      void budgetLedger().change((ledger, now) => [noteSaved(ledger, now, 'otherTab'), undefined]),
  };
}
