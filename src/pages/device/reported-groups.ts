import type { ReportedFact } from '../../api/device-types.ts';

export interface FactGroup {
  /** The first part of the path, in words; "General" for facts at the top of the answer. */
  title: string;
  /** `time`, ms since 1970, where the value is one. */
  facts: { path: string; label: string; value?: string; time?: number }[];
}

const GENERAL = 'General';

/** Facts that hold every word of the search in path, label or value, grouped by what they hang on, in the order they came. */
export function groupFacts(
  reported: readonly ReportedFact[],
  search: string,
  isReportedOnly: boolean,
): { groups: FactGroup[]; count: number } {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const groups = new Map<string, FactGroup>();
  let count = 0;
  for (const { path, value } of reported) {
    if (isReportedOnly && value === undefined) continue;
    const { title, label } = nameOf(path);
    const text = `${path} ${title} ${label} ${value ?? 'not reported'}`.toLowerCase();
    if (!words.every((word) => text.includes(word))) continue;
    const group = groups.get(title) ?? { title, facts: [] };
    groups.set(title, group);
    const time = timeOf(path, value);
    group.facts.push({
      path,
      label,
      ...(value !== undefined && { value }),
      ...(time !== undefined && { time }),
    });
    count++;
  }
  // What stands at the top of the answer comes first, wherever its keys were.
  return {
    groups: [...groups.values()].sort((a, b) => Number(b.title === GENERAL) - Number(a.title === GENERAL)),
    count,
  };
}

/** Times come as milliseconds since 1970, under keys that say so; -1 and 0 stand for none. */
function timeOf(path: string, value: string | undefined): number | undefined {
  return value !== undefined && /_(?:time|date)$/.test(path) && /^\d{12,13}$/.test(value)
    ? Number(value)
    : undefined;
}

function nameOf(path: string): { title: string; label: string } {
  const dot = path.indexOf('.');
  if (dot < 0) return { title: GENERAL, label: inWords(path) };
  return { title: inWords(path.slice(0, dot)), label: inWords(path.slice(dot + 1)) };
}

const CAPITALS = /\b(?:os|id|imei|imsi|iccid|udid|meid|mac|ip|sim|ram|apn|eas|wifi|mdm|url|api|mcc|mnc)\b/gi;

/** "is_activation_lock_enabled" as "Is activation lock enabled"; "sims.0.imei" as "Sims 1 IMEI". */
function inWords(key: string): string {
  const words = key
    .replace(/(?:^|\.|\[)(\d+)(?=\.|\]|$)/g, (_all, at: string) => ` ${Number(at) + 1}`)
    .replace(/[._[\]]+/g, ' ')
    .trim()
    .replace(CAPITALS, (word) => (word.toLowerCase() === 'wifi' ? 'Wi-Fi' : word.toUpperCase()));
  return words.charAt(0).toUpperCase() + words.slice(1);
}
