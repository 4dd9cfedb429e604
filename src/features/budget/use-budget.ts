import { useMemo, useSyncExternalStore } from 'react';
import type { Priority } from '../../api/budget/calls.ts';
import { budgetLedger } from '../../api/budget/create-budget.ts';
import { createMomentStore, type MomentStore } from './budget-store.ts';
import { nextTickMs, readBudget, waitsUntil, type BudgetView } from './budget-view.ts';
import { costWords } from './words.ts';

/** Timers hold no more. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

let shared: MomentStore | undefined;

function momentStore(): MomentStore {
  shared ??= createMomentStore({
    ledger: budgetLedger(),
    now: () => Date.now(),
    setTimer: (act, ms) => {
      const timer = setTimeout(act, Math.min(ms, LONGEST_TIMER_MS));
      return () => clearTimeout(timer);
    },
    holdsForMs: ({ ledger, now }) => nextTickMs(readBudget(ledger, now)),
  });
  return shared;
}

/** The calls left, as of now; rendered anew while something counts down. */
export function useBudget(): BudgetView {
  const { ledger, now } = useSyncExternalStore(momentStore().subscribe, momentStore().getSnapshot);
  return useMemo(() => readBudget(ledger, now), [ledger, now]);
}

/** The time as the budget counts it, to the second while a limit is waited for. */
export function useBudgetNow(): number {
  return useSyncExternalStore(momentStore().subscribe, () => momentStore().getSnapshot().now);
}

/**
 * Until when what is being fetched has to wait for the limit, ms since 1970; undefined where it need not. Changes seldom:
 * large pages may use it.
 */
export function useLimitWait(isFetching: boolean, priority: Priority = 'visible'): number | undefined {
  return useSyncExternalStore(momentStore().subscribe, () => {
    const { ledger, now } = momentStore().getSnapshot();
    return isFetching ? waitsUntil(ledger, now, priority) : undefined;
  });
}

/** What an action of that many calls takes; see `costWords`. */
export function useCostWords(calls: number): string {
  return useSyncExternalStore(momentStore().subscribe, () => {
    const { ledger, now } = momentStore().getSnapshot();
    return costWords(calls, readBudget(ledger, now));
  });
}
