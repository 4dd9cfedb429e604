import type { KeyboardEvent } from 'react';
import { commandFor, targetOf, type TableCommand } from './keys.ts';
import type { TableRow } from './row-source.ts';
import type { TableProps } from './table-props.ts';
import { HEADER_HEIGHT, type Table } from './use-table.ts';

/** The key handler of the grid; its header has keys of its own. */
export function useTableKeys<Row extends TableRow>(
  table: Table<Row>,
  props: Omit<TableProps<Row>, 'ref'>,
  scroller: HTMLDivElement | null,
) {
  const { rows, source, active, selected } = table;
  const { selection, onError } = props;
  const row = active === undefined ? undefined : rows.get(active.index);

  const move = ({ to, isExtending }: Extract<TableCommand, { kind: 'move' }>) => {
    const height = (scroller?.clientHeight ?? 0) - HEADER_HEIGHT;
    const pageRows = Math.max(1, Math.floor(height / table.rowHeight) - 1);
    const index = targetOf(to, active?.index, source.count, pageRows);
    if (index === undefined) return;
    if (isExtending) {
      if (selection.anchor === undefined && row !== undefined) selection.setAnchor(row.id);
      table.extendTo(index).catch(onError);
    } else {
      const next = rows.get(index);
      if (next !== undefined) selection.setAnchor(next.id);
    }
    table.moveTo(index);
  };

  /** False: nothing to do, the browser's own meaning of the key stands. */
  const run = (command: TableCommand): boolean => {
    switch (command.kind) {
      case 'move':
        move(command);
        return true;
      case 'open':
        if (row !== undefined) props.onOpen(row, command.isNewTab);
        return row !== undefined;
      case 'toggle':
        if (row !== undefined) selection.toggle(row.id);
        return true;
      case 'select-all':
        table.selectAll().catch(onError);
        return true;
      case 'copy':
        // Text marked with the mouse is what the person means then.
        if (window.getSelection()?.isCollapsed === false || selected.size === 0) return false;
        props.onCopy();
        return true;
      case 'escape':
        if (selected.size > 0) selection.clear();
        else props.onEscape();
        return true;
    }
  };

  return (event: KeyboardEvent) => {
    if (event.target instanceof Element && event.target.closest('[data-header]') !== null) return;
    const command = commandFor(event);
    if (command !== undefined && run(command)) event.preventDefault();
  };
}
