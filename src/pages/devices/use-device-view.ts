import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { Device } from '../../api/device-types.ts';
import type { InventorySummary } from '../../features/devices/inventory-types.ts';
import { inventory } from '../../features/devices/inventory.ts';
import { deviceQueries } from '../../features/devices/queries.ts';
import type { DeviceId } from '../../lib/ids.ts';
import type { ViewQuery } from '../../table/model.ts';
import { normaliseQuery } from '../../table/query.ts';
import type { RowSource } from '../../table/row-source.ts';

export interface DeviceView {
  /** Undefined until the first answer. */
  source: RowSource<Device> | undefined;
  /** The worker's name of the order `source` has; '' before the first answer. */
  viewKey: string;
  /** What `source` answers; behind what was asked while the worker is at it. */
  answered: ViewQuery;
  error: Error | null;
  retry: () => void;
}

/**
 * The devices that the query asks for, in its order. One question at a time: what is typed while the worker is busy is
 * asked as one when it is done, so fast typing never queues up. The former rows stay meanwhile.
 */
export function useDeviceView(accountId: string, summary: InventorySummary, query: ViewQuery): DeviceView {
  const [asked, setAsked] = useState({ version: summary.version, query });
  const result = useQuery(deviceQueries.view(accountId, asked.version, asked.query));
  const isBehind = asked.query !== query || asked.version !== summary.version;
  if (isBehind && !result.isFetching) setAsked({ version: summary.version, query });

  const view = result.data;
  const [shown, setShown] = useState({ view, query: asked.query });
  if (
    view !== undefined &&
    (shown.view !== view || shown.query !== asked.query) &&
    !result.isPlaceholderData
  ) {
    setShown({ view, query: asked.query });
  }
  const current = shown.view;
  const source = useMemo<RowSource<Device> | undefined>(() => {
    if (current === undefined) return undefined;
    const { key } = current;
    return {
      key: `${current.version} ${key}`,
      orderKey: JSON.stringify(normaliseQuery(shown.query)),
      count: current.count,
      head: current.head,
      rows: (start, end) => inventory.rows(key, start, end),
      ids: (start, end) => inventory.ids(key, start, end),
      // Ids in the table come from devices.
      positionOf: (id) => inventory.positionOf(key, id as DeviceId),
    };
  }, [current, shown.query]);

  return {
    source,
    viewKey: current?.key ?? '',
    answered: shown.query,
    error: result.error,
    retry: () => void result.refetch(),
  };
}
