import { asFields, asNumber } from '../decode.ts';
import type { StoredData } from '../stored-data.ts';
import { EMPTY_LEDGER, type Ledger } from './ledger.ts';

/** The ledger that all tabs and workers of this browser read and change as one. */
export interface SharedLedger {
  /** As last heard of here; another tab's change arrives a moment later. */
  current(): Ledger;
  /** Changes it and answers what `work` does; one at a time over all tabs. `work` may run on a newer state than `current`. */
  change<T>(work: (ledger: Ledger, now: number) => readonly [Ledger, T]): Promise<T>;
  subscribe(listener: () => void): () => void;
  /** Takes over what is stored; `change` does as well. Never rejects. */
  load(): Promise<void>;
  /** Forgets it here and in all tabs (sign-out); the stored copy is the caller's matter. */
  forget(): void;
}

export interface SharedLedgerDeps {
  storage: StoredData;
  /** One holder over all tabs. */
  withLock: <T>(work: () => Promise<T>) => Promise<T>;
  channel: Pick<BroadcastChannel, 'postMessage' | 'addEventListener'>;
  now: () => number;
}

/** Grows when the form of the ledger changes: older copies are then not read. */
const SCHEMA = 2;
const KEY = 'ledger';

interface Stored {
  schema: number;
  /** Grows with every change. */
  version: number;
  ledger: Ledger;
}

const NOTHING: Stored = { schema: SCHEMA, version: 0, ledger: EMPTY_LEDGER };

/**
 * The stored copy is the truth as long as storage works; where it does not, tabs go by what they tell each other, which
 * may let a call too many through when two decide in the same moment.
 */
export function createSharedLedger({ storage, withLock, channel, now }: SharedLedgerDeps): SharedLedger {
  let known = NOTHING;
  const listeners = new Set<() => void>();

  function adopt(stored: Stored): void {
    known = stored;
    for (const listener of listeners) listener();
  }

  channel.addEventListener('message', (event) => {
    const sent = event.data === 'forget' ? NOTHING : readStored(event.data);
    if (sent !== undefined && (sent === NOTHING || sent.version > known.version)) adopt(sent);
  });

  async function newest(): Promise<Stored> {
    const [found] = await storage.read([KEY]);
    const stored = readStored(found);
    return stored !== undefined && stored.version > known.version ? stored : known;
  }

  return {
    current: () => known.ledger,
    change: (work) =>
      withLock(async () => {
        const base = await newest();
        const [ledger, answer] = work(base.ledger, now());
        if (ledger === base.ledger) {
          if (base !== known) adopt(base);
          return answer;
        }
        const next = { schema: SCHEMA, version: base.version + 1, ledger };
        adopt(next);
        channel.postMessage(next);
        await storage.write([[KEY, next]]);
        return answer;
      }),
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    async load() {
      const stored = await newest();
      if (stored !== known) adopt(stored);
    },
    forget() {
      adopt(NOTHING);
      channel.postMessage('forget');
    },
  };
}

/** What this or another version of the page stored or sent: its frame is checked, its inside written by the same code. */
function readStored(value: unknown): Stored | undefined {
  const { schema, version, ledger } = asFields(value);
  const { sentAt, underWay, days } = asFields(ledger);
  const isReadable =
    schema === SCHEMA && Array.isArray(sentAt) && Array.isArray(days) && typeof underWay === 'object';
  const count = asNumber(version);
  return isReadable && count !== undefined ? (value as Stored) : undefined;
}
