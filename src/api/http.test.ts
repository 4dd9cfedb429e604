import type { ServerResponse } from 'node:http';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { CallCredentials } from './credentials.ts';
import { ApiError } from './errors.ts';
import { configureHttp, request, requestJson, requestStream } from './http.ts';
import { openBudget } from './testing-budget.ts';
import { listen, sendJson, type TestServer } from './testing-server.ts';

let server: TestServer | undefined;
afterEach(async () => {
  await server?.close();
  vi.unstubAllGlobals();
});

function signIn(renew: () => Promise<boolean> = () => Promise.resolve(false)) {
  const headers = vi.fn<CallCredentials['headers']>((_method, _url, nonce) =>
    Promise.resolve({ authorization: 'DPoP token', ...(nonce !== undefined && { 'x-nonce': nonce }) }),
  );
  const credentials = { headers, renew: vi.fn(renew) };
  const { budget, admitted, settled, learnt } = openBudget();
  configureHttp(credentials, budget);
  return { ...credentials, admitted, settled, learnt };
}

describe('a call', () => {
  it('goes to our own origin with credentials for its address without the query', async () => {
    server = await listen((_, response) => sendJson(response, '{"id":9007199254741001}'));
    const credentials = signIn();
    const value = await requestJson('/api/v1/devices', { query: { search: 'a b&c', limit: undefined } });
    expect(value).toEqual({ id: '9007199254741001' });
    expect(server.calls[0]).toMatchObject({ method: 'GET', url: '/api/v1/devices?search=a+b%26c' });
    expect(server.calls[0]?.headers.authorization).toBe('DPoP token');
    expect(credentials.headers).toHaveBeenCalledWith('GET', `${server.origin}/api/v1/devices`, undefined);
  });

  it('never leaves our origin', async () => {
    server = await listen((_, response) => sendJson(response, {}));
    const credentials = signIn();
    await expect(request('https://elsewhere.example/api')).rejects.toMatchObject({ kind: 'refused' });
    expect(credentials.headers).not.toHaveBeenCalled();
  });

  it('sends a body and answers undefined for an empty one', async () => {
    const bodies: string[] = [];
    server = await listen((incoming, response) => {
      incoming.setEncoding('utf8').on('data', (text: string) => bodies.push(text));
      incoming.on('end', () => response.writeHead(204).end());
    });
    signIn();
    expect(await requestJson('/api/me/views', { method: 'PUT', body: '{"a":1}' })).toBeUndefined();
    expect(bodies).toEqual(['{"a":1}']);
  });

  it('answers a demanded nonce once, and uses it from then on', async () => {
    server = await listen((incoming, response, call) => {
      if (call === 1) {
        const challenge = { 'www-authenticate': 'DPoP error="use_dpop_nonce"', 'dpop-nonce': 'n1' };
        response.writeHead(401, challenge).end();
      } else sendJson(response, { nonce: incoming.headers['x-nonce'] }, { 'dpop-nonce': `n${call}` });
    });
    const credentials = signIn();
    expect(await requestJson('/api/me')).toEqual({ nonce: 'n1' });
    expect(await requestJson('/api/me')).toEqual({ nonce: 'n2' });
    expect(credentials.renew).not.toHaveBeenCalled();
  });

  it('does not go on for ever where the nonce never pleases', async () => {
    server = await listen((_, response) =>
      response.writeHead(401, { 'www-authenticate': 'DPoP error="use_dpop_nonce"', 'dpop-nonce': 'x' }).end(),
    );
    signIn(() => Promise.resolve(true));
    await expect(requestJson('/api/me')).rejects.toMatchObject({ kind: 'signed-out' });
    expect(server.calls.length).toBeLessThanOrEqual(4);
  });

  it('renews once for all calls that were refused together', async () => {
    let isFresh = false;
    server = await listen((_, response) =>
      isFresh ? sendJson(response, {}) : response.writeHead(401).end(),
    );
    const credentials = signIn(() => {
      isFresh = true;
      return Promise.resolve(true);
    });
    await Promise.all([requestJson('/a'), requestJson('/b'), requestJson('/c')]);
    expect(credentials.renew).toHaveBeenCalledTimes(1);
  });

  it.each([
    ['cannot be renewed', false, 1],
    ['is refused again', true, 2],
  ])('says signed out where the session %s', async (_, isRenewed, calls) => {
    server = await listen((_incoming, response) => response.writeHead(401).end());
    signIn(() => Promise.resolve(isRenewed));
    await expect(requestJson('/api/me')).rejects.toMatchObject({ kind: 'signed-out', status: 401 });
    expect(server.calls).toHaveLength(calls);
  });

  it('passes 304 on only where it was asked for', async () => {
    server = await listen((_, response) => response.writeHead(304).end());
    signIn();
    expect((await requestStream('/x', { headers: { 'If-None-Match': '"1"' } })).status).toBe(304);
    await expect(requestStream('/x')).rejects.toBeInstanceOf(ApiError);
  });
});

describe('a call that the browser sent twice, with one proof', () => {
  const refuseUsedProof = (times: number) =>
    listen((_, response, call) => {
      if (call > times) sendJson(response, { made: true });
      else response.writeHead(401, { 'www-authenticate': 'DPoP error="invalid_dpop_proof"' }).end();
    });

  it.each(['POST', 'PUT', 'DELETE'] as const)('is not made again where it is a %s', async (method) => {
    server = await refuseUsedProof(1);
    const { renew } = signIn(() => Promise.resolve(true));
    await expect(requestJson('/x', { method })).rejects.toMatchObject({
      kind: 'network',
      message: expect.stringContaining('may have been done') as string,
    });
    expect(server.calls).toHaveLength(1);
    expect(renew).not.toHaveBeenCalled();
  });

  it('is made again with another proof where it only reads, once before the session is renewed', async () => {
    server = await refuseUsedProof(1);
    const { renew } = signIn(() => Promise.resolve(true));
    expect(await requestJson('/x')).toEqual({ made: true });
    expect(renew).not.toHaveBeenCalled();
    await server.close();
    server = await refuseUsedProof(2);
    expect(await requestJson('/x')).toEqual({ made: true });
    expect(renew).toHaveBeenCalledTimes(1);
  });
});

