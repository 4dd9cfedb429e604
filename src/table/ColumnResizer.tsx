import { useRef, type PointerEvent } from 'react';
import { clampWidth } from './columns.ts';
import classes from './virtual-table.module.css';

interface Props {
  minWidth: number | undefined;
  /** Undefined: back to the column's own width. */
  onResize: (width: number | undefined) => void;
}

/** The column's right edge to drag; a double click gives the column its own width back. */
export function ColumnResizer({ minWidth, onResize }: Props) {
  const drag = useRef<{ fromX: number; width: number }>(undefined);
  const frame = useRef(0);

  const begin = (event: PointerEvent<HTMLDivElement>) => {
    const cell = event.currentTarget.parentElement;
    if (cell === null || event.button !== 0) return;
    event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = { fromX: event.clientX, width: cell.offsetWidth };
  };
  const move = (event: PointerEvent) => {
    const from = drag.current;
    if (from === undefined) return;
    cancelAnimationFrame(frame.current);
    const width = clampWidth(from.width + event.clientX - from.fromX, minWidth);
    frame.current = requestAnimationFrame(() => onResize(width));
  };
  const end = () => {
    drag.current = undefined;
  };

  return (
    <div
      className={classes.resizer}
      aria-hidden
      title="Drag to change the width, double-click to reset it"
      onPointerDown={begin}
      onPointerMove={move}
      onPointerUp={end}
      onPointerCancel={end}
      onDoubleClick={() => onResize(undefined)}
    />
  );
}
