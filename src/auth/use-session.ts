import { createContext, use, useSyncExternalStore } from 'react';
import type { Session, SessionState, SignedInAccount } from './session-types.ts';

export const SessionContext = createContext<Session | undefined>(undefined);

/** The session of this browser. Throws outside its provider. */
export function useSession(): Session {
  const session = use(SessionContext);
  if (session === undefined) throw new Error('No session is provided above this component');
  return session;
}

/** The state of the session, kept current over all tabs. */
export function useSessionState(): SessionState {
  const session = useSession();
  return useSyncExternalStore(
    (listener) => session.subscribe(listener),
    () => session.getState(),
  );
}

/** Whose page this is, also while the session is expired. Throws where nobody is signed in. */
export function useAccount(): SignedInAccount {
  const state = useSessionState();
  if (state.status === 'signed-out') throw new Error('Nobody is signed in here');
  return state.account;
}
