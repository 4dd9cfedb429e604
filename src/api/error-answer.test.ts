import { describe, expect, it } from 'vitest';
import { parseRetryAfter, toApiError } from './error-answer.ts';

const NOW = Date.UTC(2026, 10, 23, 12, 0, 0);

describe('Retry-After', () => {
  it.each([
    ['42', 42_000],
    [' 0 ', 0],
    ['Mon, 23 Nov 2026 12:01:30 GMT', 90_000],
    ['Mon, 23 Nov 2026 11:00:00 GMT', 0],
    ['999999999', 86_400_000],
    ['soon', undefined],
    ['-5', undefined],
    ['1.5', undefined],
    ['', undefined],
    [null, undefined],
  ])('%j means %j ms', (header, ms) => {
    expect(parseRetryAfter(header, NOW)).toBe(ms);
  });
});

const body = (code: unknown, description: unknown) =>
  JSON.stringify({
    error_code: code,
    error_description: description,
    localized_error_description: description,
  });

describe('a refusal becomes one error', () => {
  it.each([
    [401, {}, body('COM0013', 'x'), { kind: 'signed-out', code: 'COM0013' }],
    [403, {}, body('SCOPE_MISMATCH', 'No scope'), { kind: 'forbidden', code: 'SCOPE_MISMATCH' }],
    [404, {}, body(1002, 'Unknown ID'), { kind: 'not-found', code: '1002' }],
    [429, { 'retry-after': '42' }, body('COM0002', 'x'), { kind: 'limit', retryAfterMs: 42_000 }],
    [503, { 'retry-after': '120' }, '<html>', { kind: 'server', retryAfterMs: 120_000 }],
    [
      400,
      {},
      body('COM0003', 'Invalid paging params'),
      { kind: 'refused', message: 'Invalid paging params.' },
    ],
    [400, {}, 'nonsense', { kind: 'refused', message: 'The server refused (400).' }],
    [500, {}, 'null', { kind: 'server', code: undefined }],
  ])('%d %j %s', (status, headers, text, expected) => {
    const error = toApiError(status, new Headers(headers), text, NOW);
    expect(error).toMatchObject({ status, ...expected });
  });

  it.each([
    ['42', 'Try again in 42 s.'],
    ['600', 'Try again in 10 min.'],
    ['36000', 'Try again in 10 h.'],
  ])('says when to try again after %s s', (seconds, said) => {
    const error = toApiError(429, new Headers({ 'retry-after': seconds }), '', NOW);
    expect(error.message).toBe(`The call limit of the API is used up. ${said}`);
  });
});
