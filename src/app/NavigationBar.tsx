import classes from './navigation-bar.module.css';
import { usePageTitle } from './page-title.ts';

/** Shows that another page is on its way, and says which page has come. */
export function NavigationBar({ isMoving }: { isMoving: boolean }) {
  const title = usePageTitle();
  return (
    <>
      {isMoving && <div className={classes.bar} aria-hidden />}
      <div role="status" className={classes.spoken}>
        {isMoving ? 'Loading' : (title ?? '')}
      </div>
    </>
  );
}
