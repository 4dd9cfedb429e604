import { useEffect, useLayoutEffect, useRef, type ReactNode } from 'react';
import { placeBeside } from './place-beside.ts';
import classes from './popup.module.css';

interface Props {
  /** What was clicked to open it; focus goes back there. */
  anchor: HTMLElement;
  label: string;
  /** px */
  width?: number;
  onClose: () => void;
  children: ReactNode;
}

const FOCUSABLE = 'input, button, select, textarea, a[href], [tabindex="0"]';

/**
 * A panel beside a button, in the browser's top layer; a sheet at the foot on a phone. The browser's own popover rather
 * than Mantine's: it needs no positioning library in the first load.
 */
export function Popup({ anchor, label, width = 280, onClose, children }: Props) {
  const ref = useRef<HTMLDivElement>(null);

  useLayoutEffect(
    function showBesideAnchor() {
      const popup = ref.current;
      if (popup === null) return;
      const place = () => {
        const viewport = { width: window.innerWidth, height: window.innerHeight };
        const spot = placeBeside(
          anchor.getBoundingClientRect(),
          { width, height: popup.scrollHeight },
          viewport,
        );
        popup.style.setProperty('--popup-top', `${spot.top}px`);
        popup.style.setProperty('--popup-left', `${spot.left}px`);
        popup.style.setProperty('--popup-max-height', `${spot.maxHeight}px`);
      };
      popup.showPopover();
      place();
      (
        popup.querySelector<HTMLElement>('[data-autofocus]') ?? popup.querySelector<HTMLElement>(FOCUSABLE)
      )?.focus();
      const observer = new ResizeObserver(place);
      observer.observe(popup);
      window.addEventListener('resize', place);
      return () => {
        observer.disconnect();
        window.removeEventListener('resize', place);
        const hadFocus = popup.contains(document.activeElement);
        if (popup.isConnected) popup.hidePopover();
        if (hadFocus && anchor.isConnected) anchor.focus();
      };
    },
    [anchor, width],
  );

  useEffect(
    function closeFromOutside() {
      const isOutside = (target: EventTarget | null) =>
        target instanceof Node &&
        ref.current?.contains(target) === false &&
        !anchor.contains(target) &&
        !isInInterruption(target);
      const closeOnPress = (event: PointerEvent) => {
        if (isOutside(event.target)) onClose();
      };
      const closeOnEscape = (event: KeyboardEvent) => {
        if (event.key !== 'Escape' || isInInterruption(event.target)) return;
        event.stopPropagation();
        onClose();
      };
      document.addEventListener('pointerdown', closeOnPress, true);
      document.addEventListener('keydown', closeOnEscape, true);
      return () => {
        document.removeEventListener('pointerdown', closeOnPress, true);
        document.removeEventListener('keydown', closeOnEscape, true);
      };
    },
    [anchor, onClose],
  );

  return (
    <div
      ref={ref}
      popover="manual"
      role="dialog"
      aria-label={label}
      className={classes.popup}
      style={
        { '--popup-width': `${width}px` } as React.CSSProperties /* custom properties are not in the type */
      }
      onBlur={(event) => {
        const next = event.relatedTarget;
        if (next === null || event.currentTarget.contains(next) || anchor.contains(next)) return;
        if (!isInInterruption(next)) onClose();
      }}
    >
      {children}
    </div>
  );
}

/** A dialog that has to be dealt with first (the session ended): what was typed into the popup is wanted after it. */
function isInInterruption(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('dialog[data-stays]') !== null;
}
