import { connect } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Credentials } from './auth/principal.ts';
import type { Scope } from './contract/scopes.ts';
import { buildTestApp, type TestApp } from './testing/build-test-app.ts';
import { FIRST_ID, testDevice } from './testing/test-device.ts';

let test: TestApp;
let app: FastifyInstance;
let admin: { authorization: string };

beforeAll(async () => {
  test = await buildTestApp();
  ({ app } = test);
  admin = await test.keyOf('admin');
  await test.store.devices.put([testDevice(0)]);
});
afterAll(() => test.close());

/** Takes everybody for a person with these scopes, and sends a nonce as for a token that is bound to a key. */
function authenticatorOf(scopes: Scope[], onAsked: (credentials: Credentials) => unknown = () => undefined) {
  const principal = {
    kind: 'account',
    accountId: 'a',
    name: 'A',
    email: 'a@example.com',
    role: 'helpdesk',
    scopes: new Set(scopes),
  } as const;
  return {
    authenticate(credentials: Credentials) {
      onAsked(credentials);
      return Promise.resolve({
        isAuthenticated: true,
        principal,
        headers: { 'DPoP-Nonce': 'fresh' },
      } as const);
    },
  };
}

describe('errors in the documented body', () => {
  it.each([
    ['GET', '/api', 405, 'COM0001'],
    ['GET', '/api/', 405, 'COM0001'],
    ['GET', '/api/v1', 405, 'COM0001'],
    ['GET', '/api/v1/nothing', 405, 'COM0001'],
    ['GET', '/api/v1/devices/', 404, 'COM0008'],
    ['GET', '/api/v1/devices/1/2/3', 405, 'COM0001'],
    ['PATCH', '/api/v1/devices', 405, 'COM0001'],
    ['HEAD', '/api/v1/devices', 405, undefined],
    ['DELETE', '/api/me', 405, 'COM0001'],
    ['GET', '/api/v2/devices', 400, 'COM0012'],
    ['GET', '/api/V2', 400, 'COM0012'],
    ['GET', '/api/v10/devices', 400, 'COM0012'],
    ['GET', '/api/v1.1/devices', 400, 'COM0012'],
    ['GET', '/api/v1/devices/%zz', 405, 'COM0001'],
    ['GET', '/api/v1/devices/abc', 404, 'COM0008'],
    ['GET', '/api/v1/devices/-1', 404, 'COM0008'],
    ['GET', '/api/v1/devices/007', 404, 'COM0008'],
    ['GET', `/api/v1/devices/${FIRST_ID - 1n}`, 404, 'COM0008'],
    ['GET', `/api/v1/devices/${'9'.repeat(300)}`, 404, 'COM0008'],
    ['GET', '/api/v1/devices/9223372036854775808', 404, 'COM0008'],
    ['GET', '/api/v1/devices?limit=0', 400, 'COM0003'],
    ['GET', '/api/v1/devices?limit=1&limit=2', 400, 'COM0003'],
    ['GET', '/api/v1/devices?skip-token=x', 400, 'COM0003'],
    ['GET', '/api/v1/devices?delta-token=x', 400, 'COM0021'],
    ['GET', '/api/v1/devices?platform=x', 400, 'COM0014'],
    ['GET', '/api/v1/devices?authtoken=x', 401, 'COM0013'],
    ['GET', '/api/v1/devices?Api_Key=x', 401, 'COM0013'],
    ['GET', '/api/me?access_token=x', 401, 'COM0013'],
  ] as const)('%s %s: %i %s', async (method, url, status, code) => {
    const answer = await app.inject({ method, url, headers: admin });
    expect(answer.statusCode).toBe(status);
    expect(answer.headers['content-type']).toBe('application/json; charset=utf-8');
    if (code === undefined) return;
    const body: unknown = answer.json();
    expect(body).toEqual({
      error_code: code,
      error_description: expect.any(String) as string,
      localized_error_description: expect.any(String) as string,
    });
  });

  it('refuses an unknown path before its body is looked at', async () => {
    const headers = { ...admin, 'content-type': 'text/xml' };
    const answer = await app.inject({ method: 'POST', url: '/api/v1/nothing', headers, payload: '<a/>' });
    expect(answer.statusCode).toBe(405);
  });

  it.each([
    ['/api', 405],
    ['/nothing', 404],
    ['/healthz', 404],
    ['/sign-in', 404],
  ])('and so elsewhere: POST %s', async (url, status) => {
    const headers = { 'content-type': 'application/json' };
    // Not JSON: whoever looks at it finds that wrong.
    expect((await app.inject({ method: 'POST', url, headers, payload: '{' })).statusCode).toBe(status);
  });

  it('says nothing of a fault of its own', async () => {
    const broken = await buildTestApp({
      wrapStore: (store) => ({
        ...store,
        databaseId: store.databaseId,
        devices: { ...store.devices, revision: () => Promise.reject(new Error('secret detail')) },
      }),
    });
    const headers = await broken.keyOf('admin');
    const answer = await broken.app.inject({ url: '/api/v1/devices', headers });
    await broken.close();
    expect(answer.statusCode).toBe(500);
    expect(answer.body).not.toContain('secret');
    expect(answer.json()).toMatchObject({ error_code: 'COM0004' });
  });

  it('answers on a bare connection, too, where no request can be made of what came', async () => {
    await app.listen({ host: '127.0.0.1', port: 0 });
    const { port } = app.server.address() as { port: number };
    const say = async (text: string) => {
      const socket = connect(port, '127.0.0.1');
      socket.end(text);
      let answer = '';
      for await (const chunk of socket) answer += String(chunk);
      return answer;
    };
    const garbage = await say('GARBAGE\r\n\r\n');
    expect(garbage).toMatch(/^HTTP\/1\.1 400 /);
    expect(garbage).toContain('"error_code":"COM0014"');
    expect(garbage.toLowerCase()).toContain("default-src 'none'");
    const long = await say(`GET /${'a'.repeat(70_000)} HTTP/1.1\r\nHost: localhost\r\n\r\n`);
    expect(long).toMatch(/^HTTP\/1\.1 431 /);
    const filter = 'a'.repeat(40_000);
    const taken = await say(
      `GET /api/v1/devices?search=${filter} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`,
    );
    expect(taken).toMatch(/^HTTP\/1\.1 401 /);
  });
});

