/** How soon a call is wanted: by a person who waits for it, for what is on screen, or for later. */
export type Priority = 'click' | 'visible' | 'background';

/** What calls are for, as the budget page lists them. */
export const PURPOSES = [
  'inventory',
  'device',
  'search',
  'positions',
  'groups',
  'members',
  'apps',
  'distribution',
  'upload',
  'other',
] as const;
export type Purpose = (typeof PURPOSES)[number];

/** Said of every call of the documented API. */
export interface CallOptions {
  /** Default `visible`. */
  priority?: Priority;
  /** Default `other`. */
  purpose?: Purpose;
}

/** What the documentation allows ("API Call Limit"); a service that sends RateLimit headers is believed instead. */
export const DOCUMENTED = { minute: 100, day: 2500 } as const;

export const MINUTE_MS = 60_000;
export const DAY_MS = 24 * 60 * MINUTE_MS;

/** Whether a call counts against the organisation's limits: those of the documented API do, our own do not. */
export function isCounted(path: string): boolean {
  return path.startsWith('/api/v1/');
}
