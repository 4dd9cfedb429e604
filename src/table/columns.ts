import type { ReactNode } from 'react';
import type { Density } from './model.ts';

/** How a field is drawn. Defined once at module level; what the person changes about it is in the table's state. */
export interface Column<Row> {
  id: string;
  label: string;
  /** px; the least it gets while the person has not sized it: spare width is shared out in proportion. */
  width: number;
  /** px; the person cannot make it narrower. Default 60. */
  minWidth?: number;
  align?: 'start' | 'end';
  render: (row: Row) => ReactNode;
}

export const MIN_COLUMN_WIDTH = 60;
export const MAX_COLUMN_WIDTH = 1200;
/** px of the column with the check boxes. */
const CHECK_WIDTH = 40;

export const ROW_HEIGHTS: Readonly<Record<Density, number>> = { compact: 28, normal: 36, relaxed: 46 };
/** px of an item in the list that narrow windows get: two lines and room for a thumb. */
export const ITEM_HEIGHT = 68;

/** The grid-template-columns of header and rows, and the least width of both. */
export function layoutOf(
  columns: readonly { id: string; width: number }[],
  sized: Readonly<Record<string, number>>,
): { template: string; minWidth: number } {
  const tracks = columns.map(({ id, width }) => {
    const own = sized[id];
    return own === undefined ? `minmax(${width}px, ${width}fr)` : `${own}px`;
  });
  const minWidth = columns.reduce((sum, { id, width }) => sum + (sized[id] ?? width), CHECK_WIDTH);
  return { template: [`${CHECK_WIDTH}px`, ...tracks].join(' '), minWidth };
}

/** A width within what a column allows. */
export function clampWidth(width: number, minWidth = MIN_COLUMN_WIDTH): number {
  return Math.round(Math.max(minWidth, Math.min(MAX_COLUMN_WIDTH, width)));
}
