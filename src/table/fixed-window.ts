/** Rows drawn at a time: the window moves in steps of this many, so that most scrolled frames draw nothing new. */
const STEP = 4;
/** Rows drawn beyond either edge. */
const OVERSCAN = 6;

export interface RowRange {
  start: number;
  /** Exclusive. */
  end: number;
}

/** The first row of the step that `scrollTop` is in. */
export function stepAt(scrollTop: number, rowHeight: number): number {
  return Math.max(0, Math.floor(scrollTop / rowHeight / STEP) * STEP);
}

/** The rows to draw around what is visible. Heights in px. */
export function rangeAt(step: number, height: number, rowHeight: number, count: number): RowRange {
  const visible = Math.ceil(height / rowHeight) + STEP;
  const end = Math.min(count, step + visible + OVERSCAN);
  // Where the table has become shorter than it was scrolled, its end is drawn until the browser has caught up.
  return { start: Math.max(0, Math.min(step, count - visible) - OVERSCAN), end };
}

/** Where to scroll so that the row is wholly visible below the header; the same place where it is already. */
export function scrollTopFor(
  index: number,
  {
    scrollTop,
    height,
    rowHeight,
    headerHeight,
  }: { scrollTop: number; height: number; rowHeight: number; headerHeight: number },
): number {
  const top = index * rowHeight;
  if (top < scrollTop) return top;
  const lowest = top + rowHeight + headerHeight - height;
  return Math.max(scrollTop, lowest);
}
