import { expect, it, vi } from 'vitest';
import { EMPTY_LEDGER, type Ledger } from '../../api/budget/ledger.ts';
import { createMomentStore } from './budget-store.ts';

/** A ledger and a clock that stand still until told. */
function setUp() {
  let ledger: Ledger = EMPTY_LEDGER;
  let now = 1000;
  let timer: (() => void) | undefined;
  const listeners = new Set<() => void>();
  const store = createMomentStore({
    ledger: {
      current: () => ledger,
      subscribe(listener) {
        listeners.add(listener);
        return () => void listeners.delete(listener);
      },
    },
    now: () => now,
    setTimer(act, ms) {
      const due = now + ms;
      timer = () => {
        now = due;
        act();
      };
      return () => (timer = undefined);
    },
    holdsForMs: () => 500,
  });
  return {
    store,
    listeners,
    change: (next: Ledger) => {
      ledger = next;
      now += 1;
      for (const listener of listeners) listener();
    },
    runTimer: () => timer?.(),
    hasTimer: () => timer !== undefined,
  };
}

const OTHER: Ledger = { ...EMPTY_LEDGER, isBackgroundOn: false };

it('is the same moment until the ledger changes or time is up', () => {
  const { store, change, runTimer } = setUp();
  const listener = vi.fn();
  store.subscribe(listener);
  const first = store.getSnapshot();
  expect(store.getSnapshot()).toBe(first);

  change(OTHER);
  expect(listener).toHaveBeenCalledTimes(1);
  expect(store.getSnapshot()).toEqual({ ledger: OTHER, now: 1001 });

  runTimer();
  expect(listener).toHaveBeenCalledTimes(2);
  expect(store.getSnapshot()).toEqual({ ledger: OTHER, now: 1501 });
});

it('without a listener nothing runs, and yet nothing old is told', () => {
  const { store, change, hasTimer, listeners } = setUp();
  const leave = store.subscribe(vi.fn());
  const leaveToo = store.subscribe(vi.fn());
  leave();
  expect(hasTimer()).toBe(true);
  leaveToo();
  expect([hasTimer(), listeners.size]).toEqual([false, 0]);

  change(OTHER);
  const moment = store.getSnapshot();
  expect(moment.ledger).toBe(OTHER);
  expect(store.getSnapshot()).toBe(moment);
});
