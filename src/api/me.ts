import { queryOptions, useMutation, useQueryClient, type QueryClient } from '@tanstack/react-query';
import type { Me, SavedView } from '../../server/contract/me.ts';
import { budgetLedger } from './budget/create-budget.ts';
import { noteUnlimited } from './budget/ledger.ts';
import { asFields, asText, asNumber } from './decode.ts';
import { ApiError } from './errors.ts';
import { requestJson } from './http.ts';

const ME = '/api/me';

/** Who is signed in and what that person may do now. Rejects with an ApiError. */
export async function getMe(signal?: AbortSignal): Promise<Me> {
  return decodeMe(await requestJson(ME, signal ? { signal } : {}));
}

/** Keeps the view under its name; one that is there already is replaced. */
export async function putSavedView(view: SavedView): Promise<void> {
  await requestJson(`${ME}/views`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(view),
  });
}

export async function deleteSavedView(name: string): Promise<void> {
  await requestJson(`${ME}/views/${encodeURIComponent(name)}`, { method: 'DELETE' });
}

export const meQueries = {
  all: () => ['me'] as const,
  me: (accountId: string) =>
    queryOptions({
      queryKey: [...meQueries.all(), accountId],
      queryFn: async ({ signal }) => {
        const me = await getMe(signal);
        const isUnlimited = me.api_limits === null;
        await budgetLedger().change((ledger) => [noteUnlimited(ledger, isUnlimited), undefined]);
        return me;
      },
      staleTime: 60_000,
    }),
};

/** Saves a view; the caller decides what is said and where to go. */
export function useSaveView() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: putSavedView,
    onSettled: () => askAnew(client),
  });
}

export function useDeleteSavedView() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: deleteSavedView,
    onSettled: () => askAnew(client),
  });
}

/** Also after a failure: a write whose answer was lost may have been carried out. Not waited for: the failure is to be told. */
function askAnew(client: QueryClient): void {
  void client.invalidateQueries({ queryKey: meQueries.all() });
}

/** Our own server answers this, so it is checked only for what would break the page. */
function decodeMe(value: unknown): Me {
  const sent = asFields(value);
  const accountId = asText(sent.account_id);
  if (accountId === undefined || !Array.isArray(sent.scopes)) {
    throw new ApiError('malformed', 'The server did not say who is signed in.');
  }
  const views: unknown[] = Array.isArray(sent.saved_views) ? sent.saved_views : [];
  const endsAt = asNumber(sent.session_ends_at);
  const perMinute = asNumber(asFields(sent.api_limits).per_minute);
  const perDay = asNumber(asFields(sent.api_limits).per_day);
  return {
    account_id: accountId,
    name: asText(sent.name) ?? '',
    email: asText(sent.email) ?? '',
    // The contract names the roles and scopes; an unknown one allows nothing, as every check asks for a known one.
    role: sent.role as Me['role'],
    scopes: sent.scopes as Me['scopes'],
    ...(endsAt !== undefined && { session_ends_at: endsAt }),
    api_limits:
      perMinute === undefined || perDay === undefined ? null : { per_minute: perMinute, per_day: perDay },
    saved_views: views.flatMap((view) => {
      const { name, query } = asFields(view);
      return typeof name === 'string' && typeof query === 'string' ? [{ name, query }] : [];
    }),
  };
}
