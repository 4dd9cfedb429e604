import { useLayoutEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { rangeAt, scrollTopFor, stepAt } from './fixed-window.ts';

interface Options {
  count: number;
  /** px, the same for every row. */
  rowHeight: number;
  /** px at the top of the scroller that stay. */
  headerHeight: number;
  /** Where to begin, px. */
  initialOffset: number;
}

/**
 * Which rows to draw. All rows are equally high, so that nothing has to be measured or kept per row: a library that can
 * do more costs 10 kB in the first load.
 */
export function useFixedWindow(scroller: HTMLDivElement | null, options: Options) {
  const { count, rowHeight, headerHeight, initialOffset } = options;
  const [view, setView] = useState(() => ({
    step: stepAt(initialOffset, rowHeight),
    height: window.innerHeight,
  }));

  const begin = useRef(initialOffset);
  useLayoutEffect(
    function beginWhereThePersonWas() {
      if (scroller === null || begin.current === 0) return;
      scroller.scrollTo({ top: begin.current });
      begin.current = 0;
    },
    [scroller],
  );

  const shownHeight = useRef(rowHeight);
  useLayoutEffect(
    function keepTopRowThroughNewHeight() {
      if (shownHeight.current === rowHeight || scroller === null) return;
      scroller.scrollTo({ top: (scroller.scrollTop / shownHeight.current) * rowHeight });
      shownHeight.current = rowHeight;
    },
    [scroller, rowHeight],
  );

  useLayoutEffect(
    function followScrolling() {
      if (scroller === null) return;
      const look = () => {
        const next = { step: stepAt(scroller.scrollTop, rowHeight), height: scroller.clientHeight };
        setView((now) => (now.step === next.step && now.height === next.height ? now : next));
      };
      // Before the frame is painted: later, it would show a gap.
      const lookNow = () => flushSync(look);
      look();
      const observer = new ResizeObserver(look);
      observer.observe(scroller);
      scroller.addEventListener('scroll', lookNow, { passive: true });
      return () => {
        observer.disconnect();
        scroller.removeEventListener('scroll', lookNow);
      };
    },
    [scroller, rowHeight],
  );

  return {
    ...rangeAt(view.step, view.height, rowHeight, count),
    scrollTo: (index: number) => {
      if (scroller === null) return;
      const place = { scrollTop: scroller.scrollTop, height: scroller.clientHeight, rowHeight, headerHeight };
      scroller.scrollTo({ top: scrollTopFor(index, place) });
    },
  };
}
