import { Link } from 'react-router';
import { paths } from '../lib/paths.ts';
import classes from './rail.module.css';

/** The name of the product; leads to the start page. */
export function Wordmark() {
  return (
    <Link to={paths.home()} className={classes.wordmark} aria-label="Muster, start page">
      <svg viewBox="0 0 32 32" width="22" height="22" aria-hidden focusable="false">
        <rect width="32" height="32" rx="7" fill="#3b5bdb" />
        <g fill="#fff">
          <rect x="7" y="8" width="5" height="16" rx="1.5" />
          <rect x="13.5" y="8" width="5" height="16" rx="1.5" opacity="0.75" />
          <rect x="20" y="8" width="5" height="16" rx="1.5" opacity="0.5" />
        </g>
      </svg>
      Muster
    </Link>
  );
}
