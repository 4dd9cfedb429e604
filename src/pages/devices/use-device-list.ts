import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { askedAgainAt } from '../../api/budget/after-limit.ts';
import { ApiError } from '../../api/errors.ts';
import { useLimitWait } from '../../features/budget/use-budget.ts';
import type { LoadProgress } from '../../features/devices/inventory-types.ts';
import { subscribeProgress } from '../../features/devices/inventory.ts';
import { deviceQueries, refreshDevices, useNewerRows } from '../../features/devices/queries.ts';

/** The account's list: what there is, how it comes in, why it could not be renewed, and renewing it. */
export function useDeviceList(accountId: string) {
  const client = useQueryClient();
  const list = useQuery(deviceQueries.list(accountId));
  const refresh = useMutation({ mutationFn: () => refreshDevices(client, accountId) });
  useNewerRows(accountId);
  // An ended session has a dialog of its own, and a list that came later makes an earlier failure history.
  const isRefreshOver = refresh.submittedAt < list.dataUpdatedAt;
  const refreshError = isRefreshOver || isSignedOut(refresh.error) ? null : refresh.error;
  const error = refreshError ?? list.error;
  const isLoading = list.data === undefined && list.isFetching;
  const isRefreshing = refresh.isPending || list.isFetching;
  return {
    summary: list.data,
    error,
    /** Where the limit is the reason: when it is tried again by itself, ms since 1970. */
    triedAgainAt: askedAgainAt(error, list.errorUpdatedAt),
    isLoading,
    isRefreshing,
    /** Where the renewing has to wait for the limit: until when, ms since 1970. */
    waitsUntil: useLimitWait(isRefreshing, refresh.isPending ? 'click' : 'visible'),
    /** What renewing all of it takes: as many as it took last time. */
    calls: list.data?.calls ?? 1,
    refresh: () => refresh.mutate(),
    progress: useLoadProgress(isLoading),
  };
}

export type DeviceList = ReturnType<typeof useDeviceList>;

function isSignedOut(error: Error | null): boolean {
  return error instanceof ApiError && error.kind === 'signed-out';
}

/** How far the list has come; asked for only while somebody waits for it. */
function useLoadProgress(isWanted: boolean): LoadProgress | undefined {
  const [progress, setProgress] = useState<LoadProgress>();
  useEffect(
    function followProgress() {
      if (!isWanted) return;
      return subscribeProgress(setProgress);
    },
    [isWanted],
  );
  return isWanted ? progress : undefined;
}
