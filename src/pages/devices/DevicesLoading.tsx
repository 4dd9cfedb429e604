import { LimitWait } from '../../features/budget/LimitWait.tsx';
import type { LoadProgress } from '../../features/devices/inventory-types.ts';
import { formatBytes, plural } from '../../ui/format.ts';
import classes from './devices-page.module.css';

const ROWS = Array.from({ length: 30 }, (_, row) => row);
/** Widths of the grey bars, in px, so that the rows look like rows and not like a fence. */
const BARS = [150, 190, 120, 170];

interface Props {
  progress: LoadProgress | undefined;
  /** Where the list has to wait for the limit: until when, ms since 1970. */
  waitsUntil?: number | undefined;
}

/** The shape of the table while the list is on its way; the table then comes to stand in the same place. */
export function DevicesLoading({ progress, waitsUntil }: Props) {
  return (
    <>
      <div className={classes.toolbar}>
        <p className={classes.loading} role="status">
          {waitsUntil !== undefined ? <LimitWait until={waitsUntil} /> : progressWords(progress)}
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

function progressWords(progress: LoadProgress | undefined): string {
  if (progress === undefined || progress.rows === 0) return 'Loading devices…';
  return `Loading devices… ${plural(progress.rows, 'device')}, ${formatBytes(progress.receivedBytes)}`;
}
