/** Calls an organisation may make (reference: "API Call Limit"). */
export interface Limits {
  perMinute: number;
  perDay: number;
}

export const LIMITS: Readonly<Record<'paid' | 'free', Limits>> = {
  paid: { perMinute: 100, perDay: 2500 },
  free: { perMinute: 100, perDay: 1000 },
};

interface Window {
  used: number;
  /** ms since 1970. */
  endsAt: number;
}

/** The structured fields of draft-ietf-httpapi-ratelimit-headers-10: what is allowed, what is left, seconds until it resets. */
export function limitHeaders(
  limits: Limits,
  minute: Window,
  day: Window,
  now: number,
): Record<'ratelimit' | 'ratelimit-policy', string> {
  const left = (name: string, limit: number, window: Window) =>
    `"${name}";r=${Math.max(0, limit - window.used)};t=${secondsUntil(window.endsAt, now)}`;
  return {
    'ratelimit-policy': `"minute";q=${limits.perMinute};w=60, "day";q=${limits.perDay};w=86400`,
    ratelimit: `${left('minute', limits.perMinute, minute)}, ${left('day', limits.perDay, day)}`,
  };
}

/** Whole seconds until a refused caller may try again: until the longest of the used-up windows ends. */
export function retryAfter(limits: Limits, minute: Window, day: Window, now: number): number {
  return secondsUntil(day.used >= limits.perDay ? day.endsAt : minute.endsAt, now);
}

/** At least one: zero would invite the same call into the same window. */
function secondsUntil(endsAt: number, now: number): number {
  return Math.max(1, Math.ceil((endsAt - now) / 1000));
}
