import classes from './device-page.module.css';

/** How full the storage is, drawn; the words beside it say the same. */
export function StorageBar({ used, capacity }: { used: number; capacity: number }) {
  const share = capacity <= 0 ? 0 : Math.min(1, used / capacity);
  return (
    <span className={classes.bar} aria-hidden data-full={share > 0.9 || undefined}>
      <span style={{ width: `${share * 100}%` }} />
    </span>
  );
}
