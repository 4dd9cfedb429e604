import { storedData } from '../stored-data.ts';
import { Scheduler, type CallBudget } from './scheduler.ts';
import { createSharedLedger, type SharedLedger } from './shared-ledger.ts';

const NAME = 'muster-budget';
/** A tab that holds the lock longer has hung: the others go on by what they know. */
const PATIENCE_MS = 2000;

let shared: SharedLedger | undefined;

/** The ledger of this browser; the same in every tab and worker. */
export function budgetLedger(): SharedLedger {
  shared ??= createSharedLedger({
    storage: storedData('budget'),
    withLock,
    channel: new BroadcastChannel(NAME),
    now: () => Date.now(),
  });
  return shared;
}

/** What lets the calls of this tab or worker through. */
export function createBudget(): CallBudget {
  return new Scheduler({
    ledger: budgetLedger(),
    now: () => Date.now(),
    setTimer: (act, ms) => {
      const timer = setTimeout(act, ms);
      return () => clearTimeout(timer);
    },
  });
}

async function withLock<T>(work: () => Promise<T>): Promise<T> {
  const turn = { hasBegun: false };
  try {
    return await navigator.locks.request(NAME, { signal: AbortSignal.timeout(PATIENCE_MS) }, () => {
      turn.hasBegun = true;
      return work();
    });
  } catch (error) {
    if (turn.hasBegun) throw error;
    return work();
  }
}
