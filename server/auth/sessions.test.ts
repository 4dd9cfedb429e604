import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  askForCode,
  authorization,
  callApi,
  createProofKey,
  locationOf,
  makeDataDir,
  obtainTokens,
  ORIGIN,
  redeem,
  refresh,
  removeDataDir,
  signIn,
  startAuth,
  TestBrowser,
  type ProofKey,
  type TestAuth,
  type Tokens,
} from '../testing/auth-client.ts';
import { endAllSessions } from './end-sessions.ts';

let dataDir: string;
let server: TestAuth;
let key: ProofKey;
let browser: TestBrowser;

beforeEach(async () => {
  dataDir = await makeDataDir();
  [server, key] = await Promise.all([startAuth(dataDir), createProofKey()]);
  browser = new TestBrowser(server.app);
});

afterEach(async () => {
  vi.useRealTimers();
  await server.stop();
  await removeDataDir(dataDir);
});

const ADMIN = 'admin@example.com';
const TECHNICIAN = 'technician@example.com';
const ALL = 'MDMOnDemand.fullaccess.all';

async function accountId(email: string): Promise<string> {
  return (await server.store.accounts.findByEmail(email))!.id;
}

async function isAccepted(tokens: Tokens): Promise<boolean> {
  return (await callApi(server, key, tokens.access_token)).answer.isAuthenticated;
}

async function isRefreshed(tokens: Tokens): Promise<boolean> {
  return (await refresh(browser, key, tokens.refresh_token)).statusCode === 200;
}

describe('what a role is granted', () => {
  test.each([
    ['helpdesk@example.com', ALL, 'MDMOnDemand.MDMInventory.READ'],
    ['manager@example.com', ALL, 'MDMOnDemand.MDMInventory.READ MDMOnDemand.MDMDeviceMgmt.READ'],
    ['manager@example.com', 'MDMOnDemand.MDMDeviceMgmt.ALL', 'MDMOnDemand.MDMDeviceMgmt.READ'],
    [
      ADMIN,
      'mdmondemand.mdmuser.read,MDMOnDemand.MDMInventory.read',
      'MDMOnDemand.MDMInventory.READ MDMOnDemand.MDMUser.READ',
    ],
  ])('%s, asking for %s, gets %s', async (email, scope, granted) => {
    expect((await obtainTokens(server.app, key, email, { scope })).scope).toBe(granted);
  });

  test.each([
    [TECHNICIAN, 8],
    [ADMIN, 12],
  ])('%s, asking for everything, gets %d scopes', async (email, count) => {
    const { scope } = await obtainTokens(server.app, key, email, { scope: ALL });
    expect(scope.split(' ')).toHaveLength(count);
  });

  test('nothing of what was asked for: access_denied in the redirect', async () => {
    const landed = await signIn(
      browser,
      authorization({ scope: 'MDMOnDemand.MDMDeviceMgmt.CREATE' }),
      'helpdesk@example.com',
    );
    expect(landed.searchParams.get('error')).toBe('access_denied');
    expect(landed.searchParams.get('error_description')).toContain('helpdesk');
    expect(landed.searchParams.get('code')).toBeNull();
  });

  test('a refresh widens nothing', async () => {
    const tokens = await obtainTokens(server.app, key, 'helpdesk@example.com');
    const dpop = await key.prove({ htm: 'POST', htu: `${ORIGIN}/oauth/v2/token` });
    const form = {
      client_id: 'muster-page',
      grant_type: 'refresh_token',
      refresh_token: tokens.refresh_token!,
      scope: ALL,
    };
    const answer = await browser.post('/oauth/v2/token', form, { dpop });
    expect(answer.json()).toMatchObject({ error: 'invalid_scope' });
  });
});

