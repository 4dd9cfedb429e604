import { useLayoutEffect, useState, useSyncExternalStore } from 'react';
import type { RowSource, TableRow } from './row-source.ts';
import { RowWindow } from './row-window.ts';

/** The rows to paint: those of `source`, or of the order before it until the new ones are here. */
export function useRows<Row extends TableRow>(
  source: RowSource<Row>,
  onError: (error: unknown) => void,
): RowWindow<Row> {
  const [rows] = useState(() => new RowWindow(source, onError));
  useSyncExternalStore(rows.subscribe, rows.getSnapshot);
  useLayoutEffect(
    function offerNewOrder() {
      rows.offer(source);
    },
    [rows, source],
  );
  return rows;
}
