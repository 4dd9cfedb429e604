import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Device } from '../../api/device-types.ts';
import { useAccount } from '../../auth/use-session.ts';
import { inventory } from '../../features/devices/inventory.ts';

/** How many devices the palette shows; the rest are counted and lead to the list. */
export const SHOWN = 8;
/** The list as the Devices page would take it without asking the service. */
const MAX_AGE_MS = 5 * 60_000;

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
  const isAsked = words.length > 0;
  const list = useQuery({
    queryKey: ['palette', 'list', accountId],
    queryFn: () => inventory.load({ accountId, maxAgeMs: MAX_AGE_MS }),
    enabled: isAsked,
    staleTime: MAX_AGE_MS,
  });
  const matches = useQuery({
    queryKey: ['palette', 'matches', list.data?.version, words],
    queryFn: () => inventory.view({ search: words, filters: {} }, SHOWN),
    enabled: isAsked && list.data !== undefined,
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
  return {
    devices: isAsked ? (matches.data?.head.slice(0, SHOWN) ?? []) : [],
    count: isAsked ? (matches.data?.count ?? 0) : 0,
    isSearching: isAsked && (list.isLoading || matches.isFetching),
    error: list.error ?? matches.error,
  };
}
