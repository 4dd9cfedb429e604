import { SETTINGS_KEY } from '../api/budget/settings.ts';
import type { SignedInAccount } from './session-types.ts';

/** Who is signed in, so that a reload paints without a call. The server decides by the live account all the same. */
const KEY = 'muster.account';
/** Set by signing out: the next sign-in asks for the password although the server's cookie may still stand. */
const ASK_KEY = 'muster.ask-password';
/** What belongs to the browser and not to the account, and so survives signing out. */
const KEPT_KEYS = new Set(['muster.color-scheme', SETTINGS_KEY, ASK_KEY]);

const ROLES: readonly SignedInAccount['role'][] = ['admin', 'technician', 'helpdesk', 'manager'];

/** The account of a stored or received value; undefined for anything else. */
export function parseAccount(value: unknown): SignedInAccount | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { id, name, email, role } = value as Record<string, unknown>;
  const known = ROLES.find((each) => each === role);
  if (typeof id !== 'string' || id === '' || typeof name !== 'string' || typeof email !== 'string')
    return undefined;
  return known === undefined ? undefined : { id, name, email, role: known };
}

export function readAccount(storage: Storage): SignedInAccount | undefined {
  try {
    return parseAccount(JSON.parse(storage.getItem(KEY) ?? 'null'));
  } catch {
    return undefined;
  }
}

export function writeAccount(storage: Storage, account: SignedInAccount): void {
  storage.setItem(KEY, JSON.stringify(account));
  storage.removeItem(ASK_KEY);
}

export function shouldAskPassword(storage: Storage): boolean {
  return storage.getItem(ASK_KEY) !== null;
}

/** Removes everything of the account; `isAsking` makes the next sign-in ask for the password. */
export function forgetAccount(storage: Storage, isAsking: boolean): void {
  const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index));
  for (const key of keys) if (key !== null && !KEPT_KEYS.has(key)) storage.removeItem(key);
  if (isAsking) storage.setItem(ASK_KEY, '1');
}
