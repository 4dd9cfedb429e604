import type { MouseEvent } from 'react';
import type { TableRow } from './row-source.ts';
import type { TableProps } from './table-props.ts';
import type { Table } from './use-table.ts';

/** Clicks on rows, as a file manager takes them; one handler for all rows. */
export function useTableMouse<Row extends TableRow>(
  table: Table<Row>,
  props: Omit<TableProps<Row>, 'ref'>,
  scroller: HTMLDivElement | null,
) {
  const { selection, onOpen, onError } = props;

  const rowOf = (target: EventTarget) => {
    const element = target instanceof Element ? target.closest<HTMLElement>('[data-index]') : null;
    const index = Number(element?.dataset.index ?? -1);
    return { index, row: index < 0 ? undefined : table.rows.get(index) };
  };
  const isIn = (target: EventTarget, selector: string) =>
    target instanceof Element && target.closest(selector) !== null;

  const clickRow = (event: MouseEvent) => {
    const { index, row } = rowOf(event.target);
    if (row === undefined) return;
    const isCommand = event.ctrlKey || event.metaKey;
    table.activate(index);
    if (isIn(event.target, 'a') && !event.shiftKey) {
      selection.setAnchor(row.id);
      // The link opens its new tab by itself.
      if (isCommand) return;
      event.preventDefault();
      onOpen(row, false);
      return;
    }
    scroller?.focus({ preventScroll: true });
    if (event.shiftKey) {
      event.preventDefault();
      window.getSelection()?.removeAllRanges();
      table.extendTo(index).catch(onError);
    } else if (isCommand || isIn(event.target, '[data-check]')) selection.toggle(row.id);
    else selection.setAnchor(row.id);
  };

  const openRow = (event: MouseEvent) => {
    const { row } = rowOf(event.target);
    if (row !== undefined && !isIn(event.target, 'a, [data-check]')) onOpen(row, false);
  };
  return { clickRow, openRow };
}
