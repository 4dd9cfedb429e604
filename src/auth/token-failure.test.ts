import { ErrorResponse, ErrorTimeout } from 'oidc-client-ts';
import { expect, test } from 'vitest';
import { ApiError } from '../api/errors.ts';
import { explainTokenFailure } from './token-failure.ts';

/** As the library throws it where the refusal carries a DPoP nonce; the class is not exported. */
function withNonce(body: string): Error {
  const error = new Error(body);
  error.name = 'ErrorDPoPNonce';
  return error;
}

test.each<[string, unknown, string]>([
  ['a grant that ended', new ErrorResponse({ error: 'invalid_grant' }), 'signed-out'],
  ['the same with a nonce', withNonce('{"error":"invalid_grant"}'), 'signed-out'],
  ["the cloud's word for it", new ErrorResponse({ error: 'invalid_code' }), 'signed-out'],
  ['a refusal', new ErrorResponse({ error: 'access_denied' }), 'refused'],
  ['a client the server does not know', new ErrorResponse({ error: 'invalid_client' }), 'refused'],
  ['a nonce without a body', withNonce('not JSON'), 'malformed'],
  ['no connection', new TypeError('Failed to fetch'), 'network'],
  ['no answer', new ErrorTimeout('Network timed out'), 'timeout'],
  ['a used or foreign state', new Error('No matching state found in storage'), 'refused'],
  ['a server that fails', new Error('Bad Gateway (502)'), 'server'],
  ['a page instead of an answer', new Error('Invalid response Content-Type: text/html'), 'malformed'],
  ['a browser that keeps no key', new DOMException('Blocked', 'SecurityError'), 'refused'],
  ['not even an error', 'no', 'malformed'],
])('%s', (_name, cause, kind) => {
  const failure = explainTokenFailure(cause);
  expect(failure.kind).toBe(kind);
  expect(failure.cause).toBe(cause);
});

test('the words of the server are passed on', () => {
  const cause = new ErrorResponse({ error: 'access_denied', error_description: 'the role allows nothing' });
  expect(explainTokenFailure(cause).message).toContain('access_denied: the role allows nothing');
});

test('an ApiError passes as it is', () => {
  const error = new ApiError('limit', 'Too many.');
  expect(explainTokenFailure(error)).toBe(error);
});

test('where the browser keeps no key, the browser is blamed, not the server', () => {
  const { message } = explainTokenFailure(new DOMException('Full', 'QuotaExceededError'));
  expect(message).toMatch(/^This browser does not let Muster keep the key/);
});
