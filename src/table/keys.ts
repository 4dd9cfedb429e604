/** What a key press on the table means. */
export type TableCommand =
  | { kind: 'move'; to: 'up' | 'down' | 'page-up' | 'page-down' | 'first' | 'last'; isExtending: boolean }
  | { kind: 'open'; isNewTab: boolean }
  | { kind: 'toggle' }
  | { kind: 'select-all' }
  | { kind: 'copy' }
  | { kind: 'escape' };

interface Press {
  key: string;
  shiftKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
}

const MOVES = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  PageUp: 'page-up',
  PageDown: 'page-down',
  Home: 'first',
  End: 'last',
} as const;

/** The command of a key press, or undefined: the browser's own meaning then stands. */
export function commandFor(press: Press): TableCommand | undefined {
  if (press.altKey) return undefined;
  const isCommand = press.ctrlKey || press.metaKey;
  if (press.key in MOVES) {
    // `in` above is the proof that the compiler does not take.
    return { kind: 'move', to: MOVES[press.key as keyof typeof MOVES], isExtending: press.shiftKey };
  }
  if (press.key === 'Enter') return { kind: 'open', isNewTab: isCommand };
  if (isCommand && !press.shiftKey) {
    const key = press.key.toLowerCase();
    if (key === 'a') return { kind: 'select-all' };
    if (key === 'c') return { kind: 'copy' };
    return undefined;
  }
  if (press.key === ' ') return { kind: 'toggle' };
  if (press.key === 'Escape') return { kind: 'escape' };
  return undefined;
}

/** The row a move leads to; undefined in an empty table. From nowhere, down is the first row and up the last. */
export function targetOf(
  to: Extract<TableCommand, { kind: 'move' }>['to'],
  active: number | undefined,
  count: number,
  pageRows: number,
): number | undefined {
  if (count === 0) return undefined;
  const clamp = (index: number) => Math.max(0, Math.min(count - 1, index));
  switch (to) {
    case 'first':
      return 0;
    case 'last':
      return count - 1;
    case 'up':
      return clamp(active === undefined ? count - 1 : active - 1);
    case 'down':
      return clamp(active === undefined ? 0 : active + 1);
    case 'page-up':
      return clamp((active ?? 0) - pageRows);
    case 'page-down':
      return clamp((active ?? -1) + pageRows);
  }
}
