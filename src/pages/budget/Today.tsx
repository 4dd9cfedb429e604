import type { BudgetView } from '../../features/budget/budget-view.ts';
import { formatCount, plural } from '../../ui/format.ts';
import classes from './budget-page.module.css';
import { callsOf, countsByPurpose, savedOf } from './day-figures.ts';

/** What this browser called for today, what it did not have to, and what it gave up. */
export function Today({ view: { today } }: { view: BudgetView }) {
  const counts = countsByPurpose(today);
  const sum = callsOf(today);
  const most = counts[0]?.calls ?? 1;
  const { kept, merged, otherTab } = today.saved;
  return (
    <section className={classes.section} aria-labelledby="budget-today">
      <h2 id="budget-today">Calls made by this browser today</h2>
      {counts.length === 0 ? (
        <p className={classes.plain}>
          None yet. Opening Devices costs one, opening a device another; what this browser keeps costs none.
        </p>
      ) : (
        <table className={classes.table} aria-labelledby="budget-today">
          <thead>
            <tr>
              <th scope="col">For</th>
              <th scope="col" className={classes.number}>
                Calls
              </th>
              <td className={classes.barColumn} />
            </tr>
          </thead>
          <tbody>
            {counts.map(({ purpose, label, calls }) => (
              <tr key={purpose}>
                <th scope="row">{label}</th>
                <td className={classes.number}>{formatCount(calls)}</td>
                <td className={classes.barColumn}>
                  <Bar part={calls / most} />
                </td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">All</th>
              <td className={classes.number}>{formatCount(sum)}</td>
              <td className={classes.barColumn} />
            </tr>
          </tfoot>
        </table>
      )}
      <h3 className={classes.sub}>Saved</h3>
      <p className={classes.plain}>
        <strong>{plural(savedOf(today), 'question')}</strong> answered without a call
        {savedOf(today) === 0 ? '.' : ':'}
      </p>
      {savedOf(today) > 0 && (
        <dl className={classes.facts}>
          <Fact label="From what this browser keeps" count={kept} />
          <Fact label="By a call already under way" count={merged} />
          <Fact label="By the call of another tab" count={otherTab} />
        </dl>
      )}
      {today.held > 0 && (
        <>
          <h3 className={classes.sub}>Held back</h3>
          <p className={classes.plain}>
            <strong>{plural(today.held, 'call')}</strong> not made because the day ran short, so that what is
            left is there for what people ask for.
          </p>
        </>
      )}
    </section>
  );
}

function Fact({ label, count }: { label: string; count: number }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{formatCount(count)}</dd>
    </div>
  );
}

/** A number as a length; the number itself stands beside it. */
export function Bar({ part }: { part: number }) {
  return (
    <span className={classes.bar} aria-hidden>
      <span style={{ width: `${part * 100}%` }} />
    </span>
  );
}
