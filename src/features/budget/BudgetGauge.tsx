import { IconAlertTriangle, IconLock } from '@tabler/icons-react';
import { Link } from 'react-router';
import { paths } from '../../lib/paths.ts';
import { formatCount } from '../../ui/format.ts';
import type { WindowView } from './budget-view.ts';
import classes from './budget.module.css';
import { useBudget } from './use-budget.ts';
import { gaugeHint, leftWords, resetWords } from './words.ts';

/** What is left of the calls, small, on every page; leads to the page that tells more. As high in every state. */
export function BudgetGauge({ isCurrent }: { isCurrent: boolean }) {
  const view = useBudget();
  const { now, minute, day, today } = view;
  const made = Object.values(today.calls).reduce((sum, calls) => sum + calls, 0);
  return (
    <Link
      to={paths.budget()}
      className={classes.gauge}
      title={gaugeHint(view)}
      aria-current={isCurrent ? 'page' : undefined}
    >
      {view.isUnlimited ? (
        <>
          <span className={classes.caption}>API calls</span>
          <span className={classes.line}>
            <span>Limit</span>
            <span>None</span>
          </span>
          <span className={classes.line}>
            <span>Made here today</span>
            <span>{formatCount(made)}</span>
          </span>
        </>
      ) : (
        <>
          <span className={classes.caption}>API calls left</span>
          <GaugeLine label="Minute" window={minute} now={now} />
          <GaugeLine label="Day" window={day} now={now} />
        </>
      )}
    </Link>
  );
}

function GaugeLine({ label, window, now }: { label: string; window: WindowView; now: number }) {
  return (
    <span className={classes.window} data-level={window.level}>
      <span className={classes.line}>
        <span>{label}</span>
        <span className={classes.left}>
          <LevelIcon window={window} />
          {leftWords(window, now)}
          <span className={classes.spoken}>, {resetWords(window)}.</span>
        </span>
      </span>
      <Meter window={window} />
    </span>
  );
}

/** A shape beside the words where calls run low or are gone. */
export function LevelIcon({ window: { level } }: { window: WindowView }) {
  if (level === 'plenty') return null;
  const Icon = level === 'low' ? IconAlertTriangle : IconLock;
  return <Icon size={13} stroke={2} aria-hidden className={classes.levelIcon} />;
}

/** What is left as a bar; the words beside it say the same. */
export function Meter({ window: { limit, remaining, opensAt } }: { window: WindowView }) {
  const part = opensAt !== undefined || limit === 0 ? 0 : remaining / limit;
  return (
    <span className={classes.meter} aria-hidden>
      <span style={{ width: `${Math.min(1, part) * 100}%` }} />
    </span>
  );
}
