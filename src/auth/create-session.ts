import { ApiError } from '../api/errors.ts';
import { getMe } from '../api/me.ts';
import { parseAccount } from './account-snapshot.ts';
import { createBrowserTokens } from './browser-tokens.ts';
import { openSessionChannel } from './session-channel.ts';
import type { SignedInAccount } from './session-types.ts';
import { PageSession } from './session.ts';
import { endServerSession } from './tell-server.ts';

async function loadAccount(): Promise<SignedInAccount> {
  const me = await getMe();
  const account = parseAccount({ id: me.account_id, name: me.name, email: me.email, role: me.role });
  if (account === undefined) throw new ApiError('malformed', 'The server did not say who is signed in.');
  return account;
}

/** The session of this tab, wired to the browser. `forgetData` clears what the page keeps outside of it. */
export function createSession(forgetData: () => Promise<void>): PageSession {
  const session = new PageSession({
    tokens: createBrowserTokens(location.origin, localStorage),
    storage: localStorage,
    channel: openSessionChannel(),
    origin: location.origin,
    loadAccount,
    forgetData,
    endServerSession,
    exclusively: (task) => navigator.locks.request('muster.tokens', task),
  });
  // A tab that was frozen or kept for the back button has missed what the others said.
  addEventListener('pageshow', () => session.reconcile());
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') session.reconcile();
  });
  return session;
}
