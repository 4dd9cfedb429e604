import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  callApi,
  createProofKey,
  makeDataDir,
  obtainTokens,
  ORIGIN,
  removeDataDir,
  startAuth,
  tokenHash,
  type CallChange,
  type ProofKey,
  type TestAuth,
} from '../testing/auth-client.ts';
import { hashSecret } from './secret-hash.ts';

const URL_OF_CALL = `${ORIGIN}/api/v1/devices`;
const API_KEY = 'an-api-key-from-the-environment';

let dataDir: string;
let server: TestAuth;
let key: ProofKey;
let token: string;

beforeAll(async () => {
  dataDir = await makeDataDir();
  [server, key] = await Promise.all([startAuth(dataDir, { apiKey: API_KEY }), createProofKey()]);
  token = (await obtainTokens(server.app, key, 'technician@example.com')).access_token;
});

afterAll(async () => {
  await server.stop();
  await removeDataDir(dataDir);
});

afterEach(() => vi.useRealTimers());

function present(authorization: string | undefined, dpop?: string) {
  return server.auth.authenticator.authenticate({ method: 'GET', url: URL_OF_CALL, authorization, dpop });
}

describe('a token bound to a key', () => {
  test('is accepted with a proof', async () => {
    const { answer } = await callApi(server, key, token);
    expect(answer).toMatchObject({
      isAuthenticated: true,
      principal: { kind: 'account', email: 'technician@example.com', role: 'technician' },
    });
    const endsAt = answer.isAuthenticated ? answer.principal.sessionEndsAt! - Date.now() : 0;
    expect(endsAt).toBeGreaterThan(3_500_000);
    expect(endsAt).toBeLessThanOrEqual(3_600_000);
  });

  test.each<[string, CallChange]>([
    ['another method', { claims: { htm: 'POST' } }],
    ['another address', { claims: { htu: `${ORIGIN}/api/v1/groups` } }],
    ['another origin', { claims: { htu: 'http://evil.example/api/v1/devices' } }],
    ['no address', { claims: { htu: undefined } }],
    ['another token', { claims: { ath: tokenHash('another') } }],
    ['no token', { claims: { ath: undefined } }],
    ['no jti', { claims: { jti: undefined } }],
    ['another type', { header: { typ: 'jwt' } }],
    ['what is no proof at all', { dpop: 'nonsense' }],
    ['two proofs', { dpop: 'a.b.c,d.e.f' }],
  ])('is refused with a proof for %s', async (_what, change) => {
    const { answer } = await callApi(server, key, token, change);
    expect(answer.isAuthenticated).toBe(false);
    expect(answer.headers['WWW-Authenticate']).toContain('error="invalid_dpop_proof"');
  });

  test('is refused with a proof by another key', async () => {
    const { answer } = await callApi(server, key, token, { key: await createProofKey() });
    expect(answer).toMatchObject({ isAuthenticated: false, reason: 'the token is bound to another key' });
  });

  test('is refused with a proof that was changed after it was signed', async () => {
    const { dpop } = await callApi(server, key, token);
    const [header, payload, signature] = dpop.split('.');
    const claims = JSON.parse(Buffer.from(payload!, 'base64url').toString()) as object;
    const forged = Buffer.from(JSON.stringify({ ...claims, jti: 'new' })).toString('base64url');
    const answer = await present(`DPoP ${token}`, [header, forged, signature].join('.'));
    expect(answer.isAuthenticated).toBe(false);
  });

  test('is refused with a proof that was used before', async () => {
    const { dpop } = await callApi(server, key, token);
    const answer = await present(`DPoP ${token}`, dpop);
    expect(answer).toMatchObject({ isAuthenticated: false, reason: 'the DPoP proof was used before' });
  });

  test.each([
    ['without a nonce', undefined],
    ['with a nonce of its own', 'made-up'],
  ])('made by a wrong clock and %s is given one', async (_how, nonce) => {
    const iat = Math.floor(Date.now() / 1000) - 3600;
    const { answer } = await callApi(server, key, token, { claims: { nonce, iat } });
    expect(answer.isAuthenticated).toBe(false);
    expect(answer.headers['WWW-Authenticate']).toContain('error="use_dpop_nonce"');
    expect(answer.headers['DPoP-Nonce']).toMatch(/^[\w-]{43}$/);
  });

  test('is given the next nonce with every answer', async () => {
    const { answer } = await callApi(server, key, token);
    expect(answer.headers['DPoP-Nonce']).toMatch(/^[\w-]{43}$/);
  });

  test.each([-3600, 3600])('does not mind a clock that is %d seconds wrong', async (seconds) => {
    const iat = Math.floor(Date.now() / 1000) + seconds;
    expect((await callApi(server, key, token, { claims: { iat } })).answer.isAuthenticated).toBe(true);
  });

  test('takes query and fragment of the address for nothing', async () => {
    const { answer } = await callApi(server, key, token, { claims: { htu: `${URL_OF_CALL}?search=x#y` } });
    expect(answer.isAuthenticated).toBe(true);
  });

  test.each(['Bearer', 'Zoho-oauthtoken', 'Zoho-authtoken'])('is refused as %s', async (scheme) => {
    const { answer } = await callApi(server, key, token, { scheme });
    expect(answer).toMatchObject({ isAuthenticated: false, reason: 'the access token is bound to a key' });
  });

  test('is refused without a proof', async () => {
    expect(await present(`DPoP ${token}`)).toMatchObject({ isAuthenticated: false, reason: 'no DPoP proof' });
  });

  test('is refused after its hour', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    vi.setSystemTime(Date.now() + 3_601_000);
    const { answer } = await callApi(server, key, token);
    expect(answer).toMatchObject({ isAuthenticated: false, reason: 'the access token ended' });
  });
});

