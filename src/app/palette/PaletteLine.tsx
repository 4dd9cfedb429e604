import { useEffect, useRef } from 'react';
import type { Line } from './lines.ts';
import classes from './palette.module.css';

interface Props {
  id: string;
  line: Line;
  isFirstOfGroup: boolean;
  isActive: boolean;
  onPoint: () => void;
  onChoose: () => void;
}

/** One choice. The keyboard stays in the search field, which names the active one. */
export function PaletteLine({ id, line, isFirstOfGroup, isActive, onPoint, onChoose }: Props) {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(
    function keepInSight() {
      if (isActive) ref.current?.scrollIntoView({ block: 'nearest' });
    },
    [isActive],
  );
  return (
    <>
      {isFirstOfGroup && (
        <div role="presentation" className={classes.group}>
          {line.group}
        </div>
      )}
      <div
        ref={ref}
        id={id}
        role="option"
        aria-selected={isActive}
        className={classes.line}
        onMouseMove={isActive ? undefined : onPoint}
        onClick={onChoose}
      >
        <span className={classes.label}>{line.label}</span>
        {line.hint !== undefined && <span className={classes.hint}>{line.hint}</span>}
      </div>
    </>
  );
}
