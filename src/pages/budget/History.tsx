import type { BudgetView } from '../../features/budget/budget-view.ts';
import { formatCount } from '../../ui/format.ts';
import { Bar } from './Today.tsx';
import classes from './budget-page.module.css';
import { dateWords, daysUntil } from './day-figures.ts';

/** The last two weeks of this browser, a line a day. */
export function History({ view: { today, days } }: { view: BudgetView }) {
  const shown = daysUntil(today.date, days);
  if (shown.every(({ calls, saved, held }) => calls + saved + held === 0)) {
    return (
      <section className={classes.section} aria-labelledby="budget-history">
        <h2 id="budget-history">The last 14 days</h2>
        <p className={classes.plain}>
          Nothing yet. Every day on which this browser is used gets a line here.
        </p>
      </section>
    );
  }
  const most = Math.max(1, ...shown.map(({ calls }) => calls));
  return (
    <section className={classes.section} aria-labelledby="budget-history">
      <h2 id="budget-history">The last 14 days</h2>
      <table className={classes.table} aria-labelledby="budget-history">
        <thead>
          <tr>
            <th scope="col">Day</th>
            <th scope="col" className={classes.number}>
              Calls
            </th>
            <td className={classes.barColumn} />
            <th scope="col" className={classes.number}>
              Saved
            </th>
            <th scope="col" className={classes.number}>
              Held back
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ date, calls, saved, held }) => (
            <tr key={date}>
              <th scope="row">{date === today.date ? 'Today' : dateWords(date)}</th>
              <td className={classes.number}>{formatCount(calls)}</td>
              <td className={classes.barColumn}>
                <Bar part={calls / most} />
              </td>
              <td className={classes.number}>{formatCount(saved)}</td>
              <td className={classes.number}>{formatCount(held)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={classes.small}>
        What happened before the first line is not known here. Signing out forgets all of it.
      </p>
    </section>
  );
}
