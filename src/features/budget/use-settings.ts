import { useEffect, useSyncExternalStore } from 'react';
import { budgetLedger } from '../../api/budget/create-budget.ts';
import { settingsStore, type Settings } from '../../api/budget/settings.ts';

/** What the person decided about calls in this browser, and how to decide otherwise. */
export function useSettings(): { settings: Settings; change: (next: Settings) => void } {
  const store = settingsStore();
  return { settings: useSyncExternalStore(store.subscribe, store.current), change: store.change };
}

/** Puts the choice about background loading in force for all tabs and workers; used once, by the frame of the pages. */
export function useAppliedSettings(): void {
  const { isBackgroundOn } = useSettings().settings;
  useEffect(
    function applyToLedger() {
      void budgetLedger().change((ledger) => [
        ledger.isBackgroundOn === isBackgroundOn ? ledger : { ...ledger, isBackgroundOn },
        undefined,
      ]);
    },
    [isBackgroundOn],
  );
}
