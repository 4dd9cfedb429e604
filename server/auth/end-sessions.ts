import type { Store } from '../store/store.ts';

/** Everything by which an account's owner stays signed in. */
const MODELS = ['RefreshToken', 'AccessToken', 'AuthorizationCode', 'Session', 'Grant'];

/** Signs an account out everywhere: for a new password or a disabled account, where what is out there may be stolen. */
export async function endAllSessions(store: Store, accountId: string): Promise<void> {
  for (const model of MODELS) {
    for (const row of await store.oauth.listByAccount(model, accountId))
      await store.oauth.remove(model, row.id);
  }
}
