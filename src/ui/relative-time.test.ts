import { describe, expect, it } from 'vitest';
import { exactTime, relativeTime } from './relative-time.ts';

const now = Date.UTC(2026, 10, 23, 12);
const minutes = (count: number) => now - count * 60_000;

describe('relativeTime', () => {
  it.each([
    [now, 'just now'],
    [now + 30_000, 'just now'],
    [minutes(1), '1 min ago'],
    [minutes(59), '59 min ago'],
    [minutes(60), '1 h ago'],
    [minutes(24 * 60), '1 day ago'],
    [minutes(5 * 24 * 60), '5 days ago'],
    [minutes(90 * 24 * 60), '2 months ago'],
    [minutes(3 * 366 * 24 * 60), '3 years ago'],
    [minutes(-5), 'in 5 min'],
  ])('%d reads %s', (at, words) => {
    expect(relativeTime(at, now)).toBe(words);
  });
});

describe('exactTime', () => {
  it('names year, minute and zone', () => {
    expect(exactTime(now)).toMatch(/2026.*\d{1,2}:00:00/);
  });
});
