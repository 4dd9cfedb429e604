import { memo, type ReactNode } from 'react';
import type { Column } from './columns.ts';
import type { TableRow } from './row-source.ts';
import classes from './virtual-table.module.css';

interface Props<Row extends TableRow> {
  id: string;
  index: number;
  /** px from the top of the body. */
  top: number;
  /** Undefined: not loaded yet. */
  row: Row | undefined;
  name: string;
  columns: readonly Column<Row>[];
  renderItem: ((row: Row) => ReactNode) | undefined;
  isSelected: boolean;
  isActive: boolean;
}

function RowView<Row extends TableRow>(props: Props<Row>) {
  const { id, index, row, columns, renderItem, isSelected, isActive } = props;
  // Header row and counting from one; the list has no header.
  const rowIndex = index + (renderItem === undefined ? 2 : 1);
  return (
    <div
      role="row"
      id={id}
      className={classes.row}
      aria-rowindex={rowIndex}
      aria-selected={isSelected}
      aria-busy={row === undefined || undefined}
      data-index={index}
      data-active={isActive || undefined}
      style={{ top: props.top }}
    >
      {row === undefined ? (
        <div role="gridcell" className={classes.waiting}>
          Loading…
        </div>
      ) : (
        <>
          <div role="gridcell" aria-colindex={1} className={classes.check} data-check>
            <input
              type="checkbox"
              tabIndex={-1}
              checked={isSelected}
              readOnly
              aria-label={`Select ${props.name}`}
            />
          </div>
          {renderItem === undefined ? (
            columns.map((column, at) => (
              <div
                key={column.id}
                role="gridcell"
                aria-colindex={at + 2}
                className={classes.cell}
                data-align={column.align}
              >
                {column.render(row)}
              </div>
            ))
          ) : (
            <div role="gridcell" aria-colindex={2} className={classes.item}>
              {renderItem(row)}
            </div>
          )}
        </>
      )}
    </div>
  );
}

/** One row; drawn anew only when something of it changed, not with every scrolled frame. */
// memo() loses the type parameter of a generic component.
export const TableRowView = memo(RowView) as typeof RowView;
