import { describe, expect, it } from 'vitest';
import { DAY_MS, MINUTE_MS, type Priority } from './calls.ts';
import {
  admit,
  dayAt,
  decide,
  EMPTY_LEDGER,
  noteHeld,
  noteLimits,
  noteSaved,
  noteUnlimited,
  settle,
  windowAt,
  type Ledger,
  type Outcome,
} from './ledger.ts';

const NOW = Date.UTC(2026, 10, 23, 12, 0, 30);
const MINUTE_END = NOW + 30_000;
const DAY_END = NOW + 11 * 3_600_000;

function told(minuteLeft: number, dayLeft: number, change: Partial<Ledger> = {}): Ledger {
  return {
    ...EMPTY_LEDGER,
    minute: { limit: 100, remaining: minuteLeft, resetsAt: MINUTE_END, isTold: true },
    day: { limit: 2500, remaining: dayLeft, resetsAt: DAY_END, isTold: true },
    ...change,
  };
}

/** So many calls one after the other, `stepMs` apart, each admitted without an answer. */
function after(calls: number, ledger: Ledger = EMPTY_LEDGER, stepMs = 0): Ledger {
  let at = NOW;
  let result = ledger;
  for (let index = 0; index < calls; index += 1) {
    result = admit(result, at, `t${index}`, 'device');
    at += stepMs;
  }
  return result;
}

const answered = (minuteLeft: number, dayLeft: number, change: Partial<Outcome> = {}): Outcome => ({
  status: 200,
  news: {
    minute: { limit: 100, remaining: minuteLeft, resetsAt: MINUTE_END },
    day: { limit: 2500, remaining: dayLeft, resetsAt: DAY_END },
  },
  ...change,
});

describe('decide', () => {
  it.each<[string, Priority, Ledger, unknown]>([
    ['none left, but there are no limits', 'visible', told(0, 0, { isUnlimited: true }), { kind: 'go' }],
    [
      'refused although there are no limits',
      'click',
      told(0, 0, { isUnlimited: true, lock: { until: NOW + 9000, reason: 'lock' } }),
      { kind: 'wait', until: NOW + 9000, reason: 'lock' },
    ],
    ['nothing known', 'background', EMPTY_LEDGER, { kind: 'go' }],
    ['the last call of the minute, for a click', 'click', told(1, 2000), { kind: 'go' }],
    ['none left', 'click', told(0, 2000), { kind: 'wait', until: MINUTE_END, reason: 'minute' }],
    ['what is on screen leaves 5 of a minute', 'visible', told(6, 2000), { kind: 'go' }],
    ['no more than 5', 'visible', told(5, 2000), { kind: 'wait', until: MINUTE_END, reason: 'minute' }],
    ['the background leaves 40', 'background', told(41, 2000), { kind: 'go' }],
    ['no more than 40', 'background', told(40, 2000), { kind: 'wait', until: MINUTE_END, reason: 'minute' }],
    [
      'a fifth of the day',
      'background',
      told(100, 500),
      { kind: 'refuse', reason: 'day-reserve', until: DAY_END },
    ],
    [
      'a fiftieth of the day',
      'visible',
      told(100, 50),
      { kind: 'refuse', reason: 'day-reserve', until: DAY_END },
    ],
    ['the last call of the day, for a click', 'click', told(100, 1), { kind: 'go' }],
    ['the day is used up', 'click', told(100, 0), { kind: 'refuse', reason: 'day', until: DAY_END }],
    [
      'the background switched off',
      'background',
      told(100, 2000, { isBackgroundOn: false }),
      { kind: 'refuse', reason: 'background-off' },
    ],
    [
      'the background switched off, a click',
      'click',
      told(100, 2000, { isBackgroundOn: false }),
      { kind: 'go' },
    ],
    [
      'locked out',
      'click',
      told(100, 2000, { lock: { until: NOW + 9000, reason: 'lock' } }),
      { kind: 'wait', until: NOW + 9000, reason: 'lock' },
    ],
    [
      'locked out for the day',
      'click',
      told(100, 2000, { lock: { until: DAY_END, reason: 'day' } }),
      { kind: 'refuse', reason: 'day', until: DAY_END },
    ],
    [
      'a lock that is over',
      'click',
      told(100, 2000, { lock: { until: NOW, reason: 'lock' } }),
      { kind: 'go' },
    ],
  ])('%s', (_what, priority, ledger, expected) => {
    expect(decide(ledger, NOW, priority)).toEqual(expected);
  });

  it('goes by the documented limits where nothing is told: 100 in any minute', () => {
    const full = after(100, EMPTY_LEDGER, 100);
    const last = NOW + 9900;
    expect(decide(full, last, 'click')).toEqual({ kind: 'wait', until: NOW + MINUTE_MS, reason: 'minute' });
    expect(decide(full, NOW + MINUTE_MS, 'click')).toEqual({ kind: 'go' });
    expect(windowAt(full, 'minute', NOW + MINUTE_MS + 1000).remaining).toBe(11);
    expect(windowAt(full, 'day', last)).toMatchObject({ limit: 2500, remaining: 2400 });
  });

  it('does not believe a window that ends later than it can: the clock was set', () => {
    expect(decide(told(0, 2000), NOW - 3_600_000, 'click')).toEqual({ kind: 'go' });
    expect(decide(told(0, 2000), MINUTE_END, 'click')).toEqual({ kind: 'go' });
  });
});

