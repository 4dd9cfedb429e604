import type { ComponentType, ReactNode } from 'react';
import classes from './states.module.css';

interface Props {
  icon?: ComponentType<{ size?: number; className?: string | undefined; stroke?: number }>;
  title: string;
  children?: ReactNode;
  /** What to do next. */
  actions?: ReactNode;
}

/** Nothing here, why, and the next step. */
export function EmptyState({ icon: Icon, title, children, actions }: Props) {
  return (
    <div className={classes.state}>
      {Icon && <Icon size={32} stroke={1.5} className={classes.icon} />}
      <h2 className={classes.title}>{title}</h2>
      {children !== undefined && <p className={classes.text}>{children}</p>}
      {actions !== undefined && <div className={classes.actions}>{actions}</div>}
    </div>
  );
}
