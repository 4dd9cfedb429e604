import { useEffect, useState } from 'react';
import { budgetLedger } from '../../api/budget/create-budget.ts';
import { storageStatus } from '../../api/stored-data.ts';
import { useBudget } from '../../features/budget/use-budget.ts';
import { History } from './History.tsx';
import { SettingsSection } from './SettingsSection.tsx';
import { Standing } from './Standing.tsx';
import { Today } from './Today.tsx';
import classes from './budget-page.module.css';

/** What is left of the calls, what they were for, what was saved, and what the person decides about them. */
export function BudgetPage() {
  const view = useBudget();
  const isLoaded = useLoadedLedger();
  return (
    <div className={classes.page} aria-busy={!isLoaded}>
      <header className={classes.header}>
        <h1>API budget</h1>
        <p>
          The service counts the calls of the whole organisation together: everybody’s, in every tab and in
          every program. What is used up here is missing elsewhere.
        </p>
      </header>
      {isLoaded && storageStatus().failures > 0 && (
        <p className={classes.notice} role="status">
          This browser does not keep data (its storage is full or blocked), so what is counted here begins
          with the opening of the page. What the service tells is right all the same.
        </p>
      )}
      {isLoaded ? (
        <div className={classes.columns}>
          <Standing view={view} />
          <Today view={view} />
          <History view={view} />
          <SettingsSection view={view} />
        </div>
      ) : (
        <Loading />
      )}
    </div>
  );
}

/** Grey shapes where the numbers come to stand. */
function Loading() {
  return (
    <div className={classes.columns}>
      <p className={classes.spoken} role="status">
        Loading the API budget…
      </p>
      {['a', 'b', 'c', 'd'].map((key) => (
        <div key={key} className={classes.skeleton} aria-hidden />
      ))}
    </div>
  );
}

/** Whether what this browser kept of former visits is there; it comes in a moment, or not at all. */
function useLoadedLedger(): boolean {
  const [isLoaded, setIsLoaded] = useState(false);
  useEffect(function takeStoredLedger() {
    let isWanted = true;
    void budgetLedger()
      .load()
      .then(() => {
        if (isWanted) setIsLoaded(true);
      });
    return () => {
      isWanted = false;
    };
  }, []);
  return isLoaded;
}
