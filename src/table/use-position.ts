import { useLayoutEffect, useRef } from 'react';
import type { TablePosition } from './table-props.ts';

/** Hands over where the person was when the table or the page goes away. */
export function usePosition(
  scroller: HTMLDivElement | null,
  activeId: string | undefined,
  onLeave: (position: TablePosition) => void,
) {
  const active = useRef(activeId);
  useLayoutEffect(function rememberActiveRow() {
    active.current = activeId;
  });
  useLayoutEffect(
    function handOverPosition() {
      const element = scroller;
      const leave = () => onLeave({ scrollTop: element?.scrollTop ?? 0, activeId: active.current });
      window.addEventListener('pagehide', leave);
      return () => {
        window.removeEventListener('pagehide', leave);
        leave();
      };
    },
    [scroller, onLeave],
  );
}
