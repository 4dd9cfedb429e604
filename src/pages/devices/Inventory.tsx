import { useMediaQuery } from '@mantine/hooks';
import { lazy, Suspense, useRef, useState } from 'react';
import { useLocation } from 'react-router';
import type { InventorySummary } from '../../features/devices/inventory-types.ts';
import type { TableHandle } from '../../table/table-props.ts';
import { formatCount, plural } from '../../ui/format.ts';
import { DevicesHeader } from './DevicesHeader.tsx';
import { FilterChips } from './FilterChips.tsx';
import { InventoryPanels } from './InventoryPanels.tsx';
import { InventoryTable } from './InventoryTable.tsx';
import { Notices } from './Notices.tsx';
import { SearchBox, type SearchHandle } from './SearchBox.tsx';
import { SelectionBar } from './SelectionBar.tsx';
import { Toolbar } from './Toolbar.tsx';
import classes from './devices-page.module.css';
import { isLimited, withFilter, withoutLimits, withoutList, withQuery } from './query-changes.ts';
import type { DeviceList } from './use-device-list.ts';
import { useInventory } from './use-inventory.ts';

const PasteDialog = lazy(() =>
  import('./panels/PasteDialog.tsx').then((module) => ({ default: module.PasteDialog })),
);

interface Props {
  accountId: string;
  list: DeviceList;
  summary: InventorySummary;
}

/** The inventory of a fleet that is here: search, filters, the table, and what can be done with a selection. */
export function Inventory({ accountId, list, summary }: Props) {
  const isNarrow = useMediaQuery('(max-width: 47.99em)', undefined, { getInitialValueInEffect: false });
  const inventory = useInventory(accountId, summary);
  const { state, store, view, selection, selected, change } = inventory;
  const { source } = view;
  const { query } = state;
  const paste = usePasteDialog();
  const tableRef = useRef<TableHandle>(null);
  const search = useRef<SearchHandle>(null);

  return (
    <div className={classes.page}>
      <DevicesHeader
        count={source && countWords(source.count, summary.total, isLimited(view.answered))}
        fetchedAt={summary.fetchedAt}
        list={list}
      />
      <Toolbar
        isNarrow={isNarrow}
        openKind={inventory.panel?.kind}
        onOpen={(kind, anchor) => inventory.togglePanel({ kind, anchor })}
        onPaste={paste.open}
        search={
          <SearchBox
            ref={search}
            value={query.search}
            onType={(text) => change(withQuery(state, { search: text }), 'typing')}
            onLeave={() => store.flush()}
            onDown={() => tableRef.current?.focus()}
            onSubmit={() => {
              const [only] = source?.head ?? [];
              if (source?.count === 1 && only !== undefined) inventory.open(only, false);
              else tableRef.current?.focus();
            }}
            onEscape={() => selection.clear()}
          />
        }
      />
      <FilterChips
        query={query}
        onEdit={(fieldId, anchor) => inventory.togglePanel({ kind: 'filter', fieldId, anchor })}
        onRemove={(fieldId) => change(withFilter(state, fieldId, undefined))}
        onRemoveList={() => change(withoutList(state))}
        onClearAll={() => change(withoutLimits(state))}
      />
      <Notices
        list={list}
        fetchedAt={summary.fetchedAt}
        problems={inventory.problems}
        failure={inventory.failure}
      />
      <InventoryTable
        inventory={inventory}
        version={summary.version}
        isNarrow={isNarrow}
        tableRef={tableRef}
      />
      {source !== undefined && (
        <SelectionBar
          selected={selected}
          source={source}
          isLimited={isLimited(query)}
          copyState={inventory.copyState}
          onSelectAll={() => void tableRef.current?.selectAll().catch(inventory.report)}
          onCopy={inventory.copySelected}
          onExport={(anchor) => inventory.togglePanel({ kind: 'export', anchor })}
          onClear={() => selection.clear()}
        />
      )}
      <InventoryPanels accountId={accountId} version={summary.version} inventory={inventory} />
      {paste.isOpen && (
        <Suspense>
          <PasteDialog
            version={summary.version}
            hasIdentifiers={summary.hasIdentifiers}
            onClose={paste.close}
            onShow={(identifiers) => {
              change(withQuery(withoutLimits(state), { list: identifiers }));
              paste.close();
            }}
            onSelect={(ids) => {
              selection.replace(ids);
              paste.close();
            }}
          />
        </Suspense>
      )}
    </div>
  );
}

/** Opened by its button, or by an address that ends in "#paste" (the command palette). */
function usePasteDialog() {
  const { hash, key } = useLocation();
  const [isOpened, setIsOpened] = useState(false);
  const [closedKey, setClosedKey] = useState<string>();
  return {
    isOpen: isOpened || (hash === '#paste' && closedKey !== key),
    open: () => setIsOpened(true),
    close: () => {
      setIsOpened(false);
      setClosedKey(key);
    },
  };
}

/** "212 of 10,000 devices"; "10,000 devices" where nothing is left out. */
function countWords(count: number, total: number, isPart: boolean): string {
  return isPart ? `${formatCount(count)} of ${plural(total, 'device')}` : plural(total, 'device');
}
