import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { askedAgainAt } from '../../api/budget/after-limit.ts';
import { useLimitWait } from '../../features/budget/use-budget.ts';
import { inventory } from '../../features/devices/inventory.ts';
import { deviceQueries } from '../../features/devices/queries.ts';
import type { DeviceId } from '../../lib/ids.ts';

/** A device: at once what the list says of it, then all there is, by one call. */
export function useDevice(accountId: string, id: DeviceId) {
  const client = useQueryClient();
  const row = useQuery({
    queryKey: [...deviceQueries.account(accountId), 'row', id],
    // The copy this browser holds will do, however old: the detail is fetched anyway and is the newer.
    queryFn: async () => {
      await inventory.load({ accountId, maxAgeMs: Infinity });
      return (await inventory.device(id)) ?? null;
    },
    gcTime: 60_000,
    retry: false,
  });
  const options = deviceQueries.detail(accountId, id);
  const detail = useQuery(options);
  const refresh = useMutation({
    mutationFn: () => client.query({ ...options, staleTime: 0, retry: false }),
  });
  const error = refresh.error ?? detail.error;
  const isFetching = detail.isFetching || refresh.isPending;
  return {
    row: row.data ?? undefined,
    detail: detail.data,
    fetchedAt: detail.data === undefined ? undefined : detail.dataUpdatedAt,
    error,
    /** Where the limit is the reason: when it is tried again by itself, ms since 1970. */
    triedAgainAt: askedAgainAt(error, detail.errorUpdatedAt),
    isFetching,
    /** Where the call has to wait for the limit: until when, ms since 1970. */
    waitsUntil: useLimitWait(isFetching, 'click'),
    refresh: () => refresh.mutate(),
  };
}
