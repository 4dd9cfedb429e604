import { Agent, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import {
  askForCode,
  authorization,
  CALLBACK,
  createProofKey,
  locationOf,
  makeDataDir,
  ORIGIN,
  redeem,
  removeDataDir,
  signIn,
  startAuth,
  TestBrowser,
  type ProofKey,
  type TestAuth,
  type Tokens,
} from '../testing/auth-client.ts';

let dataDir: string;
let server: TestAuth;
let key: ProofKey;

beforeAll(async () => {
  dataDir = await makeDataDir();
  [server, key] = await Promise.all([startAuth(dataDir), createProofKey()]);
});

afterAll(async () => {
  await server.stop();
  await removeDataDir(dataDir);
});

afterEach(() => vi.useRealTimers());

const TECHNICIAN = 'technician@example.com';

describe('a whole sign-in', () => {
  test('ends at the callback with code and state, and the code buys bound tokens for an hour', async () => {
    const browser = new TestBrowser(server.app);
    const request = authorization();
    const landed = await signIn(browser, request, TECHNICIAN);
    expect(landed.origin + landed.pathname).toBe(CALLBACK);
    expect(landed.searchParams.get('state')).toBe('the-state');
    expect(landed.searchParams.get('iss')).toBe(ORIGIN);

    const answer = await redeem(browser, key, request, landed);
    expect(answer.statusCode).toBe(200);
    const tokens = answer.json<Tokens>();
    expect(tokens).toMatchObject({ token_type: 'DPoP', expires_in: 3600 });
    expect(tokens.refresh_token).toMatch(/^[\w-]{43}$/);
    expect(tokens.scope.split(' ')).toHaveLength(8);
  });

  test('with parameters in the query, as the reference prints them', async () => {
    const browser = new TestBrowser(server.app);
    const request = authorization();
    const landed = await signIn(browser, request, TECHNICIAN);
    const query = new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: 'muster-page',
      code: landed.searchParams.get('code') ?? '',
      code_verifier: request.verifier,
      redirect_uri: CALLBACK,
    });
    const dpop = await key.prove({ htm: 'POST', htu: `${ORIGIN}/oauth/v2/token` });
    const answer = await server.app.inject({
      method: 'POST',
      url: `/oauth/v2/token?${query.toString()}`,
      headers: { dpop, accept: 'text/html' },
    });
    expect(answer.statusCode).toBe(200);
    expect(answer.json<Tokens>().access_token).toBeDefined();
  });

  test('a second one in the same browser asks for no password, unless it is to', async () => {
    const browser = new TestBrowser(server.app);
    await signIn(browser, authorization(), TECHNICIAN);
    const again = locationOf(await askForCode(browser, authorization()));
    expect(again.searchParams.get('code')).not.toBeNull();
    const forced = locationOf(await askForCode(browser, authorization({ prompt: 'login' })));
    expect(forced.pathname).toMatch(/^\/sign-in\//);
  });

  test('as somebody else in the same browser makes the session theirs', async () => {
    const browser = new TestBrowser(server.app);
    await signIn(browser, authorization(), TECHNICIAN);
    const request = authorization({ prompt: 'login' });
    const landed = await signIn(browser, request, 'helpdesk@example.com');
    const tokens = (await redeem(browser, key, request, landed)).json<Tokens>();
    expect(tokens.scope).toBe('MDMOnDemand.MDMInventory.READ');
    const next = authorization();
    const silent = locationOf(await askForCode(browser, next));
    const still = (await redeem(browser, key, next, silent)).json<Tokens>();
    expect(still.scope).toBe('MDMOnDemand.MDMInventory.READ');
  });

  test('prompt=none without a session is told so', async () => {
    const landed = locationOf(
      await askForCode(new TestBrowser(server.app), authorization({ prompt: 'none' })),
    );
    expect(landed.searchParams.get('error')).toBe('login_required');
  });

  test('no secret of it is logged', async () => {
    const browser = new TestBrowser(server.app);
    const request = authorization();
    const landed = await signIn(browser, request, TECHNICIAN);
    const logged = server.logged.join('\n');
    expect(logged).toContain('signed in');
    expect(logged).not.toContain(landed.searchParams.get('code') ?? '');
    expect(logged).not.toContain('muster-sample');
  });
});

