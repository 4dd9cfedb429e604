import type { ColumnState } from './model.ts';

/** The state after a column was shown (last) or hidden; the last visible one stays. */
export function toggleColumn(columns: readonly ColumnState[], id: string): ColumnState[] {
  if (!columns.some((column) => column.id === id)) return [...columns, { id }];
  return columns.length === 1 ? [...columns] : columns.filter((column) => column.id !== id);
}

/** The state after a column was put before the one now at `to`; beyond the ends is the end. */
export function moveColumn(columns: readonly ColumnState[], id: string, to: number): ColumnState[] {
  const from = columns.findIndex((column) => column.id === id);
  const moved = columns[from];
  if (moved === undefined) return [...columns];
  const rest = columns.toSpliced(from, 1);
  return rest.toSpliced(Math.max(0, Math.min(rest.length, to)), 0, moved);
}

/** The state after a column was sized; undefined gives it its own width back. */
export function sizeColumn(
  columns: readonly ColumnState[],
  id: string,
  width: number | undefined,
): ColumnState[] {
  return columns.map((column) => (column.id === id ? { id, ...(width !== undefined && { width }) } : column));
}

/** px by column, of those that the person sized. */
export function widthsOf(columns: readonly ColumnState[]): Record<string, number> {
  return Object.fromEntries(columns.flatMap(({ id, width }) => (width === undefined ? [] : [[id, width]])));
}
