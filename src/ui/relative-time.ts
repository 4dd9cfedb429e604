const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long ago, in words short enough for a line of facts: "just now", "3 min ago", "2 h ago", "5 days ago". */
export function relativeTime(at: number, now: number): string {
  const age = now - at;
  // A server's clock a little ahead of the viewer's is no reason to speak of the future.
  if (age < -MINUTE) return `in ${span(-age)}`;
  return age < MINUTE ? 'just now' : `${span(age)} ago`;
}

function span(ms: number): string {
  if (ms < HOUR) return `${Math.floor(ms / MINUTE)} min`;
  if (ms < DAY) return `${Math.floor(ms / HOUR)} h`;
  const days = Math.floor(ms / DAY);
  if (days < 60) return days === 1 ? '1 day' : `${days} days`;
  if (days < 730) return `${Math.floor(days / 30.44)} months`;
  return `${Math.floor(days / 365.25)} years`;
}

const exact = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'long' });

/** Date, time and zone as the viewer writes them. */
export function exactTime(at: number): string {
  return exact.format(at);
}
