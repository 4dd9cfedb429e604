import { useQuery } from '@tanstack/react-query';
import { meQueries } from '../api/me.ts';
import { missingScopes, roleName } from '../auth/permissions.ts';
import { useAccount } from '../auth/use-session.ts';
import classes from './scope-notice.module.css';

/** A sign-in that was granted less than the role should have works, but not fully: said, or nobody would know why. */
export function ScopeNotice() {
  const { data: me } = useQuery(meQueries.me(useAccount().id));
  const missing = me === undefined ? [] : missingScopes(me);
  if (me === undefined || missing.length === 0) return null;
  return (
    <p className={classes.notice} role="status">
      This sign-in was granted less than the {roleName(me.role)} role has ({missing.join(', ')} missing). Sign
      out and in again; if that does not help, tell whoever runs Muster.
    </p>
  );
}
