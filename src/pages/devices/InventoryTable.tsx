import type { Ref } from 'react';
import { deviceName, renderDeviceItem } from '../../features/devices/device-columns.tsx';
import { VirtualTable } from '../../table/VirtualTable.tsx';
import type { TableHandle } from '../../table/table-props.ts';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { DevicesLoading } from './DevicesLoading.tsx';
import { NoMatch } from './NoMatch.tsx';
import classes from './devices-page.module.css';
import { withQuery } from './query-changes.ts';
import { useDeviceColumns } from './use-device-columns.ts';
import type { useInventory } from './use-inventory.ts';
import { useListPlace } from './use-list-place.ts';

interface Props {
  inventory: ReturnType<typeof useInventory>;
  version: number;
  isNarrow: boolean;
  tableRef: Ref<TableHandle>;
}

/** The table, or what stands in its place: nothing yet, nothing that matches, or why it cannot be shown. */
export function InventoryTable({ inventory, version, isNarrow, tableRef }: Props) {
  const { state, store, view, selection, change } = inventory;
  const { source, error } = view;
  const { query } = state;
  const { columns, widths } = useDeviceColumns(state.columns);
  const place = useListPlace(store);

  if (error !== null) {
    return (
      <div className={classes.content}>
        <ErrorState title="The list could not be shown" reason={error.message} onRetry={view.retry} />
      </div>
    );
  }
  if (source === undefined) {
    return (
      <div className={classes.content}>
        <DevicesLoading progress={undefined} />
      </div>
    );
  }
  return (
    <div className={classes.content}>
      <VirtualTable
        ref={tableRef}
        label="Devices"
        columns={columns}
        widths={widths}
        source={source}
        selection={selection}
        density={state.density}
        renderItem={isNarrow ? renderDeviceItem : undefined}
        nameOf={deviceName}
        sort={query.sort}
        onSort={inventory.sortBy}
        onResize={inventory.resize}
        isFiltered={(columnId) => query.filters[columnId] !== undefined}
        onFilter={(fieldId, anchor) => inventory.togglePanel({ kind: 'filter', fieldId, anchor })}
        onOpen={inventory.open}
        onCopy={inventory.copySelected}
        onEscape={() => change(withQuery(state, { search: '' }))}
        onError={inventory.report}
        initialPosition={place.initial}
        onLeave={place.keep}
      />
      {source.count === 0 && (
        <div className={classes.over}>
          <NoMatch
            state={{ ...state, query: view.answered }}
            version={version}
            onChange={(next) => change(next)}
          />
        </div>
      )}
    </div>
  );
}
