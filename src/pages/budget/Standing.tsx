import { LevelIcon, Meter } from '../../features/budget/BudgetGauge.tsx';
import type { BudgetView, WindowView } from '../../features/budget/budget-view.ts';
import { inWords } from '../../features/budget/words.ts';
import { formatCount } from '../../ui/format.ts';
import { exactTime } from '../../ui/relative-time.ts';
import classes from './budget-page.module.css';

/** Both windows of the limit as they stand now. */
export function Standing({ view }: { view: BudgetView }) {
  return (
    <section className={`${classes.section} ${classes.wide}`} aria-labelledby="budget-now">
      <h2 id="budget-now">Left now</h2>
      {view.isUnlimited ? (
        <p className={classes.plain}>
          <strong>No limit.</strong> The service sets none. What this browser calls for is counted below all
          the same.
        </p>
      ) : (
        <div className={classes.windows}>
          <StandingWindow label="This minute" window={view.minute} now={view.now} />
          <StandingWindow label="Today" window={view.day} now={view.now} />
        </div>
      )}
    </section>
  );
}

const LEVEL_WORDS = { plenty: undefined, low: 'Low', 'used-up': 'Used up', locked: 'Locked' } as const;

function StandingWindow({ label, window, now }: { label: string; window: WindowView; now: number }) {
  const { level, limit, remaining, resetsAt, opensAt, isTold } = window;
  const word = LEVEL_WORDS[level];
  const isUntouched = remaining === limit && opensAt === undefined;
  const ends = opensAt ?? resetsAt;
  return (
    <div className={classes.window} data-level={level}>
      <h3>{label}</h3>
      <p className={classes.figure}>
        <strong>{formatCount(level === 'used-up' ? 0 : remaining)}</strong> of {formatCount(limit)}
        {word !== undefined && (
          <span className={classes.level}>
            <LevelIcon window={window} />
            {word}
          </span>
        )}
      </p>
      <Meter window={window} />
      <p className={classes.small}>
        {isUntouched ? (
          'None used.'
        ) : (
          <>
            {opensAt === undefined ? 'All there again' : 'Calls again'} {inWords(ends, now)} (
            <time dateTime={new Date(ends).toISOString()}>{exactTime(ends)}</time>).
          </>
        )}
      </p>
      <p className={classes.small}>
        {isTold ? 'Told by the service.' : 'Counted here, after the documented limit.'}
      </p>
    </div>
  );
}
