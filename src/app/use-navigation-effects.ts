import { useEffect, useLayoutEffect, useRef } from 'react';
import { NavigationType, useLocation, useNavigationType } from 'react-router';
import { usePageTitle } from './page-title.ts';

/** How far each visited page was scrolled, by the key of its history entry; gone with the tab. */
const scrolledTo = new Map<string, number>();

/**
 * What a browser does by itself when one document follows another: the title, the scroll position and where a screen
 * reader goes on. A page may set a title of its own afterwards (the name of a device).
 */
export function useNavigationEffects(main: React.RefObject<HTMLElement | null>): void {
  const title = usePageTitle();
  const { pathname, key } = useLocation();
  const navigationType = useNavigationType();

  // Before the effects of the page, so that a title of its own wins.
  useLayoutEffect(
    function setTitle() {
      document.title = title === undefined ? 'Muster' : `${title} · Muster`;
    },
    [title, pathname],
  );

  const shownPath = useRef<string>(undefined);
  useLayoutEffect(
    function keepScrollPosition() {
      const element = main.current;
      if (element === null) return;
      // Another filter in the address is the same page. The table restores its own; this is for pages that scroll whole.
      if (shownPath.current !== pathname) {
        const isBack = navigationType === NavigationType.Pop;
        element.scrollTo({ top: isBack ? (scrolledTo.get(key) ?? 0) : 0 });
      }
      shownPath.current = pathname;
      return () => {
        scrolledTo.set(key, element.scrollTop);
      };
    },
    [pathname, key, navigationType, main],
  );

  const firstPath = useRef<string | undefined>(pathname);
  useEffect(
    function moveFocus() {
      // The browser itself says where it is on the first page.
      if (firstPath.current === pathname) return;
      firstPath.current = undefined;
      const element = main.current;
      // A page that has already put the focus somewhere (the row one came from) knows better.
      if (element === null || element.contains(document.activeElement)) return;
      const heading = element.querySelector<HTMLElement>('h1');
      if (heading !== null && !heading.hasAttribute('tabindex')) heading.tabIndex = -1;
      (heading ?? element).focus({ preventScroll: true });
    },
    [pathname, main],
  );
}
