import { describe, expect, it } from 'vitest';
import { EMPTY_LEDGER, noteUnlimited, type Ledger } from '../../api/budget/ledger.ts';
import { exactTime } from '../../ui/relative-time.ts';
import { readBudget } from './budget-view.ts';
import {
  announcement,
  clockWords,
  costWords,
  gaugeHint,
  inWords,
  leftWords,
  resetWords,
  type Standing,
} from './words.ts';

const NOW = new Date(2026, 10, 23, 12, 0, 0).getTime();
const MINUTE_END = NOW + 23_000;
const DAY_END = NOW + 13 * 3_600_000;

function told(minuteLeft: number, dayLeft: number, change: Partial<Ledger> = {}): Ledger {
  return {
    ...EMPTY_LEDGER,
    minute: { limit: 100, remaining: minuteLeft, resetsAt: MINUTE_END, isTold: true },
    day: { limit: 2500, remaining: dayLeft, resetsAt: DAY_END, isTold: true },
    ...change,
  };
}

const view = (ledger: Ledger) => readBudget(ledger, NOW);

it.each([
  [-5, 'in 0 s'],
  [1, 'in 1 s'],
  [22_001, 'in 23 s'],
  [99_000, 'in 99 s'],
  [240_000, 'in 4 min'],
  [13 * 3_600_000, 'in 13 h'],
])('%i ms ahead is "%s"', (ms, words) => {
  expect(inWords(NOW + ms, NOW)).toBe(words);
});

it('tells what is left, and when there is more', () => {
  const locked = told(50, 9, { lock: { until: NOW + 240_000, reason: 'lock' } });
  expect(leftWords(view(told(63, 1499)).minute, NOW)).toBe('63 of 100');
  expect(leftWords(view(told(9, 1499)).minute, NOW)).toBe('Low: 9 of 100');
  expect(leftWords(view(told(0, 1499)).minute, NOW)).toBe('Used up, again in 23 s');
  expect(leftWords(view(told(0, 0)).day, NOW)).toMatch(/^Used up, again at 0?1:00/);
  expect(leftWords(view(locked).minute, NOW)).toBe('Locked, again in 4 min');
});

it('names the exact time of a reset, and in the tooltip how soon that is', () => {
  expect(resetWords(view(EMPTY_LEDGER).day)).toBe('none used');
  expect(resetWords(view(told(63, 1499)).day)).toBe(`resets on ${exactTime(DAY_END)}`);
  const hint = gaugeHint(view(told(63, 2500)));
  expect(hint).toContain(`This minute: 63 of 100, resets on ${exactTime(MINUTE_END)} (in 23 s)`);
  expect(hint).toMatch(/Today: 2.?500 of 2.?500, none used$/);
  expect(gaugeHint(view(noteUnlimited(told(0, 0), true)))).toContain('no limit');
});

describe('aloud', () => {
  it.each<[Standing, string, Ledger, string | undefined]>([
    ['open', 'still open', told(50, 900), undefined],
    ['open', 'low', told(9, 900), 'API calls run low: 9 left this minute.'],
    ['low', 'lower', told(8, 900), undefined],
    ['low', 'open', told(90, 900), undefined],
    [
      'low',
      'used up',
      told(0, 900),
      `The API calls of this minute are used up. There will be more at ${clockWords(MINUTE_END)}.`,
    ],
    [
      'open',
      'the day used up',
      told(9, 0),
      `The API calls of today are used up. There will be more at ${clockWords(DAY_END)}.`,
    ],
    [
      'open',
      'locked',
      told(9, 900, { lock: { until: MINUTE_END, reason: 'lock' } }),
      `The service lets no API call in for a while. There will be more at ${clockWords(MINUTE_END)}.`,
    ],
    ['shut', 'still shut', told(0, 0), undefined],
    ['shut', 'open', told(100, 900), 'API calls are there again.'],
    ['shut', 'low', told(100, 90), 'API calls are there again.'],
    ['shut', 'no limit', noteUnlimited(told(0, 0), true), 'API calls are there again.'],
  ])('%s, then %s', (before, _, ledger, sentence) => {
    expect(announcement(before, view(ledger))).toBe(sentence);
  });
});

it.each<[number, Ledger, RegExp]>([
  [1, told(63, 1499), /^1 call$/],
  [10, told(63, 1499), /^10 calls, leaves 1.?489 today$/],
  [430, told(63, 1550), /^430 calls, about 4 min, leaves 1.?120 today$/],
  [10, told(63, 9), /^10 calls, but only 9 are left today$/],
  [10, noteUnlimited(told(0, 0), true), /^10 calls$/],
])('the cost of %i', (calls, ledger, words) => {
  expect(costWords(calls, view(ledger))).toMatch(words);
});
