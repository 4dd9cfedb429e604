import type { Ledger } from '../../api/budget/ledger.ts';
import type { SharedLedger } from '../../api/budget/shared-ledger.ts';

/** The ledger and the moment it is read at. */
export interface Moment {
  ledger: Ledger;
  /** ms since 1970. */
  now: number;
}

export interface MomentStore {
  getSnapshot: () => Moment;
  subscribe: (listener: () => void) => () => void;
}

export interface MomentStoreDeps {
  ledger: Pick<SharedLedger, 'current' | 'subscribe'>;
  now: () => number;
  setTimer: (act: () => void, ms: number) => () => void;
  /** How long a moment holds where nothing happens, in ms. */
  holdsForMs: (moment: Moment) => number;
}

/** The ledger with the time: a new moment with every change of it, and whenever the last one no longer holds. */
export function createMomentStore({ ledger, now, setTimer, holdsForMs }: MomentStoreDeps): MomentStore {
  const listeners = new Set<() => void>();
  let moment: Moment = { ledger: ledger.current(), now: now() };
  let cancelTimer: (() => void) | undefined;
  let unsubscribe: (() => void) | undefined;

  function renew(): void {
    cancelTimer?.();
    moment = { ledger: ledger.current(), now: now() };
    cancelTimer = setTimer(tick, holdsForMs(moment));
  }

  function tick(): void {
    renew();
    for (const listener of listeners) listener();
  }

  return {
    getSnapshot() {
      // Without listeners nobody tells of changes.
      if (listeners.size === 0 && moment.ledger !== ledger.current()) {
        moment = { ledger: ledger.current(), now: now() };
      }
      return moment;
    },
    subscribe(listener) {
      listeners.add(listener);
      if (listeners.size === 1) {
        unsubscribe = ledger.subscribe(tick);
        renew();
      }
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        unsubscribe?.();
        cancelTimer?.();
      };
    },
  };
}