describe('who may', () => {
  it.each(['/api/v1/devices', '/api/v1/mdm/devices/1', '/api/me'])('%s wants a credential', async (url) => {
    for (const authorization of [undefined, 'Bearer nothing', 'Zoho-oauthtoken x', 'unknown-key']) {
      const answer = await app.inject({ url, ...(authorization && { headers: { authorization } }) });
      expect(answer.statusCode).toBe(401);
      expect(answer.json()).toMatchObject({ error_code: 'COM0013' });
      expect(answer.headers['www-authenticate']).toMatch(/^(?:Bearer|DPoP)/);
    }
  });

  it('names the scope that is missing, and counts the call all the same', async () => {
    const lacking = await buildTestApp({
      config: { apiLimits: 'paid' },
      authenticator: authenticatorOf(['MDMDeviceMgmt.READ']),
    });
    const answer = await lacking.app.inject('/api/v1/devices');
    await lacking.close();
    expect(answer.statusCode).toBe(403);
    expect(answer.headers.ratelimit).toContain('"minute";r=99;');
    expect(answer.headers['dpop-nonce']).toBe('fresh');
    const description = expect.stringContaining('MDMOnDemand.MDMInventory.READ') as string;
    expect(answer.json()).toMatchObject({ error_code: 'SCOPE_MISMATCH', error_description: description });
  });

  it('asks the authenticator with the method, the address without query, and both headers', async () => {
    const asked: Credentials[] = [];
    const watched = await buildTestApp({
      authenticator: authenticatorOf(['MDMInventory.READ'], (credentials) => asked.push(credentials)),
    });
    const headers = { authorization: 'DPoP x', dpop: 'proof' };
    const answer = await watched.app.inject({ url: '/api/v1/devices?search=secret#x', headers });
    await watched.close();
    expect(answer.statusCode).toBe(200);
    // The proof's nonce is renewed by good answers, too.
    expect(answer.headers['dpop-nonce']).toBe('fresh');
    const url = 'http://localhost/api/v1/devices';
    expect(asked).toEqual([{ method: 'GET', url, authorization: 'DPoP x', dpop: 'proof' }]);
  });

  it('tells who is signed in, and what they may', async () => {
    const headers = await test.keyOf('manager');
    const answer = await app.inject({ url: '/api/me', headers });
    expect(answer.json()).toEqual({
      account_id: expect.stringMatching(/^api-key:/) as string,
      name: headers.authorization,
      email: '',
      role: 'manager',
      scopes: expect.arrayContaining(['MDMInventory.READ', 'MDMDeviceMgmt.READ']) as string[],
      api_limits: null,
      saved_views: [],
    });
  });
});