describe('a write whose outcome nobody knows is said to be open', () => {
  it.each<[string, (response: ServerResponse) => void]>([
    ['without an answer', (response) => response.destroy()],
    ['with silence for an answer', () => undefined],
    ['with an answer cut off', (response) => response.writeHead(200).end('{"a":')],
    [
      'with an answer that breaks off',
      (response) => {
        response.writeHead(200, { 'content-length': '1000' });
        response.write('[1,', () => response.destroy());
      },
    ],
  ])('%s', async (_, answer) => {
    server = await listen((_incoming, response) => answer(response));
    signIn();
    const writing = requestJson('/x', { method: 'POST', timeoutMs: 200 });
    await expect(writing).rejects.toThrow('It may have been done all the same: look before you do it again.');
    expect(server.calls).toHaveLength(1);
  });
});

describe('a failure is one error', () => {
  it.each([
    ['a page of a proxy', '<html></html>', 'text/html', 'malformed'],
    ['cut JSON', '{"a":', 'application/json', 'malformed'],
  ])('%s', async (_, body, type, kind) => {
    server = await listen((_incoming, response) =>
      response.writeHead(200, { 'content-type': type }).end(body),
    );
    signIn();
    await expect(requestJson('/x')).rejects.toMatchObject({ name: 'ApiError', kind });
  });

  it('nobody there', async () => {
    server = await listen(() => undefined);
    await server.close();
    signIn();
    await expect(requestJson('/x')).rejects.toMatchObject({ name: 'ApiError', kind: 'network' });
  });

  it('a connection that breaks in the middle', async () => {
    server = await listen((_, response) => {
      response.writeHead(200, { 'content-length': '1000' });
      response.write('[1,', () => response.destroy());
    });
    signIn();
    await expect(requestJson('/x')).rejects.toMatchObject({ name: 'ApiError', kind: 'network' });
  });

  it.each([
    ['before the answer', false],
    ['in the middle of it', true],
  ])('silence %s', async (_, hasBegun) => {
    server = await listen((_incoming, response) => {
      if (hasBegun) response.writeHead(200).write('[');
    });
    signIn();
    await expect(requestJson('/x', { timeoutMs: 50 })).rejects.toMatchObject({ kind: 'timeout' });
  });

  it.each([
    ['at once', true],
    ['while it waits', false],
  ])('given up %s', async (_, isAtOnce) => {
    const controller = new AbortController();
    if (isAtOnce) controller.abort();
    server = await listen(() => controller.abort());
    signIn();
    await expect(requestJson('/x', { signal: controller.signal })).rejects.toMatchObject({ kind: 'aborted' });
  });

  it('given up while the session is being renewed', async () => {
    const controller = new AbortController();
    server = await listen((_, response) => response.writeHead(401).end());
    signIn(() => {
      controller.abort();
      return new Promise(() => undefined);
    });
    await expect(requestJson('/x', { signal: controller.signal })).rejects.toMatchObject({ kind: 'aborted' });
  });
});

describe('the limits', () => {
  it('are asked before each call of the documented API, and told what the answer says', async () => {
    const headers = { ratelimit: '"minute";r=7;t=5', 'ratelimit-policy': '"minute";q=100;w=60' };
    server = await listen((_, response) => sendJson(response, {}, headers));
    const { admitted, settled, learnt } = signIn();
    await requestJson('/api/v1/devices/1', { priority: 'click', purpose: 'device' });
    await requestJson('/api/me');
    expect(admitted).toEqual([{ priority: 'click', purpose: 'device' }]);
    expect(settled).toMatchObject([{ status: 200, news: { minute: { limit: 100, remaining: 7 } } }]);
    expect(learnt).toMatchObject([{ minute: { limit: 100, remaining: 7 } }]);
  });

  it('are told of a call that has no answer', async () => {
    server = await listen((_, response) => response.destroy());
    const { settled } = signIn();
    await expect(requestJson('/api/v1/devices')).rejects.toMatchObject({ kind: 'network' });
    expect(settled).toEqual([{ news: {} }]);
  });

  it('let a refused call be made again, with its body, when its turn comes', async () => {
    const bodies: string[] = [];
    server = await listen((incoming, response, call) => {
      incoming.setEncoding('utf8').on('data', (text: string) => bodies.push(text));
      incoming.on('end', () => {
        if (call === 1) response.writeHead(429, { 'retry-after': '20' }).end('{}');
        else sendJson(response, { made: true });
      });
    });
    const { settled } = signIn();
    expect(await requestJson('/api/v1/groups', { method: 'POST', body: '{"a":1}' })).toEqual({ made: true });
    expect(bodies).toEqual(['{"a":1}', '{"a":1}']);
    expect(settled).toMatchObject([{ status: 429, retryAfterMs: 20_000 }, { status: 200 }]);
  });

  it('end a call that is refused again and again', async () => {
    server = await listen((_, response) => response.writeHead(429, { 'retry-after': '1' }).end());
    signIn();
    await expect(requestJson('/api/v1/devices')).rejects.toMatchObject({ kind: 'limit', retryAfterMs: 1000 });
    expect(server.calls).toHaveLength(3);
  });
});
