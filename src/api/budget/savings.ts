import type { QueryClient } from '@tanstack/react-query';
import { noteSaved } from './ledger.ts';
import type { SharedLedger } from './shared-ledger.ts';

/** Many questions are answered in one moment (a page opens): they are written down together. */
const GATHER_MS = 1000;

/**
 * Counts the questions of components that cost no call, because the answer is kept and young enough or on its way. Only
 * of queries with `meta: { isCall: true }`: the others never cost one. Returns the function that ends the counting.
 */
export function countSavings(client: QueryClient, ledger: Pick<SharedLedger, 'change'>): () => void {
  let kept = 0;
  let merged = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function write(): void {
    timer = undefined;
    const counts = { kept, merged };
    kept = 0;
    merged = 0;
    void ledger.change((before, now) => {
      const withKept = noteSaved(before, now, 'kept', counts.kept);
      return [noteSaved(withKept, now, 'merged', counts.merged), undefined];
    });
  }

  const unsubscribe = client.getQueryCache().subscribe((event) => {
    if (event.type !== 'observerAdded' || event.query.meta?.isCall !== true) return;
    if (event.query.state.fetchStatus === 'fetching') merged += 1;
    // Stale ones are asked for anew right after this.
    else if (event.query.state.data !== undefined && !event.query.isStale()) kept += 1;
    else return;
    timer ??= setTimeout(write, GATHER_MS);
  });
  return () => {
    clearTimeout(timer);
    unsubscribe();
  };
}