describe('refresh tokens', () => {
  test.each(['online', undefined])('access_type %s has none', async (access_type) => {
    const tokens = await obtainTokens(server.app, key, TECHNICIAN, { access_type });
    expect(tokens.refresh_token).toBeUndefined();
    expect(await isAccepted(tokens)).toBe(true);
  });

  test('are permanent, are not rotated, and are bound to the key', async () => {
    const tokens = await obtainTokens(server.app, key, TECHNICIAN);
    vi.useFakeTimers({ toFake: ['Date'] });
    vi.setSystemTime(Date.now() + 5 * 365 * 24 * 3600_000);
    await server.store.oauth.sweep(Date.now());
    const answer = await refresh(browser, key, tokens.refresh_token);
    expect(answer.statusCode).toBe(200);
    const next = answer.json<Tokens>();
    expect(next.refresh_token).toBe(tokens.refresh_token);
    expect(await isAccepted(next)).toBe(true);
    expect((await refresh(browser, await createProofKey(), tokens.refresh_token)).statusCode).toBe(400);
  });

  test('the 21st drops the first, and nobody else’s', async () => {
    const other = await obtainTokens(server.app, key, ADMIN);
    await signIn(browser, authorization(), TECHNICIAN);
    const all: Tokens[] = [];
    for (let index = 0; index < 21; index++) {
      const request = authorization();
      const landed = locationOf(await askForCode(browser, request));
      all.push((await redeem(browser, key, request, landed)).json<Tokens>());
    }
    expect(await isRefreshed(all[0]!)).toBe(false);
    expect(await isRefreshed(all[1]!)).toBe(true);
    expect(await isRefreshed(all[20]!)).toBe(true);
    expect(await isRefreshed(other)).toBe(true);
  });
});

describe('revoking', () => {
  test.each([
    ['as printed, in the query', 'query', 'refresh_token'],
    ['as printed, in the body', 'body', 'refresh_token'],
    ['as RFC 7009 says, in the query', 'query', 'token'],
    ['as RFC 7009 says, in the body', 'body', 'token'],
  ])('%s ends that session and no other', async (_how, place, name) => {
    const [one, other] = await Promise.all([
      obtainTokens(server.app, key, TECHNICIAN),
      obtainTokens(server.app, key, TECHNICIAN),
    ]);
    const form = { [name]: one.refresh_token! };
    const path = '/oauth/v2/token/revoke';
    const answer =
      place === 'body'
        ? await browser.post(path, form)
        : await server.app.inject({ method: 'POST', url: `${path}?${new URLSearchParams(form).toString()}` });
    expect(answer.statusCode).toBe(200);
    expect(await isRefreshed(one)).toBe(false);
    expect(await isAccepted(one)).toBe(false);
    expect(await isRefreshed(other)).toBe(true);
    expect(await isAccepted(other)).toBe(true);
  });

  test('an unknown token is answered alike, a missing one is an error', async () => {
    const path = '/oauth/v2/token/revoke';
    expect((await browser.post(path, { token: 'unknown' })).statusCode).toBe(200);
    expect((await browser.post(path, {})).json()).toMatchObject({ error: 'invalid_request' });
  });
});

describe('a restart', () => {
  test('loses neither tokens nor the browser’s session nor a half-done sign-in', async () => {
    const tokens = await obtainTokens(server.app, key, TECHNICIAN);
    await signIn(browser, authorization(), TECHNICIAN);
    const halfway = new TestBrowser(server.app);
    const page = locationOf(await askForCode(halfway, authorization()));
    await server.stop();
    server = await startAuth(dataDir);
    browser.app = halfway.app = server.app;

    expect(await isAccepted(tokens)).toBe(true);
    expect(await isRefreshed(tokens)).toBe(true);
    const silent = locationOf(await askForCode(browser, authorization({ prompt: 'none' })));
    expect(silent.searchParams.get('code')).not.toBeNull();
    const submitted = await halfway.post(page.pathname, { email: ADMIN, password: 'muster-sample' });
    expect(submitted.statusCode).toBe(303);
  });

  test('voids a recorded call', async () => {
    const tokens = await obtainTokens(server.app, key, TECHNICIAN);
    const { dpop } = await callApi(server, key, tokens.access_token);
    await server.stop();
    server = await startAuth(dataDir);
    const { answer } = await callApi(server, key, tokens.access_token, { dpop });
    expect(answer).toMatchObject({ isAuthenticated: false });
    expect(answer.headers['WWW-Authenticate']).toContain('use_dpop_nonce');
  });
});

