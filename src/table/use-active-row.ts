import { useEffect, useState } from 'react';
import type { RowSource, TableRow } from './row-source.ts';

export interface ActiveRow {
  index: number;
  /** Absent while the row at this place is not loaded yet. */
  id: string | undefined;
}

/** The row the keyboard is on. It is a row, not a place: in another order it is looked up again. */
export function useActiveRow<Row extends TableRow>(source: RowSource<Row>, initialId: string | undefined) {
  const [active, setActive] = useState<ActiveRow | undefined>(
    initialId === undefined ? undefined : { index: -1, id: initialId },
  );
  const id = active?.id;

  useEffect(
    function followRow() {
      if (id === undefined) return;
      let isCurrent = true;
      source.positionOf(id).then(
        (index) => {
          if (!isCurrent) return;
          setActive((now) => {
            if (now?.id !== id || now.index === index) return now;
            return index < 0 ? undefined : { index, id };
          });
        },
        // The order is gone already; the next one asks again.
        () => undefined,
      );
      return () => {
        isCurrent = false;
      };
    },
    [id, source],
  );
  return [active, setActive] as const;
}
