import { UnstyledButton } from '@mantine/core';
import { IconDeviceMobile, IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useLocation } from 'react-router';
import { meQueries } from '../api/me.ts';
import { useAccount } from '../auth/use-session.ts';
import { BudgetGauge } from '../features/budget/BudgetGauge.tsx';
import { paths } from '../lib/paths.ts';
import { AccountButton } from './AccountButton.tsx';
import { Wordmark } from './Wordmark.tsx';
import classes from './rail.module.css';
import { COMMAND_KEY } from './shortcuts.ts';

interface Props {
  onOpenPalette: () => void;
  onOpenShortcuts: () => void;
}

/** The way between the pages, and at its foot what is left of the calls and who is signed in. */
export function Rail({ onOpenPalette, onOpenShortcuts }: Props) {
  const { pathname, search } = useLocation();
  const me = useQuery(meQueries.me(useAccount().id));
  const views = me.data?.saved_views ?? [];
  const isInViews = pathname === paths.devices() && views.some((view) => `?${view.query}` === search);
  return (
    <>
      <div className={classes.top}>
        <Wordmark />
      </div>
      <UnstyledButton className={classes.find} onClick={onOpenPalette} aria-haspopup="dialog">
        <IconSearch size={15} aria-hidden />
        <span>Find…</span>
        <kbd className={classes.key}>{COMMAND_KEY} K</kbd>
      </UnstyledButton>
      <nav className={classes.scroll} aria-label="Main">
        <ul className={classes.list}>
          <li>
            <Link
              to={paths.devices()}
              className={classes.link}
              aria-current={pathname.startsWith(paths.devices()) && !isInViews ? 'page' : undefined}
            >
              <IconDeviceMobile size={18} stroke={1.75} aria-hidden />
              Devices
            </Link>
            {views.length > 0 && (
              <ul className={`${classes.list} ${classes.views}`} aria-label="Saved views">
                {views.map((view) => (
                  <li key={view.name}>
                    <Link
                      to={paths.devices(view.query)}
                      className={classes.link}
                      title={view.name}
                      aria-current={isInViews && `?${view.query}` === search ? 'page' : undefined}
                    >
                      <span>{view.name}</span>
                    </Link>
                  </li>
                ))}
              </ul>
            )}
          </li>
        </ul>
      </nav>
      <div className={classes.foot}>
        <BudgetGauge isCurrent={pathname === paths.budget()} />
        <AccountButton role={me.data?.role} onOpenShortcuts={onOpenShortcuts} />
      </div>
    </>
  );
}
