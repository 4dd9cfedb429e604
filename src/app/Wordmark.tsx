import { Link } from 'react-router';
import { Mark } from '../features/session/Mark.tsx';
import { paths } from '../lib/paths.ts';
import classes from './rail.module.css';

/** The name of the product; leads to the start page. */
export function Wordmark() {
  return (
    <Link to={paths.home()} className={classes.wordmark} aria-label="Muster, start page">
      <Mark size={22} />
      Muster
    </Link>
  );
}
