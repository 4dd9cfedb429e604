import { keepPreviousData, queryOptions, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { freshMs } from '../../api/budget/settings.ts';
import { getDevice, searchDevices } from '../../api/devices.ts';
import { fetchOnce } from '../../api/query-storage.ts';
import type { DeviceId } from '../../lib/ids.ts';
import type { ViewQuery } from '../../table/model.ts';
import { normaliseQuery } from '../../table/query.ts';
import type { InventorySummary } from './inventory-types.ts';
import { inventory, subscribeNewerRows } from './inventory.ts';

/** Rows that come with a view: enough for the tallest screen at the densest rows. */
const HEAD_ROWS = 100;

/** Queries over devices; all but `list`, `detail` and `search` cost no call, they ask the worker. */
export const deviceQueries = {
  all: () => ['devices'] as const,
  account: (accountId: string) => [...deviceQueries.all(), accountId] as const,

  /** The list itself; its rows stay in the worker. Old rows are answered at once and fetched anew behind them. */
  list: (accountId: string) =>
    queryOptions({
      queryKey: [...deviceQueries.account(accountId), 'list'],
      queryFn: ({ client, queryKey }) => loadList(client, accountId, queryKey),
      staleTime: ({ state }) => remainingFreshMs(state.data, state.dataUpdatedAt),
      meta: { isCall: true },
    }),

  /** A filtered and sorted order with its first rows; the one before stays on screen until it is here. */
  view: (accountId: string, version: number, query: ViewQuery) =>
    queryOptions({
      queryKey: [...deviceQueries.account(accountId), 'view', version, normaliseQuery(query)],
      queryFn: () => inventory.view(query, HEAD_ROWS),
      staleTime: Infinity,
      // The worker keeps the orders asked for last; here only what is on screen has to stay.
      gcTime: 60_000,
      placeholderData: keepPreviousData,
    }),

  facet: (accountId: string, version: number, field: string, query: ViewQuery) =>
    queryOptions({
      queryKey: [...deviceQueries.account(accountId), 'facet', version, field, normaliseQuery(query)],
      queryFn: () => inventory.facet(field, query),
      staleTime: Infinity,
      gcTime: 60_000,
    }),

  /** GET /devices/{id}: one call, kept over reloads. */
  detail: (accountId: string, id: DeviceId) =>
    queryOptions({
      queryKey: [...deviceQueries.account(accountId), 'detail', id],
      // Not given up when the page is left early: the call is counted all the same, and coming back would make another.
      // Somebody opened the device and waits for it.
      queryFn: (context) => fetchOnce(context, () => getDevice(id, { priority: 'click' })),
      // A function: what the person chooses holds at once, also for what is on screen.
      staleTime: () => freshMs('device'),
      meta: { isCall: true },
    }),

  /** GET /devices?search=: one call. Finds phone numbers and tails of IMEIs and serial numbers, which the list has not. */
  search: (accountId: string, text: string) =>
    queryOptions({
      queryKey: [...deviceQueries.account(accountId), 'search', text.trim()],
      queryFn: ({ signal }) => searchDevices(text.trim(), signal),
      staleTime: () => freshMs('devices'),
      meta: { isCall: true },
    }),
};

async function loadList(
  client: QueryClient,
  accountId: string,
  queryKey: readonly unknown[],
): Promise<InventorySummary> {
  const isFirst = client.getQueryData(queryKey) === undefined;
  const summary = await inventory.load({ accountId, maxAgeMs: isFirst ? Infinity : freshMs('devices') });
  // A stored copy, however old, is on screen first, and stays there with its age where the service cannot be asked.
  if (isFirst && Date.now() - summary.fetchedAt >= freshMs('devices')) {
    setTimeout(() => void client.invalidateQueries({ queryKey, exact: true }), 0);
  }
  return summary;
}

/** Fresh is counted from the asking of the service, not from when this page heard of it. */
function remainingFreshMs(summary: InventorySummary | undefined, updatedAt: number): number {
  return summary === undefined ? 0 : Math.max(0, summary.fetchedAt + freshMs('devices') - updatedAt);
}

/** Asks the service now, whatever the age: one call. Rejects with an ApiError; the rows held stay. */
export function refreshDevices(client: QueryClient, accountId: string): Promise<InventorySummary> {
  return client.query({
    ...deviceQueries.list(accountId),
    queryFn: () => inventory.load({ accountId, maxAgeMs: 0, priority: 'click' }),
    staleTime: 0,
    retry: false,
  });
}

/** Takes over what another tab fetched, without a call. */
export function useNewerRows(accountId: string): void {
  const client = useQueryClient();
  useEffect(
    function followOtherTabs() {
      return subscribeNewerRows(accountId, () => {
        void client.invalidateQueries({ queryKey: deviceQueries.list(accountId).queryKey, exact: true });
      });
    },
    [client, accountId],
  );
}
