import { DAY_MS, DOCUMENTED, MINUTE_MS, type Priority, type Purpose } from './calls.ts';
import type { LimitNews, WindowName, WindowNews } from './rate-limit.ts';

/** What is known of one window of the limits. */
export interface Window {
  limit: number;
  remaining: number;
  /** ms since 1970. */
  resetsAt: number;
  /** Whether the service said so; else it is counted from the calls made here. */
  isTold: boolean;
}

export type LockReason = 'minute' | 'day' | 'lock';

/** Everything the tabs of a person share about the calls; plain data, changed by the functions below only. */
export interface Ledger {
  /** As the service told last; `windowAt` takes off what is under way. Not told: see `sentAt`. */
  minute?: Window;
  /** The same; not told, the calls made here are taken off one by one. */
  day?: Window;
  /** When calls were sent in the last minute, ms since 1970, oldest first. */
  sentAt: number[];
  /** Calls without an answer yet: ticket and when it was given. */
  underWay: Record<string, number>;
  /** No call before this, ms since 1970. */
  lock?: { until: number; reason: LockReason };
  /** Newest last. */
  days: DayHistory[];
  isBackgroundOn: boolean;
  /** The service says that it has no limits. */
  isUnlimited?: boolean;
}

/** One day of this browser, by its own date. */
export interface DayHistory {
  /** "2026-11-23". */
  date: string;
  calls: Partial<Record<Purpose, number>>;
  /** Questions answered without a call: from what is kept, by a call already under way, by another tab's. */
  saved: { kept: number; merged: number; otherTab: number };
  /** Background calls that were given up because the day ran short. */
  held: number;
}

export const EMPTY_LEDGER: Ledger = { sentAt: [], underWay: {}, days: [], isBackgroundOn: true };

/** Parts of a window kept back for calls that are wanted sooner. */
export const RESERVE: Readonly<Record<Priority, Record<WindowName, number>>> = {
  click: { minute: 0, day: 0 },
  visible: { minute: 0.05, day: 0.02 },
  background: { minute: 0.4, day: 0.2 },
};
const LENGTH_MS: Readonly<Record<WindowName, number>> = { minute: MINUTE_MS, day: DAY_MS };
/** A 429 without Retry-After: the service locks an organisation out for five minutes. */
const LOCK_MS = 5 * MINUTE_MS;
/** A ticket this old belongs to a tab that is gone. */
const LOST_AFTER_MS = 10 * MINUTE_MS;
const DAYS_KEPT = 14;

export type Decision =
  | { kind: 'go' }
  | { kind: 'wait'; until: number; reason: LockReason }
  | { kind: 'refuse'; reason: 'day' | 'day-reserve' | 'background-off'; until?: number };

/** Whether a call may go now, has to wait, or is not to be made today. */
export function decide(ledger: Ledger, now: number, priority: Priority): Decision {
  if (priority === 'background' && !ledger.isBackgroundOn)
    return { kind: 'refuse', reason: 'background-off' };
  // First, as a service without limits of its own may stand behind a proxy that has some.
  const { lock } = ledger;
  if (lock !== undefined && lock.until > now) {
    return lock.reason === 'day'
      ? { kind: 'refuse', reason: 'day', until: lock.until }
      : { kind: 'wait', until: lock.until, reason: lock.reason };
  }
  if (ledger.isUnlimited === true) return { kind: 'go' };
  const day = windowAt(ledger, 'day', now);
  if (day.remaining <= Math.floor(day.limit * RESERVE[priority].day)) {
    return { kind: 'refuse', reason: day.remaining === 0 ? 'day' : 'day-reserve', until: day.resetsAt };
  }
  const minute = windowAt(ledger, 'minute', now);
  if (minute.remaining <= Math.floor(minute.limit * RESERVE[priority].minute)) {
    return { kind: 'wait', until: minute.resetsAt, reason: 'minute' };
  }
  return { kind: 'go' };
}

/** What is known of a window at `now`: as the service told, less what went since; else counted from the calls made here. */
export function windowAt(ledger: Ledger, name: WindowName, now: number): Window {
  const told = ledger[name];
  if (told !== undefined && isCurrent(told, name, now)) {
    if (!told.isTold) return told;
    // Those under way may not have been counted yet when the answer was made.
    const others = Object.keys(stillUnderWay(ledger, now)).length;
    return { ...told, remaining: Math.max(0, told.remaining - others) };
  }
  const limit = told?.limit ?? DOCUMENTED[name];
  if (name === 'day') return { limit, remaining: limit, resetsAt: now + DAY_MS, isTold: false };
  const recent = ledger.sentAt.filter((at) => at > now - MINUTE_MS && at <= now);
  const [oldest = now] = recent;
  return {
    limit,
    remaining: Math.max(0, limit - recent.length),
    resetsAt: oldest + MINUTE_MS,
    isTold: false,
  };
}

