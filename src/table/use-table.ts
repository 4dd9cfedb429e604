import { useEffect, useLayoutEffect, useRef } from 'react';
import { ITEM_HEIGHT, ROW_HEIGHTS } from './columns.ts';
import type { RowSource, TableRow } from './row-source.ts';
import type { TableProps } from './table-props.ts';
import { useActiveRow } from './use-active-row.ts';
import { useFixedWindow } from './use-fixed-window.ts';
import { usePosition } from './use-position.ts';
import { useRows } from './use-rows.ts';
import { useSelecting } from './use-selecting.ts';

/** px; the sticky header of the grid. */
export const HEADER_HEIGHT = 36;

/** State of one table: what is on screen, which row is active, what is selected, and how to move. */
export function useTable<Row extends TableRow>(
  props: Omit<TableProps<Row>, 'ref'>,
  scroller: HTMLDivElement | null,
) {
  const { selection, renderItem, onError } = props;
  const rows = useRows(props.source, onError);
  const { source } = rows;
  const [active, setActive] = useActiveRow(source, props.initialPosition?.activeId);
  const selecting = useSelecting(selection, source);

  const isList = renderItem !== undefined;
  const rowHeight = isList ? ITEM_HEIGHT : ROW_HEIGHTS[props.density];
  const { start, end, scrollTo } = useFixedWindow(scroller, {
    count: source.count,
    rowHeight,
    headerHeight: isList ? 0 : HEADER_HEIGHT,
    initialOffset: props.initialPosition?.scrollTop ?? 0,
  });

  useEffect(function fetchWhatIsOnScreen() {
    // A little ahead of the eye in both directions.
    rows.look(Math.max(0, start - 20), end + 60);
  });
  useTopOfNewOrder(scroller, source);
  usePosition(scroller, active?.id, props.onLeave);

  const activate = (index: number) => setActive({ index, id: rows.get(index)?.id });
  const moveTo = (index: number) => {
    activate(index);
    scrollTo(index);
  };
  return { rows, source, active, isList, rowHeight, start, end, activate, moveTo, ...selecting };
}

export type Table<Row extends TableRow> = ReturnType<typeof useTable<Row>>;

/** A new question is read from its first row; a refresh leaves the table where it is. */
function useTopOfNewOrder<Row extends TableRow>(
  scroller: HTMLDivElement | null,
  { orderKey }: RowSource<Row>,
) {
  const shown = useRef(orderKey);
  useLayoutEffect(
    function readFromTop() {
      if (shown.current === orderKey) return;
      shown.current = orderKey;
      scroller?.scrollTo({ top: 0 });
    },
    [scroller, orderKey],
  );
}
