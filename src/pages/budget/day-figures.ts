import { PURPOSES, type Purpose } from '../../api/budget/calls.ts';
import type { DayHistory } from '../../api/budget/ledger.ts';

const PURPOSE_LABELS: Readonly<Record<Purpose, string>> = {
  inventory: 'Device list',
  device: 'Single devices',
  search: 'Search at the service',
  positions: 'Positions',
  groups: 'Groups',
  members: 'Group members',
  apps: 'Apps',
  distribution: 'Distribution of apps',
  upload: 'Uploads',
  other: 'Other',
};

export interface PurposeCount {
  purpose: Purpose;
  label: string;
  calls: number;
}

/** What the calls of a day were for, most first; purposes without a call are left out. */
export function countsByPurpose({ calls }: DayHistory): PurposeCount[] {
  return PURPOSES.map((purpose) => ({
    purpose,
    label: PURPOSE_LABELS[purpose],
    calls: calls[purpose] ?? 0,
  }))
    .filter((each) => each.calls > 0)
    .toSorted((a, b) => b.calls - a.calls);
}

export function callsOf(day: DayHistory): number {
  return countsByPurpose(day).reduce((sum, { calls }) => sum + calls, 0);
}

export function savedOf({ saved: { kept, merged, otherTab } }: DayHistory): number {
  return kept + merged + otherTab;
}

export interface DayFigures {
  /** "2026-11-23", by the person's own calendar. */
  date: string;
  calls: number;
  saved: number;
  held: number;
}

const DAYS_SHOWN = 14;

/** The days up to `today`, newest first, from the first on which anything happened; quiet ones between are zero. */
export function daysUntil(today: string, days: readonly DayHistory[]): DayFigures[] {
  const known = new Map(days.map((day) => [day.date, day]));
  const first = days.map(({ date }) => date).reduce((a, b) => (b < a ? b : a), today);
  const shown: DayFigures[] = [];
  for (let date = today; date >= first && shown.length < DAYS_SHOWN; date = dayBefore(date)) {
    const day = known.get(date);
    shown.push({
      date,
      calls: day === undefined ? 0 : callsOf(day),
      saved: day === undefined ? 0 : savedOf(day),
      held: day?.held ?? 0,
    });
  }
  return shown;
}

/** Of a date as text; counted in UTC, where every day has 24 hours. */
function dayBefore(date: string): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}

const weekday = new Intl.DateTimeFormat(undefined, {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  timeZone: 'UTC',
});

/** "Mon, 23 Nov". */
export function dateWords(date: string): string {
  return weekday.format(new Date(`${date}T00:00:00Z`));
}
