import { IconMapOff } from '@tabler/icons-react';
import { Link, useLocation } from 'react-router';
import { paths } from '../../lib/paths.ts';
import classes from './not-found.module.css';

/** An address that leads nowhere. */
export function NotFoundPage() {
  const { pathname } = useLocation();
  return (
    <div className={classes.page}>
      <IconMapOff size={32} stroke={1.5} aria-hidden />
      <h1>Page not found</h1>
      <p>
        There is nothing at <code>{pathname}</code>. The link may be old, or a letter of the address is wrong.
      </p>
      <Link to={paths.devices()}>Go to the devices</Link>
    </div>
  );
}
