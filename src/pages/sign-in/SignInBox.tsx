import { useEffect, type ReactNode } from 'react';
import { Mark } from '../../features/session/Mark.tsx';
import classes from './sign-in.module.css';

/** The frame of the pages around signing in and out. */
export function SignInBox({ title, children }: { title: string; children: ReactNode }) {
  useEffect(
    function setTitle() {
      document.title = `${title} · Muster`;
    },
    [title],
  );
  return (
    <main className={classes.page}>
      <div className={classes.box}>
        <div className={classes.mark}>
          <Mark size={24} />
          Muster
        </div>
        <h1>{title}</h1>
        {children}
      </div>
    </main>
  );
}
