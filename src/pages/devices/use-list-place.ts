import { useCallback, useState } from 'react';
import { NavigationType, useLocation, useNavigationType } from 'react-router';
import type { TablePosition } from '../../table/table-props.ts';
import { keepListPosition, readListPosition } from './list-position.ts';
import type { TableStateStore } from './table-state-store.ts';

/** Where the person was in this list: restored after Back, a reload and the link back from a device, and on no other way in. */
export function useListPlace(store: TableStateStore) {
  const location = useLocation();
  const navigationType = useNavigationType();
  const [initial] = useState(() => {
    const state: unknown = location.state;
    const isReturning = typeof state === 'object' && state !== null && 'isReturning' in state;
    if (navigationType !== NavigationType.Pop && !isReturning) return undefined;
    return readListPosition(store.search);
  });
  const keep = useCallback((position: TablePosition) => keepListPosition(store.search, position), [store]);
  return { initial, keep };
}
