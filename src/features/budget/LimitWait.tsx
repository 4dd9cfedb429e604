import { exactTime } from '../../ui/relative-time.ts';
import classes from './budget.module.css';
import { useBudgetNow } from './use-budget.ts';
import { clockWords, inWords, whenWords } from './words.ts';

/** "Waiting for the API’s limit: goes on in 23 s". Inside a live region it is said once: only what is shown counts down. */
export function LimitWait({ until }: { until: number }) {
  const now = useBudgetNow();
  return (
    <>
      Waiting for the API’s limit: goes on <span aria-hidden>{inWords(until, now)}</span>
      <span className={classes.spoken}>at {clockWords(until)}</span>
    </>
  );
}

/** "Tried again by itself in 4 min." */
export function AskedAgain({ at }: { at: number }) {
  const now = useBudgetNow();
  return (
    <>
      Tried again by itself{' '}
      <time dateTime={new Date(at).toISOString()} title={exactTime(at)} aria-hidden>
        {whenWords(at, now)}
      </time>
      <span className={classes.spoken}>at {clockWords(at)}</span>.
    </>
  );
}
