import { formatCount, plural } from '../../ui/format.ts';
import { exactTime } from '../../ui/relative-time.ts';
import { worstOf, type BudgetView, type WindowView } from './budget-view.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** Nearer than this a countdown says more than the time of day. */
const NEAR_MS = 10 * MINUTE_MS;

const timeOfDay = new Intl.DateTimeFormat(undefined, { timeStyle: 'short' });
const toTheSecond = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' });

/** "in 23 s", "in 4 min", "in 11 h"; never in the past. */
export function inWords(at: number, now: number): string {
  const ms = Math.max(0, at - now);
  if (ms <= 99_000) return `in ${Math.ceil(ms / 1000)} s`;
  if (ms < 100 * MINUTE_MS) return `in ${Math.round(ms / MINUTE_MS)} min`;
  return `in ${Math.round(ms / HOUR_MS)} h`;
}

/** "18:25:07", for what is said once and must not count down. */
export function clockWords(at: number): string {
  return toTheSecond.format(at);
}

/** "in 23 s" where that is soon, else "at 01:00". A limit ends within a day, so the date goes without saying. */
export function whenWords(at: number, now: number): string {
  return at - now < NEAR_MS ? inWords(at, now) : `at ${timeOfDay.format(at)}`;
}

/** "63 of 100", "Low: 9 of 100", "Used up, again at 01:00". */
export function leftWords({ level, limit, remaining, opensAt }: WindowView, now: number): string {
  const again = opensAt === undefined ? '' : `, again ${whenWords(opensAt, now)}`;
  if (level === 'locked') return `Locked${again}`;
  if (level === 'used-up') return `Used up${again}`;
  const left = `${formatCount(remaining)} of ${formatCount(limit)}`;
  return level === 'low' ? `Low: ${left}` : left;
}

/** When a window begins anew, to the second and with its zone; the words do not change while it runs. */
export function resetWords({ limit, remaining, resetsAt, opensAt }: WindowView): string {
  if (remaining === limit && opensAt === undefined) return 'none used';
  return `resets on ${exactTime(opensAt ?? resetsAt)}`;
}

/** The gauge in full, for its tooltip. */
export function gaugeHint(view: BudgetView): string {
  if (view.isUnlimited) return 'The service sets no limit on API calls.';
  const { minute, day, now } = view;
  const line = (name: string, window: WindowView) => {
    const until = window.opensAt ?? window.resetsAt;
    const soon = resetWords(window) === 'none used' ? '' : ` (${inWords(until, now)})`;
    return `${name}: ${leftWords(window, now)}, ${resetWords(window)}${soon}`;
  };
  return [
    'API calls left, shared by the whole organisation',
    line('This minute', minute),
    line('Today', day),
  ].join('\n');
}

export type Standing = 'open' | 'low' | 'shut';

/** How the budget as a whole stands. */
export function standingOf(view: BudgetView): Standing {
  const worst = worstOf(view);
  if (worst === undefined) return 'open';
  return view[worst].level === 'low' ? 'low' : 'shut';
}

/** One sentence for a change of standing, said aloud; nothing where it only became better without having been shut. */
export function announcement(before: Standing, view: BudgetView): string | undefined {
  const after = standingOf(view);
  if (after === before) return undefined;
  const worst = worstOf(view);
  if (worst === undefined) return before === 'shut' ? 'API calls are there again.' : undefined;
  const { level, remaining, opensAt } = view[worst];
  const span = worst === 'day' ? 'today' : 'this minute';
  if (level === 'low') {
    return before === 'shut'
      ? 'API calls are there again.'
      : `API calls run low: ${formatCount(remaining)} left ${span}.`;
  }
  const again = opensAt === undefined ? '' : ` There will be more at ${clockWords(opensAt)}.`;
  return level === 'locked'
    ? `The service lets no API call in for a while.${again}`
    : `The API calls of ${worst === 'day' ? 'today' : 'this minute'} are used up.${again}`;
}

/** What an action takes, before it starts: "1 call", "430 calls, about 5 min, leaves 1,120 today". */
export function costWords(calls: number, { isUnlimited, minute, day }: BudgetView): string {
  const words = plural(calls, 'call');
  if (isUnlimited || calls <= 1) return words;
  if (calls > day.remaining) return `${words}, but only ${formatCount(day.remaining)} are left today`;
  const minutes = Math.ceil((calls - minute.remaining) / minute.limit);
  const pace = minutes > 0 ? `, about ${formatCount(minutes)} min` : '';
  return `${words}${pace}, leaves ${formatCount(day.remaining - calls)} today`;
}
