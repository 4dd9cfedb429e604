import { useCallback, useId, useImperativeHandle, useState } from 'react';
import { TableHeader } from './TableHeader.tsx';
import { TableRowView } from './TableRowView.tsx';
import { layoutOf } from './columns.ts';
import type { TableRow } from './row-source.ts';
import type { TableProps } from './table-props.ts';
import { useTableKeys } from './use-table-keys.ts';
import { useTableMouse } from './use-table-mouse.ts';
import { useTable } from './use-table.ts';
import classes from './virtual-table.module.css';

/**
 * Rows without end and without pages. Only what is on screen is in the document; where the rows are kept and how they
 * are ordered is the source's matter. An ARIA grid: focus stays on the grid, the active row is told by
 * aria-activedescendant, because a focused row would leave the document when it is scrolled away.
 */
export function VirtualTable<Row extends TableRow>({ ref, ...props }: TableProps<Row>) {
  const { columns, renderItem } = props;
  const gridId = useId();
  const [scroller, setScroller] = useState<HTMLDivElement | null>(null);
  const table = useTable(props, scroller);
  const { rows, source, start, end, active, selected, isList } = table;
  const handleKey = useTableKeys(table, props, scroller);
  const { clickRow, openRow } = useTableMouse(table, props, scroller);
  const layout = layoutOf(columns, props.widths);
  const isAllSelected = selected.size > 0 && selected.size >= source.count;
  const isActiveOnScreen = active !== undefined && active.index >= start && active.index < end;

  // Stable, so that scrolling does not draw the header anew.
  const { selectAll } = table;
  const { selection, onError } = props;
  const goToRows = useCallback(() => scroller?.focus(), [scroller]);
  const toggleAll = useCallback(() => {
    if (isAllSelected) selection.clear();
    else selectAll().catch(onError);
  }, [isAllSelected, selection, selectAll, onError]);

  useImperativeHandle(ref, () => ({
    focus: () => {
      scroller?.focus({ preventScroll: true });
      if (active === undefined && source.count > 0) table.moveTo(0);
    },
    selectAll: table.selectAll,
  }));

  return (
    <div
      ref={setScroller}
      role="grid"
      tabIndex={0}
      aria-label={props.label}
      aria-multiselectable
      aria-rowcount={source.count + (isList ? 0 : 1)}
      aria-colcount={isList ? 2 : columns.length + 1}
      aria-activedescendant={isActiveOnScreen ? `${gridId}-${active.index}` : undefined}
      className={classes.grid}
      data-list={isList || undefined}
      style={
        {
          '--columns': layout.template,
          '--least-width': isList ? '100%' : `${layout.minWidth}px`,
          '--row-height': `${table.rowHeight}px`,
        } as React.CSSProperties // custom properties are not in the type
      }
      onKeyDown={handleKey}
    >
      {!isList && (
        <TableHeader
          columns={columns}
          sort={props.sort}
          selectedState={selected.size === 0 ? 'none' : isAllSelected ? 'all' : 'some'}
          rowCount={source.count}
          onSelectAll={toggleAll}
          onSort={props.onSort}
          onResize={props.onResize}
          isFiltered={props.isFiltered}
          onFilter={props.onFilter}
          onLeave={goToRows}
        />
      )}
      <div
        role="rowgroup"
        className={classes.body}
        style={{ height: source.count * table.rowHeight }}
        onClick={clickRow}
        onDoubleClick={openRow}
      >
        {Array.from({ length: end - start }, (_, at) => {
          const index = start + at;
          const row = rows.get(index);
          return (
            <TableRowView
              key={index}
              id={`${gridId}-${index}`}
              index={index}
              top={index * table.rowHeight}
              row={row}
              name={row === undefined ? '' : props.nameOf(row)}
              columns={columns}
              renderItem={renderItem}
              isSelected={row !== undefined && selected.has(row.id)}
              isActive={active?.index === index}
            />
          );
        })}
      </div>
    </div>
  );
}
