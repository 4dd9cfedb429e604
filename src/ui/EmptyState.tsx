import type { ComponentType, ReactNode } from 'react';
import classes from './states.module.css';

interface Props {
  icon?: ComponentType<{ size?: number; className?: string | undefined; stroke?: number }>;
  title: string;
  /** True where it is all there is on the page: the title is then the page's heading. */
  isWholePage?: boolean;
  children?: ReactNode;
  /** What to do next. */
  actions?: ReactNode;
}

/** Nothing here, why, and the next step. */
export function EmptyState({ icon: Icon, title, isWholePage = false, children, actions }: Props) {
  const Heading = isWholePage ? 'h1' : 'h2';
  return (
    <div className={classes.state}>
      {Icon && <Icon size={32} stroke={1.5} className={classes.icon} />}
      <Heading className={classes.title}>{title}</Heading>
      {children !== undefined && <p className={classes.text}>{children}</p>}
      {actions !== undefined && <div className={classes.actions}>{actions}</div>}
    </div>
  );
}
