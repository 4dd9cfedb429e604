import type { TablePosition } from '../../table/table-props.ts';

const KEY = 'muster.devices.position';

/** Where the person was in the list, for the address it had; in this tab only, also over a reload. */
export function keepListPosition(search: string, position: TablePosition): void {
  try {
    sessionStorage.setItem(KEY, JSON.stringify({ search, ...position }));
  } catch {
    // Storage may be full or switched off: the list then opens at its top.
  }
}

/** The position kept for this address; undefined for any other. */
export function readListPosition(search: string): TablePosition | undefined {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? 'null');
    if (typeof kept !== 'object' || kept === null) return undefined;
    if (!('search' in kept) || kept.search !== search) return undefined;
    const scrollTop = 'scrollTop' in kept && typeof kept.scrollTop === 'number' ? kept.scrollTop : 0;
    const activeId = 'activeId' in kept && typeof kept.activeId === 'string' ? kept.activeId : undefined;
    return { scrollTop, activeId };
  } catch {
    return undefined;
  }
}
