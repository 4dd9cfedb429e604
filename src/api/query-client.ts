import { notifyManager, QueryClient } from '@tanstack/react-query';
import { ApiError, type ApiErrorKind } from './errors.ts';

const MAX_TRIES = 3;
const LONGEST_PAUSE_MS = 30_000;
/** What may be well a moment later. A refusal stays one, and "signed-out" waits for the person. */
const PASSING: ReadonlySet<ApiErrorKind> = new Set<ApiErrorKind>([
  'network',
  'timeout',
  'server',
  'malformed',
]);

/** Whether a failed query is tried again; `failures` counts those before this one. Exported for its test. */
export function isWorthRetrying(failures: number, error: unknown): boolean {
  return failures < MAX_TRIES - 1 && error instanceof ApiError && PASSING.has(error.kind);
}

/** Pause before the next try: what the server asked for, else 1 s, 2 s, 4 s … */
export function retryPauseMs(failures: number, error: unknown): number {
  const asked = error instanceof ApiError ? error.retryAfterMs : undefined;
  return Math.min(asked ?? 1000 * 2 ** failures, LONGEST_PAUSE_MS);
}

/** The one query client of a page. What costs calls is fetched by `fetchOnce` (query-storage.ts), which keeps it. */
export function createQueryClient(): QueryClient {
  // By default answers reach the page a timer later, which is half a frame of every keystroke in the search.
  notifyManager.setScheduler(queueMicrotask);
  return new QueryClient({
    defaultOptions: {
      queries: {
        // Asked whatever the browser thinks of the network: otherwise it holds a call back without a word until it
        // believes in one again, and a server on this machine or in this house is never asked.
        networkMode: 'always',
        refetchOnReconnect: true,
        staleTime: 60_000,
        // Long enough that what was restored from storage is not thrown away before its page is opened.
        gcTime: 24 * 60 * 60 * 1000,
        retry: isWorthRetrying,
        retryDelay: retryPauseMs,
      },
      // Writing twice, or later when the network is back, is for the person to decide.
      mutations: { networkMode: 'always', retry: false },
    },
  });
}
