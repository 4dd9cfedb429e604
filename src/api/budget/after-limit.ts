import type { Query, QueryClient } from '@tanstack/react-query';
import { ApiError } from '../errors.ts';

/** Timers hold no more; a day's limit ends sooner. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Where the service does not say when it lets somebody in again. */
const UNKNOWN_MS = 60_000;

function limitOf(query: Query): ApiError | undefined {
  const { error } = query.state;
  return error instanceof ApiError && error.kind === 'limit' ? error : undefined;
}

/** When what failed at that moment is asked again by itself, ms since 1970; undefined where it failed for another reason. */
export function askedAgainAt(error: unknown, failedAt: number): number | undefined {
  if (!(error instanceof ApiError) || error.kind !== 'limit') return undefined;
  return failedAt + (error.retryAfterMs ?? UNKNOWN_MS);
}

/**
 * Asks again, by itself, for what was refused because calls were used up, once there are calls again: only what is on
 * screen then. Returns the function that ends it.
 */
export function askAgainAfterLimit(client: QueryClient): () => void {
  const timers = new Set<ReturnType<typeof setTimeout>>();
  const unsubscribe = client.getQueryCache().subscribe((event) => {
    if (event.type !== 'updated' || event.action.type !== 'error') return;
    // The event leaves the types of the query open.
    const query = event.query as Query;
    const limit = limitOf(query);
    if (limit === undefined) return;
    const timer = setTimeout(
      () => {
        timers.delete(timer);
        if (limitOf(query) === limit)
          void client.invalidateQueries({ queryKey: query.queryKey, exact: true });
      },
      Math.min(limit.retryAfterMs ?? UNKNOWN_MS, LONGEST_TIMER_MS),
    );
    timers.add(timer);
  });
  return () => {
    unsubscribe();
    for (const timer of timers) clearTimeout(timer);
  };
}
