import { useCallback, useState, useSyncExternalStore } from 'react';
import { useNavigate } from 'react-router';
import type { Device } from '../../api/device-types.ts';
import type { InventorySummary } from '../../features/devices/inventory-types.ts';
import type { DeviceId } from '../../lib/ids.ts';
import { paths } from '../../lib/paths.ts';
import { sizeColumn } from '../../table/column-state.ts';
import type { TableState } from '../../table/model.ts';
import { useCopy } from '../../ui/use-copy.ts';
import { deviceSelection } from './device-selection.ts';
import { devicesAsTsv } from './device-tsv.ts';
import { deviceField } from './fields-by-id.ts';
import type { OpenPanel } from './panels/panel-types.ts';
import { nextSort, withSort } from './query-changes.ts';
import type { ChangeKind } from './table-state-store.ts';
import { columnStates } from './use-device-columns.ts';
import { useDeviceView } from './use-device-view.ts';
import { useTableState } from './use-table-state.ts';

/** State of the inventory page and what a person can do to it. */
export function useInventory(accountId: string, summary: InventorySummary) {
  const { state, store, problems } = useTableState();
  const view = useDeviceView(accountId, summary, state.query);
  const selection = deviceSelection(accountId);
  const selected = useSyncExternalStore(selection.subscribe, selection.getSnapshot);
  const [panel, setPanel] = useState<OpenPanel>();
  const [failure, setFailure] = useState<string>();
  const { state: copyState, copy } = useCopy();
  const navigate = useNavigate();

  const report = useCallback((error: unknown) => {
    setFailure(error instanceof Error ? error.message : 'Something went wrong. Reload the page.');
  }, []);
  const closePanel = useCallback(() => setPanel(undefined), []);
  const change = (next: TableState, kind: ChangeKind = 'step') => {
    setFailure(undefined);
    try {
      store.change(next, kind);
    } catch (error) {
      // A list that does not fit into an address.
      report(error);
    }
  };

  return {
    state,
    store,
    problems,
    view,
    selection,
    selected,
    panel,
    failure,
    copyState,
    report,
    closePanel,
    change,
    setPanel,
    /** A second press of the button closes what the first one opened. */
    togglePanel: (next: OpenPanel) =>
      setPanel((now) => (now?.anchor === next.anchor && now.kind === next.kind ? undefined : next)),
    sortBy: (columnId: string) => change(withSort(state, nextSort(state.query.sort, columnId))),
    resize: (columnId: string, width: number | undefined) =>
      change({ ...state, columns: sizeColumn(columnStates(state.columns), columnId, width) }, 'typing'),
    open: (device: Device, isNewTab: boolean) => {
      store.flush();
      if (isNewTab) window.open(paths.device(device.id), '_blank', 'noopener');
      else void navigate(paths.device(device.id), { state: { listSearch: store.search } });
    },
    copySelected: () => {
      const fields = columnStates(state.columns).flatMap(({ id }) => deviceField(id) ?? []);
      // Only ids of devices are ever put into this selection.
      void copy(devicesAsTsv([...selected] as DeviceId[], fields));
    },
  };
}
