import { useState } from 'react';
import classes from './budget.module.css';
import { useBudget } from './use-budget.ts';
import { announcement, standingOf } from './words.ts';

/** Says aloud when calls run low, are used up or are there again; nothing in between. Once on a page. */
export function BudgetAnnouncer() {
  const view = useBudget();
  const standing = standingOf(view);
  const [said, setSaid] = useState({ standing, sentence: '' });
  if (said.standing !== standing) {
    setSaid({ standing, sentence: announcement(said.standing, view) ?? '' });
  }
  return (
    <div role="status" className={classes.spoken}>
      {said.sentence}
    </div>
  );
}