/** The ledger with a call sent under that ticket. */
export function admit(ledger: Ledger, now: number, ticket: string, purpose: Purpose): Ledger {
  const day = windowAt(ledger, 'day', now);
  return {
    ...ledger,
    ...(!day.isTold && { day: lessOne(day) }),
    sentAt: [...ledger.sentAt.filter((at) => at > now - MINUTE_MS && at <= now), now],
    underWay: { ...stillUnderWay(ledger, now), [ticket]: now },
    days: withToday(ledger, now, (today) => ({
      ...today,
      calls: { ...today.calls, [purpose]: (today.calls[purpose] ?? 0) + 1 },
    })),
  };
}

/** How a call ended. */
export interface Outcome {
  /** Absent: there was no answer. */
  status?: number;
  news: LimitNews;
  retryAfterMs?: number;
}

/** The ledger once the call of that ticket has its answer, or will get none. */
export function settle(ledger: Ledger, now: number, ticket: string, outcome: Outcome): Ledger {
  const underWay = stillUnderWay(ledger, now);
  Reflect.deleteProperty(underWay, ticket);
  const learnt = noteLimits({ ...ledger, underWay }, now, outcome.news);
  for (const name of ['minute', 'day'] as const) {
    const window = learnt[name];
    // Answered, and this time without a word of the limits: counted all the same.
    if (outcome.status !== undefined && outcome.news[name] === undefined && window?.isTold === true) {
      learnt[name] = lessOne(window);
    }
  }
  if (outcome.status === 429) learnt.lock = lockAfter(outcome, now);
  // Somebody got through: whatever was locked is open again.
  else if (outcome.status !== undefined && outcome.status < 400) Reflect.deleteProperty(learnt, 'lock');
  return learnt;
}

/** The ledger once an answer, counted or not, told what is left. */
export function noteLimits(ledger: Ledger, now: number, limits: LimitNews): Ledger {
  const learnt = { ...ledger };
  for (const name of ['minute', 'day'] as const) {
    const news = limits[name];
    if (news !== undefined) learnt[name] = learn(ledger[name], news, name, now);
  }
  return learnt;
}

/** The ledger once the service said whether it has limits at all. */
export function noteUnlimited(ledger: Ledger, isUnlimited: boolean): Ledger {
  if ((ledger.isUnlimited ?? false) === isUnlimited) return ledger;
  // Locks of before, when there were limits, are over.
  const open = { ...ledger, isUnlimited };
  delete open.lock;
  return open;
}

/** The ledger with questions answered without a call. */
export function noteSaved(ledger: Ledger, now: number, how: keyof DayHistory['saved'], count = 1): Ledger {
  if (count === 0) return ledger;
  const days = withToday(ledger, now, (today) => ({
    ...today,
    saved: { ...today.saved, [how]: today.saved[how] + count },
  }));
  return { ...ledger, days };
}

export function noteHeld(ledger: Ledger, now: number): Ledger {
  return { ...ledger, days: withToday(ledger, now, (today) => ({ ...today, held: today.held + 1 })) };
}

/** The day of that moment in this browser's history; empty where nothing happened. */
export function dayAt(ledger: Ledger, now: number): DayHistory {
  const date = dateOf(now);
  return ledger.days.find((day) => day.date === date) ?? emptyDay(date);
}

function learn(
  known: Window | undefined,
  { limit, remaining, resetsAt }: WindowNews,
  name: WindowName,
  now: number,
): Window {
  const fresh = { limit: limit ?? known?.limit ?? DOCUMENTED[name], remaining, resetsAt, isTold: true };
  const isSame =
    known?.isTold === true && isCurrent(known, name, now) && Math.abs(known.resetsAt - resetsAt) < 2000;
  // Answers overtake each other: within a window, what is left only becomes less.
  return isSame ? { ...fresh, remaining: Math.min(known.remaining, remaining) } : fresh;
}

function lessOne(window: Window): Window {
  return { ...window, remaining: Math.max(0, window.remaining - 1) };
}

function lockAfter({ retryAfterMs, news }: Outcome, now: number): { until: number; reason: LockReason } {
  if (retryAfterMs === undefined) return { until: now + LOCK_MS, reason: 'lock' };
  const isDay = news.day?.remaining === 0 || retryAfterMs > 10 * MINUTE_MS;
  const isMinute = retryAfterMs <= MINUTE_MS;
  return { until: now + retryAfterMs, reason: isDay ? 'day' : isMinute ? 'minute' : 'lock' };
}

/** Over, or further away than the window is long: then the clock was set. */
function isCurrent({ resetsAt }: Window, name: WindowName, now: number): boolean {
  return resetsAt > now && resetsAt <= now + LENGTH_MS[name] + 5000;
}

function stillUnderWay({ underWay }: Ledger, now: number): Record<string, number> {
  return Object.fromEntries(
    Object.entries(underWay).filter(([, at]) => at <= now && at > now - LOST_AFTER_MS),
  );
}

function withToday(ledger: Ledger, now: number, change: (today: DayHistory) => DayHistory): DayHistory[] {
  const today = dayAt(ledger, now);
  const others = ledger.days.filter((day) => day.date !== today.date);
  return [...others, change(today)].slice(-DAYS_KEPT);
}

function emptyDay(date: string): DayHistory {
  return { date, calls: {}, saved: { kept: 0, merged: 0, otherTab: 0 }, held: 0 };
}

/** By the person's own calendar. */
function dateOf(now: number): string {
  const date = new Date(now);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
