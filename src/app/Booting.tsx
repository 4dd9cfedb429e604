import { Loader } from '@mantine/core';
import classes from './booting.module.css';

/** While the first page is on its way; shown only when that takes more than a moment. */
export function Booting() {
  return (
    <div className={classes.booting} role="status" aria-label="Loading">
      <Loader size="sm" />
    </div>
  );
}