describe('an account that changes', () => {
  test('loses what its role loses with the next call', async () => {
    const tokens = await obtainTokens(server.app, key, ADMIN, { scope: ALL });
    await server.store.accounts.update(await accountId(ADMIN), { role: 'helpdesk' });
    const { answer } = await callApi(server, key, tokens.access_token);
    expect(answer).toMatchObject({
      isAuthenticated: true,
      principal: { role: 'helpdesk', scopes: new Set(['MDMInventory.READ']) },
    });
  });

  test('gains nothing by a token from before', async () => {
    const tokens = await obtainTokens(server.app, key, 'helpdesk@example.com', { scope: ALL });
    await server.store.accounts.update(await accountId('helpdesk@example.com'), { role: 'admin' });
    const { answer } = await callApi(server, key, tokens.access_token);
    expect(answer).toMatchObject({ principal: { role: 'admin', scopes: new Set(['MDMInventory.READ']) } });
  });

  test('disabled: no call, no refresh, no silent sign-in, and the sign-in page for the next person', async () => {
    const tokens = await obtainTokens(server.app, key, TECHNICIAN);
    await signIn(browser, authorization(), TECHNICIAN);
    await server.store.accounts.update(await accountId(TECHNICIAN), { isDisabled: true });
    expect(await isAccepted(tokens)).toBe(false);
    expect(await isRefreshed(tokens)).toBe(false);
    const silent = locationOf(await askForCode(browser, authorization({ prompt: 'none' })));
    expect(silent.searchParams.get('code')).toBeNull();
    const landed = await signIn(browser, authorization(), ADMIN);
    expect(landed.searchParams.get('code')).not.toBeNull();
  });

  test('signed out everywhere', async () => {
    const tokens = await obtainTokens(server.app, key, TECHNICIAN);
    await signIn(browser, authorization(), TECHNICIAN);
    await endAllSessions(server.store, await accountId(TECHNICIAN));
    expect(await isAccepted(tokens)).toBe(false);
    expect(await isRefreshed(tokens)).toBe(false);
    expect(locationOf(await askForCode(browser, authorization())).pathname).toMatch(/^\/sign-in\//);
  });
});

describe('ending the browser’s session', () => {
  const path = '/oauth/v2/end-session';

  test('the page’s own call ends it without a word', async () => {
    await signIn(browser, authorization(), TECHNICIAN);
    const answer = await browser.post(
      path,
      {},
      { 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'cors' },
    );
    expect(answer.statusCode).toBe(204);
    expect(locationOf(await askForCode(browser, authorization())).pathname).toMatch(/^\/sign-in\//);
  });

  test('a navigation of the page’s own goes on to an address of ours', async () => {
    await signIn(browser, authorization(), TECHNICIAN);
    const headers = { 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'navigate' };
    const there = encodeURIComponent(`${ORIGIN}/signed-out?x=1`);
    const own = await browser.get(`${path}?post_logout_redirect_uri=${there}&state=s`, headers);
    expect(own.headers.location).toBe(`${ORIGIN}/signed-out?x=1&state=s`);
    const evil = encodeURIComponent('https://evil.example/');
    const foreign = await browser.get(`${path}?post_logout_redirect_uri=${evil}`, headers);
    expect(foreign.headers.location).toBe(`${ORIGIN}/signed-out`);
  });

  test.each(['cross-site', 'same-site', 'none'])('a link from %s asks first', async (site) => {
    await signIn(browser, authorization(), TECHNICIAN);
    const answer = await browser.get(path, { 'sec-fetch-site': site, 'sec-fetch-mode': 'navigate' });
    expect(answer.body).toContain('Sign out of Muster?');
    const still = locationOf(await askForCode(browser, authorization()));
    expect(still.searchParams.get('code')).not.toBeNull();
  });
});

test('the database holds no token, code, session or interaction that could be used', async () => {
  const listed = vi.spyOn(server.store.oauth, 'put');
  const request = authorization();
  const landed = await signIn(browser, request, TECHNICIAN);
  const tokens = (await redeem(browser, key, request, landed)).json<Tokens>();
  await askForCode(browser, authorization({ prompt: 'login' }));
  const written = JSON.stringify(listed.mock.calls);
  const secrets = [tokens.access_token, tokens.refresh_token, landed.searchParams.get('code')];
  for (const secret of [...secrets, browser.cookies.get('muster_session')?.value]) {
    expect(secret).toBeTruthy();
    expect(written).not.toContain(secret);
  }
});
