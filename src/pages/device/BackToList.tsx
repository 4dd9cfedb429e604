import { Link, useLocation } from 'react-router';
import { paths } from '../../lib/paths.ts';
import classes from './device-page.module.css';

/** The way back to the list as it was left: its search, filters, order and place. */
export function BackToList({ current }: { current?: string }) {
  const state: unknown = useLocation().state;
  const listSearch =
    typeof state === 'object' &&
    state !== null &&
    'listSearch' in state &&
    typeof state.listSearch === 'string'
      ? state.listSearch
      : '';
  return (
    <nav aria-label="Breadcrumb" className={classes.trail}>
      <ol>
        <li>
          <Link to={paths.devices(listSearch)} state={{ isReturning: true }}>
            Devices{listSearch !== '' && ' (your list)'}
          </Link>
        </li>
        {current !== undefined && (
          <li aria-current="page" title={current}>
            <bdi>{current}</bdi>
          </li>
        )}
      </ol>
    </nav>
  );
}
