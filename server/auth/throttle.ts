import { isIPv6 } from 'node:net';

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const FIRST_LOCK_MS = 30 * SECOND_MS;
const LONGEST_LOCK_MS = 15 * MINUTE_MS;
/** Failures older than this count no more. */
const FORGET_MS = 60 * MINUTE_MS;

/** Failures before the first lock. An address gets more: a whole office may share one. */
const FREE_FAILURES = { account: 5, address: 20 };

interface Counter {
  failures: number;
  lockedUntil: number;
  lastAt: number;
}

export type Attempt =
  /** Exactly one of the two is to be called. `failed` answers when the next attempt is allowed, if not at once. */
  | { isAllowed: true; succeeded(): void; failed(): { retryAt?: number } }
  | { isAllowed: false; retryAt: number };

export interface SignInThrottle {
  /** Asks for an attempt. It counts as failed from here on, so that many at once get no further than one by one. */
  begin(email: string, address: string): Attempt;
}

/** Who shares a counter: an IPv4 address, or the /64 network that one IPv6 customer has. */
export function addressKey(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
  if (mapped?.[1] !== undefined) return mapped[1];
  const plain = address.split('%')[0] ?? address;
  if (!isIPv6(plain)) return plain;
  const [head = '', tail = ''] = plain.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === '' ? [] : tail.split(':');
  const zeros = plain.includes('::')
    ? Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0')
    : [];
  const groups = [...left, ...zeros, ...right].slice(0, 4);
  return `${groups.map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/64`;
}

function lockMs(failures: number, free: number): number {
  return failures < free ? 0 : Math.min(LONGEST_LOCK_MS, FIRST_LOCK_MS * 2 ** (failures - free));
}

/** Counters of one kind; the oldest is given up when there are too many, so that guessing cannot fill the memory. */
function createCounters(clock: () => number, free: number, maxEntries: number) {
  const counters = new Map<string, Counter>();
  const isForgotten = (counter: Counter, now: number) =>
    now > Math.max(counter.lastAt, counter.lockedUntil) + FORGET_MS;

  function makeRoom(now: number) {
    for (const [key, counter] of counters) if (isForgotten(counter, now)) counters.delete(key);
    for (const key of counters.keys()) {
      if (counters.size < maxEntries) return;
      counters.delete(key);
    }
  }

  return {
    lockedUntil: (key: string) => counters.get(key)?.lockedUntil ?? 0,
    fail(key: string) {
      const now = clock();
      const old = counters.get(key);
      const failures = old === undefined || isForgotten(old, now) ? 1 : old.failures + 1;
      counters.delete(key);
      if (counters.size >= maxEntries) makeRoom(now);
      counters.set(key, { failures, lastAt: now, lockedUntil: now + lockMs(failures, free) });
    },
    undo(key: string) {
      const counter = counters.get(key);
      if (counter === undefined) return;
      const failures = counter.failures - 1;
      if (failures <= 0) counters.delete(key);
      // The lock was that attempt's own: it would not have been allowed under an earlier one.
      else counters.set(key, { ...counter, failures, lockedUntil: 0 });
    },
    forget: (key: string) => counters.delete(key),
  };
}

/**
 * Slows guessing down: after 5 failures for an e-mail (whether an account has it or not) or 20 from an address every
 * further one locks it for longer, from 30 seconds up to 15 minutes. In memory: a restart forgives.
 */
export function createSignInThrottle(clock: () => number, maxEntries = 20_000): SignInThrottle {
  const accounts = createCounters(clock, FREE_FAILURES.account, maxEntries);
  const addresses = createCounters(clock, FREE_FAILURES.address, maxEntries);
  return {
    begin(email, address) {
      const account = email.trim().toLowerCase();
      const network = addressKey(address);
      const retryAt = () => Math.max(accounts.lockedUntil(account), addresses.lockedUntil(network));
      if (retryAt() > clock()) return { isAllowed: false, retryAt: retryAt() };
      accounts.fail(account);
      addresses.fail(network);
      return {
        isAllowed: true,
        succeeded() {
          accounts.forget(account);
          // Only this attempt is taken back: signing in to one's own account does not excuse guesses at others'.
          addresses.undo(network);
        },
        failed: () => (retryAt() > clock() ? { retryAt: retryAt() } : {}),
      };
    },
  };
}
