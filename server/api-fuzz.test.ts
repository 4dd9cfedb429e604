import { connect } from 'node:net';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ERRORS, type ErrorCode } from './contract/errors.ts';
import { buildApk, buildPng } from './package-reader/testing/apk-builder.ts';
import { apiCalls } from './testing/api-calls.ts';
import { METHODS } from './testing/api-requests.ts';
import { buildTestApp, type TestApp } from './testing/build-test-app.ts';
import { TELLTALE, undocumented, wrongError } from './testing/documented-answer.ts';
import { fillIn, hostileCall, hostilePath, operationOf, rawRequest } from './testing/hostile-requests.ts';

let test: TestApp;
let authorization: string;
/** Ids of devices, groups, apps and files, as text. */
let known: string[];
let port: number;

beforeAll(async () => {
  test = await buildTestApp({ fleetSize: 12, config: { maxUploadBytes: 100_000 } });
  ({ authorization } = await test.keyOf('admin'));
  const get = async (list: string) =>
    (await test.app.inject({ url: `/api/v1/${list}`, headers: { authorization } })).body;
  const lists = await Promise.all(['devices', 'groups', 'apps'].map(get));
  known = lists.flatMap((body) =>
    [...body.matchAll(/"(?:device|group|app)_id":(\d+)/g)].map(([, id = '']) => id).slice(0, 5),
  );
  const api = apiCalls(test, { authorization });
  for (const file of [buildApk(), buildPng(8)]) known.push(String(await api.upload(file)));
  await test.app.listen({ host: '127.0.0.1', port: 0 });
  ({ port } = test.app.server.address() as { port: number });
});
afterAll(() => test.close());

type Injected = Awaited<ReturnType<TestApp['app']['inject']>>;

function decoded({ statusCode, headers, rawPayload }: Injected) {
  const decode = { br: brotliDecompressSync, gzip: gunzipSync }[String(headers['content-encoding'])];
  return { statusCode, headers, body: (decode?.(rawPayload) ?? rawPayload).toString() };
}

/** An empty id makes another path, and so does one with a NUL or a broken escape. */
const OTHER_PATH: readonly ErrorCode[] = ['COM0001', 'COM0008'];

it('answers every operation as documented, whatever it is called with', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(hostileCall, async ({ id, base, ids, query, headers, body }) => {
      const operation = operationOf(id);
      let place = 0;
      const path = operation.path.replaceAll(/\{\w+\}/g, () => {
        const text = fillIn(ids[place++] ?? '', known);
        // A client resolves dots before it calls.
        return /^\.{1,2}$/.test(text) ? 'dots' : encodeURIComponent(text.toWellFormed());
      });
      const answer = await test.app.inject({
        method: METHODS[operation.method],
        url: `${base}${path}${query === '' ? '' : `?${query}`}`,
        headers: { ...headers, authorization },
        payload: typeof body === 'string' ? fillIn(body, known) : body,
      });
      expect(undocumented(decoded(answer), operation, OTHER_PATH)).toBeUndefined();
    }),
    { numRuns: 400 },
  );
});

it('answers every other path below /api as documented', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(hostilePath, async ({ start, more, method }) => {
      const url = [start, ...more].join('/');
      const answer = await test.app.inject({
        // Inject is typed by the methods that Fastify knows; a client may send any.
        method: method as 'GET',
        url,
        headers: { authorization },
      });
      // By chance a path that is served.
      if (answer.statusCode < 400) expect(method).toBe('GET');
      else if (method === 'HEAD') expect(answer.body).toBe('');
      else expect(wrongError(answer, Object.keys(ERRORS) as ErrorCode[])).toBeUndefined();
    }),
    { numRuns: 300 },
  );
});

/** Sends bytes as they are and ends; all that comes back, latin1. */
async function exchange(bytes: Buffer): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  let answer = '';
  try {
    socket.end(bytes);
    for await (const chunk of socket) answer += (chunk as Buffer).toString('latin1');
  } catch {
    // Reset: what came before it counts.
  }
  return answer;
}

/** Also where it is not spelled as the routes are: what may reach the API. */
function isInApi(path: string): boolean {
  return path.toLowerCase().startsWith('/api/');
}

const STATUSES = new Set([...Object.values(ERRORS).map(([status]) => status), 100, 200, 408, 431]);

it('answers bytes on the bare connection as documented, or closes it', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(rawRequest, async ({ method, path, lines, body }) => {
      const head = [
        `${method} ${path} HTTP/1.1`,
        // The one that the test app goes by.
        'Host: localhost',
        `Authorization: ${authorization}`,
        'Connection: close',
        ...lines,
      ];
      const answer = await exchange(Buffer.from(`${head.join('\r\n')}\r\n\r\n${body}`, 'latin1'));
      const statuses = [...answer.matchAll(/^HTTP\/1\.1 (\d{3})/gm)].map(([, status]) => Number(status));
      expect(statuses.filter((status) => !STATUSES.has(status) || status === 500)).toEqual([]);
      expect(answer).not.toMatch(TELLTALE);
      const types = [...answer.matchAll(/^content-type: (.*)\r$/gim)].map(([, type]) => type);
      // Outside the API, where no page is served in this test, it says so as text.
      const allowed = [
        'application/json; charset=utf-8',
        ...(isInApi(path) ? [] : ['text/plain; charset=utf-8']),
      ];
      expect(types.filter((type) => !allowed.includes(type ?? ''))).toEqual([]);
    }),
    { numRuns: 150 },
  );
});

it('still answers after all that', async () => {
  const answer = await test.app.inject({ url: '/api/v1/devices', headers: { authorization } });
  expect(answer.statusCode).toBe(200);
  expect((await test.app.inject('/healthz')).statusCode).toBe(200);
});