describe('what is learnt of answers', () => {
  it('is what the service says, less the calls it may not have counted yet', () => {
    const three = after(3);
    const first = settle(three, NOW, 't0', answered(80, 1000));
    expect(windowAt(first, 'minute', NOW)).toMatchObject({ remaining: 78, isTold: true });
    const second = settle(first, NOW, 't1', answered(79, 999));
    expect(windowAt(second, 'minute', NOW).remaining).toBe(78);
    expect(windowAt(settle(second, NOW, 't2', answered(78, 998)), 'day', NOW).remaining).toBe(998);
  });

  it('does not grow back within a window when answers overtake each other', () => {
    const late = settle(settle(after(2), NOW, 't1', answered(50, 1000)), NOW, 't0', answered(51, 1001));
    expect(windowAt(late, 'minute', NOW).remaining).toBe(50);
    const overlapping = noteLimits(after(1), NOW, answered(99, 2499).news);
    expect(windowAt(overlapping, 'day', NOW).remaining).toBe(2498);
    expect(windowAt(settle(overlapping, NOW, 't0', answered(99, 2499)), 'day', NOW).remaining).toBe(2499);
    const next = { minute: { remaining: 99, resetsAt: MINUTE_END + MINUTE_MS } };
    expect(
      windowAt(settle(late, MINUTE_END, 't9', { status: 200, news: next }), 'minute', MINUTE_END),
    ).toMatchObject({
      limit: 100,
      remaining: 99,
    });
  });

  it('may come with an answer that is not counted', () => {
    const known = noteLimits(after(2), NOW, { minute: { limit: 60, remaining: 30, resetsAt: MINUTE_END } });
    expect(windowAt(known, 'minute', NOW)).toMatchObject({ limit: 60, remaining: 28, isTold: true });
    expect(noteUnlimited(known, false)).toBe(known);
    expect(noteUnlimited(known, true).isUnlimited).toBe(true);
    expect(
      noteUnlimited({ ...known, lock: { until: NOW + 9000, reason: 'day' } }, true).lock,
    ).toBeUndefined();
  });

  it('goes on counting where later answers say nothing of the limits', () => {
    const told = settle(after(1), NOW, 't0', answered(80, 1000));
    const silent = settle(admit(told, NOW, 't1', 'device'), NOW, 't1', { status: 200, news: {} });
    expect(windowAt(silent, 'minute', NOW).remaining).toBe(79);
    const unanswered = settle(admit(silent, NOW, 't2', 'device'), NOW, 't2', { news: {} });
    expect(windowAt(unanswered, 'minute', NOW).remaining).toBe(79);
  });

  it('forgets a call whose tab is gone', () => {
    const lost = settle(after(2), NOW, 't1', answered(50, 1000));
    expect(windowAt(lost, 'day', NOW).remaining).toBe(999);
    expect(windowAt(lost, 'day', NOW + 11 * 60_000).remaining).toBe(1000);
    const later = NOW + 11 * 60_000;
    const news = { minute: { remaining: 10, resetsAt: later + 1000 } };
    expect(settle(lost, later, 'other', { status: 200, news }).minute?.remaining).toBe(10);
  });

  it.each<[string, Partial<Outcome>, Ledger['lock']]>([
    ['Retry-After within the minute', { retryAfterMs: 20_000 }, { until: NOW + 20_000, reason: 'minute' }],
    ['Retry-After beyond the minute', { retryAfterMs: 300_000 }, { until: NOW + 300_000, reason: 'lock' }],
    ['Retry-After of hours', { retryAfterMs: 7_200_000 }, { until: NOW + 7_200_000, reason: 'day' }],
    [
      'a day without calls',
      { retryAfterMs: 20_000, news: { day: { remaining: 0, resetsAt: NOW + 20_000 } } },
      { until: NOW + 20_000, reason: 'day' },
    ],
    ['no Retry-After: the lock of five minutes', {}, { until: NOW + 300_000, reason: 'lock' }],
  ])('429, %s', (_what, change, lock) => {
    expect(settle(after(1), NOW, 't0', { status: 429, news: {}, ...change }).lock).toEqual(lock);
  });

  it('ends a lock when somebody gets through, and only then', () => {
    const locked = settle(after(1), NOW, 't0', { status: 429, news: {} });
    expect(settle(locked, NOW, 't1', { news: {} }).lock).toBeDefined();
    expect(settle(locked, NOW, 't1', { status: 500, news: {} }).lock).toBeDefined();
    expect(settle(locked, NOW, 't1', { status: 200, news: {} }).lock).toBeUndefined();
  });
});

describe('the history', () => {
  it('counts by day and purpose, and keeps two weeks', () => {
    let ledger = EMPTY_LEDGER;
    for (let day = 0; day < 20; day += 1) {
      ledger = admit(ledger, NOW + day * DAY_MS, `a${day}`, 'inventory');
    }
    const last = NOW + 19 * DAY_MS;
    ledger = noteHeld(noteSaved(admit(ledger, last, 'b', 'device'), last, 'otherTab'), last);
    expect(ledger.days).toHaveLength(14);
    expect(dayAt(ledger, last)).toEqual({
      date: '2026-12-12',
      calls: { inventory: 1, device: 1 },
      saved: { kept: 0, merged: 0, otherTab: 1 },
      held: 1,
    });
    expect(dayAt(ledger, last + DAY_MS)).toMatchObject({ calls: {}, held: 0 });
  });
});
