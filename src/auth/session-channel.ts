import { parseAccount } from './account-snapshot.ts';
import type { SignedInAccount } from './session-types.ts';

/** What tabs tell each other. */
export type SessionMessage =
  { type: 'signed-in'; account: SignedInAccount } | { type: 'signed-out' } | { type: 'expired' };

export interface SessionChannel {
  tell(message: SessionMessage): void;
  /** Messages of other tabs only. */
  listen(listener: (message: SessionMessage) => void): void;
}

function parseMessage(data: unknown): SessionMessage | undefined {
  if (typeof data !== 'object' || data === null || !('type' in data)) return undefined;
  if (data.type === 'signed-out' || data.type === 'expired') return { type: data.type };
  const account = 'account' in data ? parseAccount(data.account) : undefined;
  return data.type === 'signed-in' && account !== undefined ? { type: 'signed-in', account } : undefined;
}

export function openSessionChannel(): SessionChannel {
  const channel = new BroadcastChannel('muster.session');
  return {
    tell: (message) => channel.postMessage(message),
    listen: (listener) => {
      channel.addEventListener('message', (event) => {
        const message = parseMessage(event.data);
        if (message !== undefined) listener(message);
      });
    },
  };
}
