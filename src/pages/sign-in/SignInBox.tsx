import { useEffect, type ReactNode } from 'react';
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
          <img src="/favicon.svg" alt="" width={24} height={24} />
          Muster
        </div>
        <h1>{title}</h1>
        {children}
      </div>
    </main>
  );
}