describe('a bearer token', () => {
  const BEARER = 'a-token-of-another-client';

  beforeEach(async () => {
    const account = await server.store.accounts.findByEmail('manager@example.com');
    await server.store.oauth.put({
      model: 'AccessToken',
      id: hashSecret(BEARER),
      payload: {
        accountId: account!.id,
        scope: 'MDMOnDemand.MDMInventory.READ MDMOnDemand.MDMInventory.DELETE',
        exp: Math.floor(Date.now() / 1000) + 3600,
      },
      createdAt: Date.now(),
    });
  });

  test.each(['Zoho-oauthtoken', 'zoho-oauthtoken', 'Zoho-authtoken', 'Bearer', 'bearer'])(
    'is accepted as %s, with what the role allows',
    async (scheme) => {
      expect(await present(`${scheme} ${BEARER}`)).toMatchObject({
        isAuthenticated: true,
        principal: { role: 'manager', scopes: new Set(['MDMInventory.READ']) },
      });
    },
  );

  test('is refused as DPoP', async () => {
    expect(await present(`DPoP ${BEARER}`)).toMatchObject({ isAuthenticated: false });
  });
});

describe('an API key', () => {
  test('that is kept is accepted with the scopes of its role, and no longer once it is revoked', async () => {
    const details = { id: randomUUID(), name: 'ci', role: 'helpdesk' as const, createdAt: Date.now() };
    await server.store.apiKeys.add({ ...details, hash: hashSecret('mk_secret') });
    expect(await present('mk_secret')).toMatchObject({
      isAuthenticated: true,
      principal: {
        kind: 'api-key',
        accountId: `api-key:${details.id}`,
        name: 'ci',
        role: 'helpdesk',
        scopes: new Set(['MDMInventory.READ']),
      },
    });
    await server.store.apiKeys.remove('ci');
    expect(await present('mk_secret')).toMatchObject({ isAuthenticated: false });
  });

  test('of the environment is an administrator', async () => {
    const answer = await present(API_KEY);
    expect(answer).toMatchObject({ isAuthenticated: true, principal: { role: 'admin' } });
  });
});

test.each([
  ['nothing', undefined],
  ['an empty header', ''],
  ['an unknown key', 'unknown'],
  ['an unknown scheme', 'Basic dXNlcjpwYXNz'],
  ['an unknown token', 'Bearer unknown'],
  ['a scheme alone', 'Bearer '],
  ['more than a token', 'Bearer one two'],
])('%s is refused', async (_what, authorization) => {
  expect((await present(authorization)).isAuthenticated).toBe(false);
});
