import type { ReactNode } from 'react';
import classes from './states.module.css';

export type Tone = 'danger' | 'warning' | 'good' | 'neutral';

/** A state in words; the colour repeats what they say. */
export function StatusBadge({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <span className={classes.badge} data-tone={tone}>
      {children}
    </span>
  );
}
