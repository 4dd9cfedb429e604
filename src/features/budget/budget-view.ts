import type { Priority } from '../../api/budget/calls.ts';
import {
  dayAt,
  decide,
  windowAt,
  type DayHistory,
  type Ledger,
  type Window,
} from '../../api/budget/ledger.ts';
import { LONGEST_WAIT_MS } from '../../api/budget/scheduler.ts';

/** How a window stands: `locked` where the service lets nobody in although calls may be left. */
export type Level = 'plenty' | 'low' | 'used-up' | 'locked';

export interface WindowView extends Window {
  level: Level;
  /** Where no call goes now: when one does again, ms since 1970. */
  opensAt?: number;
}

/** The ledger as it stands at a moment, as pages show it. */
export interface BudgetView {
  /** ms since 1970. */
  now: number;
  isUnlimited: boolean;
  minute: WindowView;
  day: WindowView;
  today: DayHistory;
  /** Newest last; only those on which something happened. */
  days: readonly DayHistory[];
}

/** Below this part of a window people are warned. */
const LOW = 0.1;
const SECOND_MS = 1000;
const MINUTE_MS = 60_000;
/** A countdown of seconds is of use this far ahead; further away the time of day is. */
const COUNTED_MS = 10 * MINUTE_MS;
/** A call without an answer for longer than this is taken for one that waits; see `waitsUntil`. */
const SENDING_MS = 10_000;

export function readBudget(ledger: Ledger, now: number): BudgetView {
  return {
    now,
    isUnlimited: ledger.isUnlimited === true,
    minute: readWindow(ledger, 'minute', now),
    day: readWindow(ledger, 'day', now),
    today: dayAt(ledger, now),
    days: ledger.days,
  };
}

function readWindow(ledger: Ledger, name: 'minute' | 'day', now: number): WindowView {
  const window = windowAt(ledger, name, now);
  const { lock } = ledger;
  if (lock !== undefined && lock.until > now && (lock.reason === 'day') === (name === 'day')) {
    return { ...window, level: lock.reason === 'lock' ? 'locked' : 'used-up', opensAt: lock.until };
  }
  if (window.remaining === 0) return { ...window, level: 'used-up', opensAt: window.resetsAt };
  return { ...window, level: window.remaining < window.limit * LOW ? 'low' : 'plenty' };
}

/** When the view has to be made anew, in ms from its moment: every second only while something counts down by seconds. */
export function nextTickMs({ now, isUnlimited, minute, day }: BudgetView): number {
  const midnight = new Date(now).setHours(24, 0, 0, 0);
  const untilMidnight = Math.max(SECOND_MS, midnight - now);
  if (isUnlimited) return untilMidnight;
  const isUsed = ({ remaining, limit }: WindowView) => remaining < limit;
  const ends = [
    ...[minute, day].flatMap(({ opensAt }) => opensAt ?? []),
    ...(isUsed(minute) ? [minute.resetsAt] : []),
    ...(isUsed(day) ? [day.resetsAt] : []),
  ];
  const next = Math.min(...ends) - now;
  if (ends.length === 0) return untilMidnight;
  // On the whole second, so that a countdown skips none.
  if (next <= COUNTED_MS) return next % SECOND_MS === 0 ? SECOND_MS : next % SECOND_MS;
  return Math.min(untilMidnight, MINUTE_MS);
}

/**
 * Until when a call of that priority waits for its turn, ms since 1970; undefined where it goes, or is refused. For what is
 * known to be under way only: the ledger does not say whose calls wait. While one is out, it is probably that one.
 */
export function waitsUntil(ledger: Ledger, now: number, priority: Priority): number | undefined {
  const decision = decide(ledger, now, priority);
  if (decision.kind !== 'wait' || decision.until - now > LONGEST_WAIT_MS) return undefined;
  const isOneOut = Object.values(ledger.underWay).some((at) => at > now - SENDING_MS && at <= now);
  return isOneOut ? undefined : decision.until;
}

const RANK: Readonly<Record<Level, number>> = { plenty: 0, low: 1, 'used-up': 2, locked: 2 };

/** The worse of both windows. */
export function worstOf({ isUnlimited, minute, day }: BudgetView): 'minute' | 'day' | undefined {
  if (isUnlimited || (minute.level === 'plenty' && day.level === 'plenty')) return undefined;
  return RANK[day.level] >= RANK[minute.level] ? 'day' : 'minute';
}
