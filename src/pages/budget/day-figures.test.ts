import { expect, it } from 'vitest';
import type { DayHistory } from '../../api/budget/ledger.ts';
import { callsOf, countsByPurpose, dateWords, daysUntil, savedOf } from './day-figures.ts';

function day(date: string, calls: DayHistory['calls'], kept = 0, held = 0): DayHistory {
  return { date, calls, saved: { kept, merged: 2, otherTab: 1 }, held };
}

it('lists what calls were for, most first', () => {
  const today = day('2026-11-23', { inventory: 1, device: 12, other: 0 });
  expect(countsByPurpose(today).map(({ label, calls }) => [label, calls])).toEqual([
    ['Single devices', 12],
    ['Device list', 1],
  ]);
  expect(callsOf(today)).toBe(13);
  expect(savedOf(day('2026-11-23', {}, 9))).toBe(12);
});

it('lists the days from the first known one, quiet ones too, two weeks at most', () => {
  const days = [day('2026-02-26', { device: 5 }, 4, 3), day('2026-03-01', { device: 7 })];
  expect(daysUntil('2026-03-02', days)).toEqual([
    { date: '2026-03-02', calls: 0, saved: 0, held: 0 },
    { date: '2026-03-01', calls: 7, saved: 3, held: 0 },
    { date: '2026-02-28', calls: 0, saved: 0, held: 0 },
    { date: '2026-02-27', calls: 0, saved: 0, held: 0 },
    { date: '2026-02-26', calls: 5, saved: 7, held: 3 },
  ]);
  expect(daysUntil('2026-04-01', days).map(({ date }) => date)).toHaveLength(14);
  expect(daysUntil('2026-04-01', [])).toHaveLength(1);
});

it('writes a date as it is, whatever the zone', () => {
  expect(dateWords('2026-11-23')).toMatch(/Mon.*23|23.*Mon/);
});
