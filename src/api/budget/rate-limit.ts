import { DAY_MS, MINUTE_MS } from './calls.ts';

/** What an answer says of one window. */
export interface WindowNews {
  limit?: number;
  remaining: number;
  /** ms since 1970, by the clock here: the header counts seconds from now. */
  resetsAt: number;
}

export type WindowName = 'minute' | 'day';
export type LimitNews = Partial<Record<WindowName, WindowNews>>;

interface Item {
  name: string;
  parameters: Map<string, number>;
}

/**
 * Reads RateLimit and RateLimit-Policy (draft-ietf-httpapi-ratelimit-headers): `"minute";r=63;t=13, "day";r=1499;t=3600`.
 * Which window an item speaks of is told by the length its policy names, else by its name. What is unreadable is left out.
 */
export function readRateLimit(headers: Headers, now: number): LimitNews {
  const policies = new Map(
    readItems(headers.get('ratelimit-policy')).map((item) => [item.name, item.parameters]),
  );
  const news: LimitNews = {};
  for (const { name, parameters } of readItems(headers.get('ratelimit'))) {
    const policy = policies.get(name);
    const window = windowOf(name, policy?.get('w'));
    const remaining = parameters.get('r');
    const seconds = parameters.get('t');
    if (window === undefined || remaining === undefined || seconds === undefined) continue;
    const limit = policy?.get('q');
    news[window] = { remaining, resetsAt: now + seconds * 1000, ...(limit !== undefined && { limit }) };
  }
  return news;
}

function windowOf(name: string, seconds: number | undefined): WindowName | undefined {
  if (seconds !== undefined) {
    return seconds * 1000 === MINUTE_MS ? 'minute' : seconds * 1000 === DAY_MS ? 'day' : undefined;
  }
  return name === 'minute' || name === 'day' ? name : undefined;
}

/** Items of a structured list (RFC 9651): a name and whole numbers as parameters. */
function readItems(header: string | null): Item[] {
  if (header === null) return [];
  return header.split(',').flatMap((part) => {
    const [name = '', ...rest] = part.split(';').map((each) => each.trim());
    const bare = /^"([\w -]{1,40})"$/.exec(name)?.[1] ?? /^([\w-]{1,40})$/.exec(name)?.[1];
    if (bare === undefined) return [];
    const parameters = new Map<string, number>();
    for (const each of rest) {
      const [, key, digits] = /^([a-z]+)=(\d{1,12})$/.exec(each) ?? [];
      if (key !== undefined && digits !== undefined) parameters.set(key, Number(digits));
    }
    return [{ name: bare, parameters }];
  });
}
