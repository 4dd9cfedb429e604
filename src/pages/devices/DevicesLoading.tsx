import type { LoadProgress } from '../../features/devices/inventory-types.ts';
import { formatBytes, plural } from '../../ui/format.ts';
import classes from './devices-page.module.css';

const ROWS = Array.from({ length: 30 }, (_, row) => row);
/** Widths of the grey bars, in px, so that the rows look like rows and not like a fence. */
const BARS = [150, 190, 120, 170];

/** The shape of the table while the list is on its way; the table then comes to stand in the same place. */
export function DevicesLoading({ progress }: { progress: LoadProgress | undefined }) {
  return (
    <>
      <div className={classes.toolbar}>
        <p className={classes.loading} role="status">
          {progress === undefined || progress.rows === 0
            ? 'Loading devices…'
            : `Loading devices… ${plural(progress.rows, 'device')}, ${formatBytes(progress.receivedBytes)}`}
        </p>
      </div>
      <div className={classes.skeleton} aria-hidden>
        <div className={classes.skeletonHead} />
        {ROWS.map((row) => (
          <div key={row} className={classes.skeletonRow}>
            {[0, 1, 2].map((bar) => (
              <span key={bar} style={{ width: BARS[(row + bar) % BARS.length] }} />
            ))}
          </div>
        ))}
      </div>
    </>
  );
}