describe('saved views', () => {
  it('are added, replaced and removed, each person their own', async () => {
    const [mine, other] = [await test.keyOf('helpdesk'), await test.keyOf('helpdesk')];
    const put = (name: string, query: string) =>
      app.inject({ method: 'PUT', url: '/api/me/views', headers: mine, payload: { name, query } });
    const listOf = async (headers: { authorization: string }) =>
      (await app.inject({ url: '/api/me', headers })).json<{ saved_views: unknown }>().saved_views;
    expect((await put('Büro / 1', 'q=a')).statusCode).toBe(200);
    expect((await put('Büro / 1', 'q=b')).json()).toEqual({ name: 'Büro / 1', query: 'q=b' });
    expect(await listOf(mine)).toEqual([{ name: 'Büro / 1', query: 'q=b' }]);
    expect(await listOf(other)).toEqual([]);
    const url = `/api/me/views/${encodeURIComponent('Büro / 1')}`;
    expect((await app.inject({ method: 'DELETE', url, headers: other })).statusCode).toBe(404);
    expect((await app.inject({ method: 'DELETE', url, headers: mine })).statusCode).toBe(204);
    expect(await listOf(mine)).toEqual([]);
  });

  it('are a hundred at most', async () => {
    const headers = await test.keyOf('helpdesk');
    const put = (name: string) =>
      app.inject({ method: 'PUT', url: '/api/me/views', headers, payload: { name, query: '' } });
    for (let index = 0; index < 100; index += 1) await put(`View ${index}`);
    const refused = await put('One more');
    expect([refused.statusCode, refused.json<{ error_code: string }>().error_code]).toEqual([412, 'COM0015']);
    expect((await put('View 7')).statusCode).toBe(200);
  });
});

describe('every answer', () => {
  it.each([
    '/healthz',
    '/api/v1/devices',
    '/api/v1/openapi.json',
    '/api/v1/nothing',
    '/oauth/v2/auth',
    '/oauth/v2/token',
    '/sign-in/nothing',
    '/nothing',
    '/api/v1/devices/%zz',
  ])('%s carries the security headers', async (url) => {
    const { headers } = await app.inject({ url, headers: admin });
    const policy = String(headers['content-security-policy']);
    expect(policy).toMatch(/script-src 'self' 'nonce-[\w+/=]{24}'/);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    });
    expect(headers['cache-control']).toContain('no-store');
  });

  it('has a nonce of its own', async () => {
    const [one, two] = await Promise.all([app.inject('/healthz'), app.inject('/healthz')]);
    expect(one.headers['content-security-policy']).not.toBe(two.headers['content-security-policy']);
  });

  it.each(['evil.example', 'localhost:9999', 'localhost@evil.example'])(
    'is refused to Host %s',
    async (host) => {
      for (const url of ['/api/v1/devices', '/healthz', '/', '/oauth/v2/auth']) {
        const answer = await app.inject({ url, headers: { ...admin, host } });
        expect([answer.statusCode, answer.json<{ error_code: string }>().error_code]).toEqual([
          400,
          'COM0014',
        ]);
      }
    },
  );
});

describe('the limits', () => {
  it('count documented calls of everybody together, and say when to try again', async () => {
    let now = Date.UTC(2026, 10, 23, 12, 0, 30);
    const limited = await buildTestApp({ config: { apiLimits: 'free' }, clock: () => now });
    const [one, two] = [await limited.keyOf('admin'), await limited.keyOf('helpdesk')];
    const call = (headers: Record<string, string>, url = '/api/v1/devices') =>
      limited.app.inject({ url, headers });
    await call({});
    const me = await call(one, '/api/me');
    expect(me.json()).toMatchObject({ api_limits: { per_minute: 100, per_day: 1000 } });
    expect(me.headers.ratelimit).toMatch(/^"minute";r=100;t=\d+, "day";r=1000;t=\d+$/);
    await call(one, '/api/v1/openapi.json');
    const first = await call(one);
    expect(first.headers['ratelimit-policy']).toBe('"minute";q=100;w=60, "day";q=1000;w=86400');
    expect(first.headers.ratelimit).toMatch(/^"minute";r=99;t=\d+, "day";r=999;t=\d+$/);
    const notFound = await call(two, '/api/v1/mdm/devices/1');
    expect(notFound.headers.ratelimit).toContain('"minute";r=98;');
    for (let index = 2; index < 100; index += 1) await call(one);
    const refused = await call(two);
    expect([refused.statusCode, refused.json<{ error_code: string }>().error_code]).toEqual([429, 'COM0002']);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect((await call(one, '/api/me')).statusCode).toBe(200);
    now += Number(refused.headers['retry-after']) * 1000;
    expect((await call(two)).statusCode).toBe(200);
    await limited.close();
  });

  it('are silent when they are off', async () => {
    const answer = await app.inject({ url: '/api/v1/devices', headers: admin });
    expect(answer.headers.ratelimit).toBeUndefined();
    const me = await app.inject({ url: '/api/me', headers: admin });
    expect(me.json()).toMatchObject({ api_limits: null });
  });
});
