import { exactTime, relativeTime } from './relative-time.ts';
import { useNow } from './use-now.ts';

/** "3 min ago", with the exact time and zone on hover and for a screen reader's machine-readable reading. */
export function RelativeTime({ at }: { at: number }) {
  const now = useNow();
  return (
    <time dateTime={new Date(at).toISOString()} title={exactTime(at)}>
      {relativeTime(at, Math.max(now, at))}
    </time>
  );
}
