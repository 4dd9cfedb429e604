import { useLayoutEffect, useRef, type ReactNode } from 'react';
import classes from './modal.module.css';

interface Props {
  label: string;
  /** Absent: it stays until what it asks for is done. */
  onClose?: () => void;
  /** A press beside it does not close it: what was typed into it would be lost. */
  keepsOnPress?: boolean;
  /** In place of the look of a box in the middle. */
  className?: string;
  children: ReactNode;
}

/**
 * The browser's own modal dialog: it keeps the focus inside, gives it back afterwards, and makes what is behind it
 * unreachable, all without a library in the first load.
 */
export function Modal({
  label,
  onClose,
  keepsOnPress = false,
  className = classes.box ?? '',
  children,
}: Props) {
  const ref = useRef<HTMLDialogElement>(null);
  useLayoutEffect(function showModal() {
    const dialog = ref.current;
    dialog?.showModal();
    return () => dialog?.close();
  }, []);
  return (
    <dialog
      ref={ref}
      aria-label={label}
      data-stays={onClose === undefined || undefined}
      className={`${classes.base} ${className}`}
      onCancel={(event) => {
        event.preventDefault();
        onClose?.();
      }}
      // A second Escape closes a dialog in some browsers whatever `cancel` said.
      onClose={(event) => {
        if (onClose === undefined && event.currentTarget.isConnected) event.currentTarget.showModal();
        else onClose?.();
      }}
      onPointerDown={(event) => {
        if (!keepsOnPress && event.target === event.currentTarget && isOutside(event)) onClose?.();
      }}
    >
      {children}
    </dialog>
  );
}

/** The backdrop belongs to the dialog, so only the place tells a press on it from one on the padding. */
function isOutside(event: React.PointerEvent): boolean {
  const box = event.currentTarget.getBoundingClientRect();
  return (
    event.clientX < box.left ||
    event.clientX > box.right ||
    event.clientY < box.top ||
    event.clientY > box.bottom
  );
}
