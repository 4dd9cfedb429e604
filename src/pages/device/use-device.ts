import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
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
  return {
    row: row.data ?? undefined,
    detail: detail.data,
    fetchedAt: detail.data === undefined ? undefined : detail.dataUpdatedAt,
    error: refresh.error ?? detail.error,
    isFetching: detail.isFetching || refresh.isPending,
    refresh: () => refresh.mutate(),
  };
}
