import { RESERVE } from '../../api/budget/ledger.ts';
import { FRESH_MINUTES, type FreshMinutes, type Resource } from '../../api/budget/settings.ts';
import type { BudgetView } from '../../features/budget/budget-view.ts';
import { useSettings } from '../../features/budget/use-settings.ts';
import { formatCount } from '../../ui/format.ts';
import classes from './budget-page.module.css';

const RESOURCE_LABELS: readonly (readonly [Resource, string])[] = [
  ['devices', 'Device list'],
  ['device', 'A device'],
];

/** How old things may be, and whether anything is fetched before it is asked for. */
export function SettingsSection({ view }: { view: BudgetView }) {
  const { settings, change } = useSettings();
  const { freshMinutes, isBackgroundOn } = settings;
  return (
    <section className={`${classes.section} ${classes.wide}`} aria-labelledby="budget-settings">
      <h2 id="budget-settings">Settings of this browser</h2>
      <div className={classes.halves}>
        <div>
          <h3 className={classes.sub}>How old things may be</h3>
          <p className={classes.plain}>
            What is younger is shown as it is, without a call. Older things are shown as well, and asked for
            anew behind them. Longer saves calls.
          </p>
          {RESOURCE_LABELS.map(([resource, label]) => (
            <FreshChoice
              key={resource}
              label={label}
              name={`fresh-${resource}`}
              value={freshMinutes[resource]}
              onChange={(minutes) =>
                change({ ...settings, freshMinutes: { ...freshMinutes, [resource]: minutes } })
              }
            />
          ))}
        </div>
        <div>
          <h3 className={classes.sub}>Fetching ahead</h3>
          <label className={classes.check}>
            <input
              type="checkbox"
              checked={isBackgroundOn}
              aria-describedby="background-means"
              onChange={(event) => change({ ...settings, isBackgroundOn: event.target.checked })}
            />
            Load in the background
          </label>
          <p id="background-means" className={classes.plain}>
            {isBackgroundOn
              ? 'On: what will probably be asked for next is fetched ahead, while there are plenty of calls.'
              : 'Off: nothing is fetched before somebody asks for it. That saves calls, and pages fill more slowly.'}
          </p>
          {!view.isUnlimited && <Reserve view={view} />}
        </div>
      </div>
    </section>
  );
}

/** What is kept back, and for what, in calls. */
function Reserve({ view: { minute, day } }: { view: BudgetView }) {
  const keep = (priority: 'visible' | 'background') =>
    [
      formatCount(Math.floor(minute.limit * RESERVE[priority].minute)),
      formatCount(Math.floor(day.limit * RESERVE[priority].day)),
    ] as const;
  const background = keep('background');
  const visible = keep('visible');
  return (
    <p className={classes.plain}>
      The reserve: the last {background[0]} calls of a minute and {background[1]} of a day are never spent on
      loading in the background. The last {visible[0]} and {visible[1]} are kept for what somebody clicks on.
    </p>
  );
}

interface FreshChoiceProps {
  label: string;
  name: string;
  value: FreshMinutes;
  onChange: (minutes: FreshMinutes) => void;
}

function FreshChoice({ label, name, value, onChange }: FreshChoiceProps) {
  return (
    <fieldset className={classes.choice}>
      <legend>{label}</legend>
      <div className={classes.segments}>
        {FRESH_MINUTES.map((minutes) => (
          <label key={minutes}>
            <input type="radio" name={name} checked={minutes === value} onChange={() => onChange(minutes)} />
            {minutes} min
          </label>
        ))}
      </div>
    </fieldset>
  );
}
