import { IconFilter, IconFilterFilled } from '@tabler/icons-react';
import { memo, useRef, useState, type KeyboardEvent } from 'react';
import { ColumnResizer } from './ColumnResizer.tsx';
import { clampWidth, type Column } from './columns.ts';
import type { Sort } from './model.ts';
import classes from './virtual-table.module.css';

interface Props {
  columns: readonly Pick<Column<never>, 'id' | 'label' | 'minWidth' | 'align'>[];
  sort: Sort | undefined;
  selectedState: 'none' | 'some' | 'all';
  rowCount: number;
  onSelectAll: () => void;
  onSort: (columnId: string) => void;
  onResize: (columnId: string, width: number | undefined) => void;
  isFiltered: (columnId: string) => boolean;
  onFilter: (columnId: string, anchor: HTMLElement) => void;
  /** Arrow down: on to the rows. */
  onLeave: () => void;
}

const RESIZE_STEP = 16;
const ARIA_SORT = { asc: 'ascending', desc: 'descending' } as const;

/** The sticky header. One stop for Tab; left and right go through its controls, with Shift they size the column. */
export const TableHeader = memo(function TableHeader(props: Props) {
  const { columns, sort } = props;
  const header = useRef<HTMLDivElement>(null);
  const [current, setCurrent] = useState(0);
  const control = (at: number) => ({
    'data-control': at,
    tabIndex: at === current ? 0 : -1,
    onFocus: () => setCurrent(at),
  });

  const moveAmongControls = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') {
      event.preventDefault();
      props.onLeave();
      return;
    }
    if ((event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') || event.ctrlKey || event.altKey) return;
    event.preventDefault();
    const step = event.key === 'ArrowLeft' ? -1 : 1;
    const cell = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-column]') : null;
    const column = columns.find(({ id }) => id === cell?.dataset.column);
    if (event.shiftKey) {
      if (cell === null || column === undefined) return;
      props.onResize(column.id, clampWidth(cell.offsetWidth + step * RESIZE_STEP, column.minWidth));
      return;
    }
    const last = columns.length * 2;
    const next = Math.max(0, Math.min(last, current + step));
    header.current?.querySelector<HTMLElement>(`[data-control="${next}"]`)?.focus();
  };

  return (
    <div role="rowgroup" className={classes.header} data-header ref={header} onKeyDown={moveAmongControls}>
      <div role="row" aria-rowindex={1} className={classes.headerRow}>
        <div role="columnheader" aria-colindex={1} className={classes.check}>
          <input
            type="checkbox"
            {...control(0)}
            checked={props.selectedState === 'all' && props.rowCount > 0}
            ref={(input) => {
              if (input !== null) input.indeterminate = props.selectedState === 'some';
            }}
            disabled={props.rowCount === 0}
            onChange={props.onSelectAll}
            aria-label={
              props.selectedState === 'all' ? 'Select none' : `Select all ${props.rowCount} that match`
            }
          />
        </div>
        {columns.map((column, at) => {
          const direction = sort?.field === column.id ? sort.direction : undefined;
          const isFiltered = props.isFiltered(column.id);
          const FilterIcon = isFiltered ? IconFilterFilled : IconFilter;
          return (
            <div
              key={column.id}
              role="columnheader"
              aria-colindex={at + 2}
              aria-sort={direction === undefined ? 'none' : ARIA_SORT[direction]}
              className={classes.headerCell}
              data-column={column.id}
              data-align={column.align}
            >
              <button
                type="button"
                className={classes.sort}
                aria-label={`Sort by ${column.label}`}
                {...control(at * 2 + 1)}
                aria-keyshortcuts="Shift+ArrowLeft Shift+ArrowRight"
                title={`Sort by ${column.label}. Shift + ← or → changes the width.`}
                onClick={() => props.onSort(column.id)}
              >
                <span className={classes.label}>{column.label}</span>
              </button>
              <button
                type="button"
                className={classes.filter}
                {...control(at * 2 + 2)}
                data-filtered={isFiltered || undefined}
                aria-haspopup="dialog"
                aria-label={`Filter by ${column.label}${isFiltered ? ' (filtered)' : ''}`}
                onClick={(event) => props.onFilter(column.id, event.currentTarget)}
              >
                <FilterIcon size={14} stroke={1.75} aria-hidden />
              </button>
              <ColumnResizer
                minWidth={column.minWidth}
                onResize={(width) => props.onResize(column.id, width)}
              />
            </div>
          );
        })}
      </div>
    </div>
  );
});