describe('a request for a code is refused', () => {
  test.each([
    ['without PKCE', { code_challenge: undefined, code_challenge_method: undefined }, 'invalid_request'],
    ['with PKCE plain', { code_challenge_method: 'plain' }, 'invalid_request'],
    ['with PKCE of no method', { code_challenge_method: undefined }, 'invalid_request'],
    ['for a scope that does not exist', { scope: 'MDMOnDemand.MDMInventory.WRITE' }, 'invalid_scope'],
    ['for no scope', { scope: undefined }, 'invalid_request'],
    ['with a made-up access_type', { access_type: 'sometimes' }, 'invalid_request'],
    ['for a token straight away', { response_type: 'token' }, 'invalid_request'],
  ])('%s', async (_what, change, error) => {
    const landed = locationOf(await askForCode(new TestBrowser(server.app), authorization(change)));
    expect(landed.origin + landed.pathname).toBe(CALLBACK);
    expect(landed.searchParams.get('error') ?? landed.hash).toContain(error);
    expect(landed.searchParams.get('code')).toBeNull();
  });

  test.each([
    ['a foreign redirect address', { redirect_uri: 'https://evil.example/callback' }],
    ['another path of ours', { redirect_uri: `${ORIGIN}/devices` }],
    ['a path beneath the callback', { redirect_uri: `${CALLBACK}/../devices` }],
    ['an unknown client', { client_id: 'somebody' }],
  ])('with %s, on a page and without a redirect', async (_what, change) => {
    const answer = await askForCode(new TestBrowser(server.app), authorization(change));
    expect(answer.statusCode).toBe(400);
    expect(answer.headers.location).toBeUndefined();
    expect(answer.headers['content-type']).toContain('text/html');
    expect(answer.body).toContain('Sign-in not possible');
  });

  test('at a host that is not ours', async () => {
    const { parameters } = authorization();
    const url = `/oauth/v2/auth?${new URLSearchParams(parameters).toString()}`;
    const answer = await server.app.inject({ url, headers: { host: 'rebound.example' } });
    expect(answer.statusCode).toBe(421);
    expect(answer.body).toContain(ORIGIN);
  });

  test('the forwarded headers of a client are not believed', async () => {
    const forwarded = { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' };
    const browser = new TestBrowser(server.app);
    const page = locationOf(await askForCode(browser, authorization()));
    const form = { email: TECHNICIAN, password: 'muster-sample' };
    const answer = await browser.post(page.pathname, form, forwarded);
    expect(answer.headers.location).toMatch(/^http:\/\/localhost\/oauth\/v2\/auth\//);
  });
});

describe('a code is refused', () => {
  async function obtainCode() {
    const browser = new TestBrowser(server.app);
    const request = authorization();
    return { browser, request, landed: await signIn(browser, request, TECHNICIAN) };
  }

  test.each([
    ['with a wrong verifier', { code_verifier: 'v'.repeat(43) }],
    ['without a verifier', { code_verifier: '' }],
    ['with another redirect address', { redirect_uri: `${ORIGIN}/callback-beside` }],
    ['that was made up', { code: 'c'.repeat(43) }],
  ])('%s', async (_what, change) => {
    const { browser, request, landed } = await obtainCode();
    const answer = await redeem(browser, key, request, landed, change);
    expect(answer.statusCode).toBe(400);
    expect(answer.json()).toMatchObject({ error: 'invalid_grant' });
  });

  test('without a proof of possession', async () => {
    const { browser, request, landed } = await obtainCode();
    const answer = await browser.post('/oauth/v2/token', {
      grant_type: 'authorization_code',
      client_id: 'muster-page',
      code: landed.searchParams.get('code') ?? '',
      code_verifier: request.verifier,
      redirect_uri: CALLBACK,
    });
    expect(answer.statusCode).toBe(400);
  });

  test('the second time, which also ends what it bought', async () => {
    const { browser, request, landed } = await obtainCode();
    const first = (await redeem(browser, key, request, landed)).json<Tokens>();
    expect((await redeem(browser, key, request, landed)).json()).toMatchObject({ error: 'invalid_grant' });
    const token = await server.auth.authenticator.authenticate({
      method: 'GET',
      url: `${ORIGIN}/api/v1/devices`,
      authorization: `DPoP ${first.access_token}`,
      dpop: undefined,
    });
    expect(token).toMatchObject({ isAuthenticated: false, reason: 'unknown access token' });
  });

  test('after 60 seconds', async () => {
    const { browser, request, landed } = await obtainCode();
    vi.useFakeTimers({ toFake: ['Date'] });
    vi.setSystemTime(Date.now() + 61_000);
    const answer = await redeem(browser, key, request, landed);
    expect(answer.json()).toMatchObject({ error: 'invalid_grant' });
  });

  test('but not before', async () => {
    const { browser, request, landed } = await obtainCode();
    vi.useFakeTimers({ toFake: ['Date'] });
    vi.setSystemTime(Date.now() + 55_000);
    expect((await redeem(browser, key, request, landed)).statusCode).toBe(200);
  });

  test('errors of the token endpoint are JSON, whatever is accepted', async () => {
    const answer = await new TestBrowser(server.app).post('/oauth/v2/token', {}, { accept: 'text/html' });
    expect(answer.statusCode).toBe(400);
    expect(answer.headers['content-type']).toContain('application/json');
  });
});

test.each([
  ['https://elsewhere.example', /origin/],
  [ORIGIN, /grant/],
])('a script of %s is told apart from the page', async (origin, reason) => {
  const answer = await server.app.inject({
    method: 'POST',
    url: '/oauth/v2/token',
    headers: { host: new URL(ORIGIN).host, origin, 'content-type': 'application/x-www-form-urlencoded' },
    payload: 'grant_type=refresh_token&refresh_token=made-up&client_id=muster-page',
  });
  expect(answer.statusCode).toBe(400);
  expect(answer.json<{ error_description: string }>().error_description).toMatch(reason);
});

describe('a client whose clock is an hour wrong', () => {
  test('is given a nonce, and redeems its code with it', async () => {
    const browser = new TestBrowser(server.app);
    const request = authorization();
    const landed = await signIn(browser, request, TECHNICIAN);
    const form = {
      client_id: 'muster-page',
      grant_type: 'authorization_code',
      code: landed.searchParams.get('code') ?? '',
      code_verifier: request.verifier,
      redirect_uri: CALLBACK,
    };
    const claims = {
      htm: 'POST',
      htu: `${ORIGIN}/oauth/v2/token`,
      iat: Math.floor(Date.now() / 1000) + 3600,
    };
    const first = await browser.post('/oauth/v2/token', form, { dpop: await key.prove(claims) });
    expect(first.json()).toMatchObject({ error: 'use_dpop_nonce' });
    const nonce = first.headers['dpop-nonce'];
    const second = await browser.post('/oauth/v2/token', form, {
      dpop: await key.prove({ ...claims, nonce }),
    });
    expect(second.statusCode).toBe(200);
  });
});

describe('behind a proxy with TLS', () => {
  test('addresses and cookies are those of the public origin', async () => {
    const publicUrl = 'https://muster.example.com';
    const dir = await makeDataDir();
    const proxied = await startAuth(dir, { publicUrl });
    const { parameters } = authorization({ redirect_uri: `${publicUrl}/callback` });
    const url = `/oauth/v2/auth?${new URLSearchParams(parameters).toString()}`;
    // One proxy passes the Host on, another does not.
    for (const host of ['muster.example.com', 'internal:8420']) {
      const answer = await proxied.app.inject({ url, headers: { host } });
      expect(answer.statusCode).toBe(303);
      expect(answer.cookies).toHaveLength(4);
      expect(answer.cookies.every((cookie) => cookie.secure === true && cookie.httpOnly === true)).toBe(true);
    }
    const discovery = await proxied.app.inject({
      url: '/.well-known/oauth-authorization-server',
      headers: { host: 'muster.example.com' },
    });
    expect(discovery.json()).toMatchObject({
      issuer: publicUrl,
      token_endpoint: `${publicUrl}/oauth/v2/token`,
    });
    await proxied.stop();
    await removeDataDir(dir);
  });
});

test('over a real connection, kept alive, with and without a body', async () => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  await server.app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = server.app.server.address() as AddressInfo; // A TCP server has one.
  const post = (path: string, headers: Record<string, string>, body: string) =>
    new Promise<string>((resolve, reject) => {
      const options = { agent, port, path, method: 'POST', headers: { host: 'localhost', ...headers } };
      const sent = request(options, (answer) => {
        text(answer).then(resolve, reject);
      });
      sent.on('error', reject).end(body);
    });
  const path = '/oauth/v2/token';
  const query = `${path}?client_id=muster-page&grant_type=refresh_token&refresh_token=x`;
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  const json = { 'content-type': 'application/json' };
  for (let round = 0; round < 3; round++) {
    expect(await post(path, form, query.slice(path.length + 1))).toContain('invalid_grant');
    expect(await post(query, {}, '')).toContain('invalid_grant');
    expect(await post(query, json, '')).toContain('invalid_grant');
  }
  agent.destroy();
});

test('the discovery document names the addresses of the reference', async () => {
  const answer = await server.app.inject('/.well-known/oauth-authorization-server');
  expect(answer.json()).toMatchObject({
    issuer: ORIGIN,
    authorization_endpoint: `${ORIGIN}/oauth/v2/auth`,
    token_endpoint: `${ORIGIN}/oauth/v2/token`,
    revocation_endpoint: `${ORIGIN}/oauth/v2/token/revoke`,
    end_session_endpoint: `${ORIGIN}/oauth/v2/end-session`,
    code_challenge_methods_supported: ['S256'],
  });
});
