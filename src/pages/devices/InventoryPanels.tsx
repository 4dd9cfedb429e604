import { lazy, Suspense } from 'react';
import { useNavigate } from 'react-router';
import type { DeviceId } from '../../lib/ids.ts';
import { paths } from '../../lib/paths.ts';
import { columnStates } from './use-device-columns.ts';
import type { useInventory } from './use-inventory.ts';

const Panels = lazy(() => import('./panels/Panels.tsx').then((module) => ({ default: module.Panels })));

interface Props {
  accountId: string;
  version: number;
  inventory: ReturnType<typeof useInventory>;
}

/** What opens beside the page's buttons, once something is open. */
export function InventoryPanels({ accountId, version, inventory }: Props) {
  const navigate = useNavigate();
  const { panel, state, store, view, selected, closePanel } = inventory;
  if (panel === undefined) return null;
  return (
    <Suspense>
      <Panels
        panel={panel}
        state={state}
        version={version}
        accountId={accountId}
        search={store.search}
        exported={{
          fields: columnStates(state.columns).map(({ id }) => id),
          matching: {
            label: 'All matching',
            count: view.source?.count ?? 0,
            rows: () => ({ kind: 'view', key: view.viewKey }),
          },
          selected: {
            label: 'Selected',
            count: selected.size,
            // Only ids of devices are ever put into this selection.
            rows: () => ({ kind: 'ids', ids: [...selected] as DeviceId[] }),
          },
        }}
        onState={inventory.change}
        onOpenView={(query) => {
          closePanel();
          void navigate(paths.devices(query));
        }}
        onGo={inventory.setPanel}
        onClose={closePanel}
      />
    </Suspense>
  );
}
