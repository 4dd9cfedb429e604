import { describe, expect, it } from 'vitest';
import { EMPTY_LEDGER, noteUnlimited, type Ledger, type LockReason } from '../../api/budget/ledger.ts';
import { nextTickMs, readBudget, waitsUntil, worstOf } from './budget-view.ts';

const NOW = new Date(2026, 10, 23, 12, 0, 30).getTime();
const MINUTE_END = NOW + 29_500;
const DAY_END = NOW + 11 * 3_600_000;

function told(minuteLeft: number, dayLeft: number, change: Partial<Ledger> = {}): Ledger {
  return {
    ...EMPTY_LEDGER,
    minute: { limit: 100, remaining: minuteLeft, resetsAt: MINUTE_END, isTold: true },
    day: { limit: 2500, remaining: dayLeft, resetsAt: DAY_END, isTold: true },
    ...change,
  };
}

const locked = (reason: LockReason, ms: number) => ({ lock: { until: NOW + ms, reason } });

describe('the level of the windows', () => {
  it.each<[string, Ledger, unknown, unknown, 'minute' | 'day' | undefined]>([
    ['nothing used', EMPTY_LEDGER, 'plenty', 'plenty', undefined],
    ['a tenth left', told(10, 250), 'plenty', 'plenty', undefined],
    ['less than a tenth', told(9, 249), 'low', 'low', 'day'],
    ['a minute used up', told(0, 249), 'used-up', 'low', 'minute'],
    ['a day used up', told(9, 0), 'low', 'used-up', 'day'],
    ['refused for the minute', told(50, 900, locked('minute', 9000)), 'used-up', 'plenty', 'minute'],
    ['refused for the day', told(50, 900, locked('day', 9000)), 'plenty', 'used-up', 'day'],
    ['locked out', told(50, 900, locked('lock', 9000)), 'locked', 'plenty', 'minute'],
    ['a lock that is over', told(50, 900, locked('lock', -1)), 'plenty', 'plenty', undefined],
    ['no limits', noteUnlimited(told(0, 0), true), 'used-up', 'used-up', undefined],
  ])('%s', (_, ledger, minute, day, worst) => {
    const view = readBudget(ledger, NOW);
    expect([view.minute.level, view.day.level, worstOf(view)]).toEqual([minute, day, worst]);
  });

  it('says when calls go again', () => {
    expect(readBudget(told(0, 0), NOW)).toMatchObject({
      minute: { opensAt: MINUTE_END },
      day: { opensAt: DAY_END },
    });
    expect(readBudget(told(0, 0, locked('day', 9000)), NOW).day.opensAt).toBe(NOW + 9000);
    expect(readBudget(told(1, 1), NOW).minute).not.toHaveProperty('opensAt');
  });
});

describe('the view is made anew', () => {
  const untilMidnight = new Date(2026, 10, 24).getTime() - NOW;
  it.each<[string, Ledger, number]>([
    ['at midnight where nothing was used', EMPTY_LEDGER, untilMidnight],
    ['at midnight where there is no limit', noteUnlimited(told(3, 4), true), untilMidnight],
    ['on the next second of the minute’s end', told(99, 2500), 500],
    ['every minute while only the day runs', told(100, 2499), 60_000],
    ['every second of a short lock', told(100, 2500, locked('lock', 300_000)), 1000],
    ['every minute of a long one', told(100, 2500, locked('day', 3_600_000)), 60_000],
  ])('%s', (_, ledger, expected) => {
    expect(nextTickMs(readBudget(ledger, NOW))).toBe(expected);
  });
});

describe('a call under way', () => {
  it.each<[string, Ledger, 'click' | 'visible', number | undefined]>([
    ['goes while calls are left', told(50, 900), 'click', undefined],
    ['waits for the minute', told(0, 900), 'click', MINUTE_END],
    ['waits while the last are kept for clicks', told(5, 900), 'visible', MINUTE_END],
    ['goes by a click then', told(5, 900), 'click', undefined],
    ['waits for a short lock', told(50, 900, locked('minute', 9000)), 'click', NOW + 9000],
    ['is refused for a long one', told(50, 900, locked('lock', 300_000)), 'click', undefined],
    ['is refused for the day', told(50, 0), 'click', undefined],
    ['is probably the one that is out', told(0, 900, { underWay: { a: NOW - 100 } }), 'click', undefined],
    ['waits behind one that hangs', told(0, 900, { underWay: { a: NOW - 20_000 } }), 'click', MINUTE_END],
  ])('%s', (_, ledger, priority, expected) => {
    expect(waitsUntil(ledger, NOW, priority)).toBe(expected);
  });
});
