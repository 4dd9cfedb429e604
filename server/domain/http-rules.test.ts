import { describe, expect, it } from 'vitest';
import { chooseEncoding } from './accept-encoding.ts';
import { matchesETag, weakETag } from './etag.ts';
import { limitHeaders, LIMITS, retryAfter } from './limits.ts';
import { allowedOrigins, originOfRequest } from './origins.ts';

describe('chooseEncoding', () => {
  it.each([
    [undefined, 'identity'],
    ['', 'identity'],
    ['gzip', 'gzip'],
    ['gzip, deflate, br, zstd', 'br'],
    ['GZIP;q=1.0, br;q=0.5', 'gzip'],
    ['br;q=0, gzip', 'gzip'],
    ['*', 'br'],
    ['*;q=0', 'identity'],
    ['identity', 'identity'],
    ['br;q=nonsense', 'identity'],
  ])('%s -> %s', (header, expected) => {
    expect(chooseEncoding(header)).toBe(expected);
  });
});

describe('ETags', () => {
  const etag = weakETag(['a', 'b']);

  it('differ with what they are made of', () => {
    expect(weakETag(['a', 'b'])).toBe(etag);
    expect(weakETag(['ab', ''])).not.toBe(etag);
  });

  it.each([
    [undefined, false],
    [etag, true],
    [etag.replace('W/', ''), true],
    [`"x", ${etag}`, true],
    ['*', true],
    ['"x"', false],
    ['', false],
  ])('If-None-Match %s', (header, expected) => {
    expect(matchesETag(header, etag)).toBe(expected);
  });
});

describe('limits', () => {
  const now = 1_000_000;
  const minute = { used: 37, endsAt: now + 12_345 };
  const day = { used: 1001, endsAt: now + 3_600_000 };

  it('says what is allowed, what is left and when it resets', () => {
    expect(limitHeaders(LIMITS.paid, minute, day, now)).toEqual({
      'ratelimit-policy': '"minute";q=100;w=60, "day";q=2500;w=86400',
      ratelimit: '"minute";r=63;t=13, "day";r=1499;t=3600',
    });
    expect(limitHeaders(LIMITS.free, minute, day, now).ratelimit).toContain('"day";r=0;');
  });

  it('waits for the window that is used up, and never zero seconds', () => {
    expect(retryAfter(LIMITS.paid, minute, day, now)).toBe(13);
    expect(retryAfter(LIMITS.free, minute, day, now)).toBe(3600);
    expect(retryAfter(LIMITS.paid, { used: 100, endsAt: now }, day, now)).toBe(1);
  });
});

describe('origins', () => {
  it('are the address listened on, this machine, and the public one first', () => {
    expect(allowedOrigins({ host: '127.0.0.1' }, 8420, [])).toEqual([
      'http://127.0.0.1:8420',
      'http://localhost:8420',
      'http://[::1]:8420',
    ]);
    const everywhere = { host: '0.0.0.0', publicUrl: 'https://mdm.example' };
    expect(allowedOrigins(everywhere, 80, ['10.0.0.5', 'fd00::1'])).toEqual([
      'https://mdm.example',
      'http://10.0.0.5',
      'http://[fd00::1]',
      'http://127.0.0.1',
      'http://localhost',
      'http://[::1]',
    ]);
  });

  const ours = ['https://mdm.example', 'http://127.0.0.1:8420', 'http://[::1]:8420'];
  it.each([
    ['127.0.0.1:8420', 'http://127.0.0.1:8420'],
    ['[::1]:8420', 'http://[::1]:8420'],
    ['mdm.example', 'https://mdm.example'],
    ['MDM.example:443', 'https://mdm.example'],
    ['mdm.example:8420', undefined],
    ['127.0.0.1:8421', undefined],
    ['127.0.0.1', undefined],
    ['evil.example', undefined],
    ['127.0.0.1:8420@evil.example', undefined],
    ['127.0.0.1:8420/x', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('takes Host %s as %s', (host, expected) => {
    expect(originOfRequest(host, ours, false)).toBe(expected);
  });

  it('takes any readable name where it listens everywhere', () => {
    expect(originOfRequest('muster.lan:8420', ours, true)).toBe('http://muster.lan:8420');
    expect(originOfRequest('mdm.example', ours, true)).toBe('https://mdm.example');
    expect(originOfRequest('a b', ours, true)).toBeUndefined();
  });
});
