import { randomUUID } from 'node:crypto';
import { isLoopback, type Config } from '../config.ts';
import type { Role } from '../contract/scopes.ts';
import { AlreadyExists, type Account, type Store } from '../store/store.ts';
import { hashPassword, verifyPassword } from './passwords.ts';

const SAMPLE_PASSWORD = 'muster-sample';
const SAMPLES: readonly { email: string; name: string; role: Role }[] = [
  { email: 'admin@example.com', name: 'Ada Admin', role: 'admin' },
  { email: 'technician@example.com', name: 'Theo Technician', role: 'technician' },
  { email: 'helpdesk@example.com', name: 'Hana Helpdesk', role: 'helpdesk' },
  { email: 'manager@example.com', name: 'Mara Manager', role: 'manager' },
];

export interface SampleAccount {
  email: string;
  password: string;
  role: Role;
}

/**
 * Whether accounts with a published password may exist: only where nobody but this machine can reach the server.
 * A loopback HOST with a public address in front of it (PUBLIC_URL) is reachable by everybody.
 */
export function areSampleAccountsAllowed(config: Config): boolean {
  const publicHost = config.publicUrl === undefined ? undefined : new URL(config.publicUrl).hostname;
  return (
    isLoopback(config.host) && (publicHost === undefined || isLoopback(publicHost.replace(/^\[|\]$/g, '')))
  );
}

/** Whether the account may sign in and use its tokens on a server with this configuration. */
export function isUsable(account: Account, config: Config): boolean {
  return !account.isDisabled && (!account.isSample || areSampleAccountsAllowed(config));
}

/** The account a token or a session belongs to, if it still may do anything. */
export async function findUsableAccount(
  store: Store,
  config: Config,
  id: string,
): Promise<Account | undefined> {
  const account = await store.accounts.get(id);
  return account !== undefined && isUsable(account, config) ? account : undefined;
}

/** Answers the hash that was made for them, if any was missing. */
async function addMissing(store: Store): Promise<string | undefined> {
  // One hash for all: the password is published, there is nothing for a salt of each one's own to protect.
  let passwordHash: string | undefined;
  for (const sample of SAMPLES) {
    if ((await store.accounts.findByEmail(sample.email)) !== undefined) continue;
    passwordHash ??= await hashPassword(SAMPLE_PASSWORD);
    try {
      await store.accounts.add({
        id: randomUUID(),
        ...sample,
        isDisabled: false,
        isSample: true,
        passwordHash,
      });
    } catch (error) {
      // A second process on the same data folder was quicker.
      if (!(error instanceof AlreadyExists)) throw error;
    }
  }
  return passwordHash;
}

/**
 * Makes the sample accounts that are missing and answers those that a person can sign in with: still enabled and still
 * with the published password. Empty where sample accounts are not allowed.
 */
export async function ensureSampleAccounts(store: Store, config: Config): Promise<SampleAccount[]> {
  if (!areSampleAccountsAllowed(config)) return [];
  const made = await addMissing(store);
  // Four accounts, mostly one hash: it is checked once.
  const verdicts = new Map<string, boolean>();
  if (made !== undefined) verdicts.set(made, true);
  const usable: SampleAccount[] = [];
  for (const { email } of SAMPLES) {
    const account = await store.accounts.findByEmail(email);
    if (account === undefined || !account.isSample || account.isDisabled) continue;
    const { passwordHash } = account;
    const isPublished = verdicts.get(passwordHash) ?? (await verifyPassword(SAMPLE_PASSWORD, passwordHash));
    verdicts.set(passwordHash, isPublished);
    if (isPublished) usable.push({ email, password: SAMPLE_PASSWORD, role: account.role });
  }
  return usable;
}

export class NoRealAccounts extends Error {}

/**
 * Where sample accounts are not allowed, throws `NoRealAccounts`, whose message tells what to do, until there is an
 * account that somebody can sign in with.
 */
export async function assertRealAccounts(store: Store, config: Config): Promise<void> {
  if (areSampleAccountsAllowed(config)) return;
  const accounts = await store.accounts.list();
  if (accounts.some((account) => isUsable(account, config))) return;
  const where =
    config.publicUrl !== undefined && isLoopback(config.host)
      ? `PUBLIC_URL is ${config.publicUrl}`
      : `HOST is ${config.host}`;
  throw new NoRealAccounts(
    `${where}: others can reach this server, so the sample accounts do not work, and nobody could sign in.\n` +
      'Make an account first:\n' +
      '  npm run account -- add you@your-company.com --name "Your Name" --role admin',
  );
}
