import type { ComponentProps } from 'react';
import type { TableState } from '../../../table/model.ts';
import { Popup } from '../../../ui/Popup.tsx';
import { deviceField } from '../fields-by-id.ts';
import { withColumns, withFilter, withSort } from '../query-changes.ts';
import type { ChangeKind } from '../table-state-store.ts';
import { columnStates } from '../use-device-columns.ts';
import { AddFilterPanel } from './AddFilterPanel.tsx';
import { ColumnsPanel } from './ColumnsPanel.tsx';
import { ExportPanel } from './ExportPanel.tsx';
import { FilterPanel } from './FilterPanel.tsx';
import { SortPanel } from './SortPanel.tsx';
import { ViewsPanel } from './ViewsPanel.tsx';
import type { OpenPanel } from './panel-types.ts';

interface Props {
  panel: OpenPanel;
  state: TableState;
  version: number;
  accountId: string;
  /** The address of what is shown, without "?". */
  search: string;
  exported: ComponentProps<typeof ExportPanel>;
  onState: (state: TableState, kind: ChangeKind) => void;
  onOpenView: (query: string) => void;
  onGo: (panel: OpenPanel) => void;
  onClose: () => void;
}

const TITLES = {
  filter: 'Filter',
  'add-filter': 'Add a filter',
  columns: 'Columns and row height',
  sort: 'Sort',
  views: 'Saved views',
  export: 'Export',
} as const;

/** Whatever opens beside a button of the page; loaded with the first of them. */
export function Panels(props: Props) {
  const { panel, onClose } = props;
  return (
    <Popup
      key={panel.kind === 'filter' ? panel.fieldId : panel.kind}
      anchor={panel.anchor}
      label={TITLES[panel.kind]}
      onClose={onClose}
      width={panel.kind === 'columns' ? 300 : 280}
    >
      <Content {...props} />
    </Popup>
  );
}

function Content({
  panel,
  state,
  version,
  accountId,
  search,
  exported,
  onState,
  onOpenView,
  onGo,
  onClose,
}: Props) {
  switch (panel.kind) {
    case 'filter': {
      const field = deviceField(panel.fieldId);
      if (field === undefined) return null;
      return (
        <FilterPanel
          filtered={field}
          query={state.query}
          version={version}
          onChange={(filter, kind) => onState(withFilter(state, field.id, filter), kind)}
          onClose={onClose}
        />
      );
    }
    case 'add-filter':
      return (
        <AddFilterPanel onChoose={(fieldId) => onGo({ kind: 'filter', fieldId, anchor: panel.anchor })} />
      );
    case 'columns':
      return (
        <ColumnsPanel
          columns={columnStates(state.columns)}
          isDefault={state.columns === undefined}
          density={state.density}
          onColumns={(columns) => onState(withColumns(state, columns), 'refine')}
          onDensity={(density) => onState({ ...state, density }, 'refine')}
        />
      );
    case 'sort':
      return (
        <SortPanel sort={state.query.sort} onChange={(sort) => onState(withSort(state, sort), 'step')} />
      );
    case 'views':
      return <ViewsPanel accountId={accountId} current={search} onOpen={onOpenView} />;
    case 'export':
      return <ExportPanel {...exported} />;
  }
}
