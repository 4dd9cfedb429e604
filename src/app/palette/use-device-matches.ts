import { useQuery } from '@tanstack/react-query';
import type { Device } from '../../api/device-types.ts';
import { useAccount } from '../../auth/use-session.ts';
import { deviceQueries } from '../../features/devices/queries.ts';

/** How many devices the palette shows; the rest are counted and lead to the list. */
const SHOWN = 8;

/** What is shown may still be of the words before, while `isSearching`. */
export interface DeviceMatches {
  devices: readonly Device[];
  count: number;
  isSearching: boolean;
  error: Error | null;
}

/** Devices that the words are found in, from the list the worker holds; loads it where it does not yet. */
export function useDeviceMatches(search: string): DeviceMatches {
  const accountId = useAccount().id;
  const words = search.trim();
  const isAsked = words !== '';
  const list = useQuery({ ...deviceQueries.list(accountId), enabled: isAsked });
  const matches = useQuery({
    ...deviceQueries.view(accountId, list.data?.version ?? 0, { search: words, filters: {} }),
    enabled: isAsked && list.data !== undefined,
  });
  const found = isAsked ? matches.data : undefined;
  return {
    devices: found?.head.slice(0, SHOWN) ?? [],
    count: found?.count ?? 0,
    isSearching: isAsked && (list.isLoading || matches.isFetching),
    error: isAsked ? (list.error ?? matches.error) : null,
  };
}
