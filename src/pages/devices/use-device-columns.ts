import { useMemo } from 'react';
import { DEFAULT_COLUMNS, deviceColumns } from '../../features/devices/device-columns.tsx';
import { widthsOf } from '../../table/column-state.ts';
import type { ColumnState } from '../../table/model.ts';

const byId = new Map(deviceColumns.map((column) => [column.id, column]));
const defaults: readonly ColumnState[] = DEFAULT_COLUMNS.map((id) => ({ id }));

/** The columns a state stands for: those it names, or the default ones. */
export function columnStates(columns: readonly ColumnState[] | undefined): readonly ColumnState[] {
  return columns ?? defaults;
}

/** Visible columns in order, and the widths the person gave them. */
export function useDeviceColumns(columns: readonly ColumnState[] | undefined) {
  return useMemo(() => {
    const states = columnStates(columns);
    return {
      columns: states.flatMap(({ id }) => byId.get(id) ?? []),
      widths: widthsOf(states),
    };
  }, [columns]);
}
