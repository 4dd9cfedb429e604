import { describe, expect, it } from 'vitest';
import { readRateLimit, type LimitNews } from './rate-limit.ts';

const NOW = 1_000_000;
const minute = { remaining: 63, resetsAt: NOW + 13_000 };

describe('readRateLimit', () => {
  it.each<[string, string | undefined, string | undefined, LimitNews]>([
    [
      'both windows with their policy',
      '"minute";r=63;t=13, "day";r=1499;t=3600',
      '"minute";q=100;w=60, "day";q=2500;w=86400',
      {
        minute: { ...minute, limit: 100 },
        day: { remaining: 1499, resetsAt: NOW + 3_600_000, limit: 2500 },
      },
    ],
    [
      'other names, told by their length',
      '"burst";r=63;t=13',
      '"burst";q=9;w=60',
      { minute: { ...minute, limit: 9 } },
    ],
    ['a token for a name', 'minute;r=63;t=13', undefined, { minute }],
    ['no policy', '"minute";t=13;r=63', undefined, { minute }],
    ['a window of another length', '"minute";r=63;t=13', '"minute";q=5;w=3600', {}],
    ['an unknown name', '"hour";r=63;t=13', undefined, {}],
    ['no remainder', '"minute";t=13', undefined, {}],
    ['no reset', '"minute";r=63', undefined, {}],
    ['text for a number', '"minute";r=many;t=13', undefined, {}],
    ['a negative number', '"minute";r=-1;t=13', undefined, {}],
    ['nonsense', ';;=,,"', '"";', {}],
    ['nothing', undefined, undefined, {}],
  ])('%s', (_what, rateLimit, policy, expected) => {
    const headers = new Headers({
      ...(rateLimit !== undefined && { ratelimit: rateLimit }),
      ...(policy !== undefined && { 'ratelimit-policy': policy }),
    });
    expect(readRateLimit(headers, NOW)).toEqual(expected);
  });
});
