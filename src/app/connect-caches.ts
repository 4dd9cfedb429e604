import type { QueryClient } from '@tanstack/react-query';
import { askAgainAfterLimit } from '../api/budget/after-limit.ts';
import { budgetLedger } from '../api/budget/create-budget.ts';
import { countSavings } from '../api/budget/savings.ts';
import { ApiError } from '../api/errors.ts';
import { persistQueries, type Persistence } from '../api/query-storage.ts';
import { clearStoredData } from '../api/stored-data.ts';
import type { Session } from '../auth/session-types.ts';
import { inventory } from '../features/devices/inventory.ts';

function isSignedOut(error: unknown): boolean {
  return error instanceof ApiError && error.kind === 'signed-out';
}

/** What the page remembers of an account, and its life with the session. */
export interface Caches {
  /** Resolves when what was kept from the last visit is there; a call before that may be for nothing. */
  ready(): Promise<void>;
  follow(session: Session): void;
  /** Forgets everything, in memory and in storage. */
  forget(): Promise<void>;
}

export function connectCaches(queryClient: QueryClient): Caches {
  let kept: { accountId: string; persistence: Persistence } | undefined;

  function keepFor(accountId: string): void {
    if (kept?.accountId === accountId) return;
    kept?.persistence.stop();
    kept = { accountId, persistence: persistQueries(queryClient, accountId) };
  }

  return {
    ready: () => kept?.persistence.restored ?? Promise.resolve(),
    follow(session) {
      void budgetLedger().load();
      countSavings(queryClient, budgetLedger());
      askAgainAfterLimit(queryClient);
      let before = session.getState();
      if (before.status === 'signed-in') keepFor(before.account.id);
      session.subscribe(() => {
        const state = session.getState();
        if (state.status === 'signed-in') keepFor(state.account.id);
        if (state.status === 'signed-in' && before.status === 'expired') {
          // What failed for want of a session is made up for; the rest of the page stays as it is.
          void queryClient.invalidateQueries({ predicate: (query) => isSignedOut(query.state.error) });
        }
        before = state;
      });
      // A fresh token that is refused, too (the account was disabled): only the call that failed tells.
      queryClient.getQueryCache().subscribe((event) => {
        if (event.type === 'updated' && event.action.type === 'error' && isSignedOut(event.action.error)) {
          session.expire();
        }
      });
      queryClient.getMutationCache().subscribe((event) => {
        if (event.type === 'updated' && event.action.type === 'error' && isSignedOut(event.action.error)) {
          session.expire();
        }
      });
    },
    async forget() {
      kept?.persistence.stop();
      kept = undefined;
      queryClient.clear();
      sessionStorage.clear();
      budgetLedger().forget();
      // Each does what it can: a worker that does not answer must not keep the storage from being wiped.
      await Promise.allSettled([inventory.clear(), clearStoredData()]);
      // Pages write where the person was as they are left, which is only now over.
      sessionStorage.clear();
    },
  };
}
