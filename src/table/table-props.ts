import type { ReactNode, Ref } from 'react';
import type { Column } from './columns.ts';
import type { Density, Sort } from './model.ts';
import type { RowSource, TableRow } from './row-source.ts';
import type { Selection } from './selection.ts';

/** Where the person was in the table, to find it so again. */
export interface TablePosition {
  scrollTop: number;
  activeId: string | undefined;
}

export interface TableHandle {
  /** Moves the keyboard to the table, onto a row. */
  focus: () => void;
  selectAll: () => Promise<void>;
}

export interface TableProps<Row extends TableRow> {
  /** What the rows are, for a screen reader. */
  label: string;
  /** Visible columns in order. */
  columns: readonly Column<Row>[];
  /** px of the columns that the person sized. */
  widths: Readonly<Record<string, number>>;
  source: RowSource<Row>;
  selection: Selection;
  density: Density;
  /** Narrow windows: one item of two lines per row instead of columns. */
  renderItem?: ((row: Row) => ReactNode) | undefined;
  nameOf: (row: Row) => string;
  sort: Sort | undefined;
  onSort: (columnId: string) => void;
  onResize: (columnId: string, width: number | undefined) => void;
  isFiltered: (columnId: string) => boolean;
  onFilter: (columnId: string, anchor: HTMLElement) => void;
  onOpen: (row: Row, isNewTab: boolean) => void;
  onCopy: () => void;
  /** Escape with nothing selected. */
  onEscape: () => void;
  onError: (error: unknown) => void;
  initialPosition: TablePosition | undefined;
  /** Called when the table goes away. */
  onLeave: (position: TablePosition) => void;
  ref?: Ref<TableHandle>;
}
