import { useMemo, useSyncExternalStore } from 'react';
import type { RowSource, TableRow } from './row-source.ts';
import type { Selection } from './selection.ts';

/** What the mouse and the keyboard do to a selection over the rows of one order. */
export function useSelecting<Row extends TableRow>(selection: Selection, source: RowSource<Row>) {
  const selected = useSyncExternalStore(selection.subscribe, selection.getSnapshot);
  const actions = useMemo(() => {
    // Answers may come late: only the last range asked for counts.
    let lastRange = 0;
    const extendTo = async (index: number) => {
      const range = ++lastRange;
      const anchored = selection.anchor === undefined ? -1 : await source.positionOf(selection.anchor);
      const from = anchored < 0 ? index : anchored;
      const ids = await source.ids(Math.min(from, index), Math.max(from, index) + 1);
      if (range !== lastRange) return;
      const [only] = ids;
      if (anchored < 0 && only !== undefined) selection.setAnchor(only);
      selection.extend(ids);
    };
    return {
      extendTo,
      selectAll: async () => selection.add(await source.ids()),
    };
  }, [selection, source]);
  return { selected, ...actions };
}
