import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openApiText } from './contract/openapi.ts';
import { API_OPERATIONS } from './contract/operations.ts';
import { API_BASES, METHODS } from './testing/api-requests.ts';
import { buildTestApp, type TestApp } from './testing/build-test-app.ts';

let test: TestApp;

beforeAll(async () => {
  test = await buildTestApp();
});
afterAll(() => test.close());

/** Routes below /api/v1 that are no operations of the documented API. */
const BESIDE = ['GET /api/v1/openapi.json'];

/** Every route as "GET /a/:b", out of the tree that Fastify prints: a line a path below that of the lines before. */
function routesOf(app: FastifyInstance): string[] {
  const routes: string[] = [];
  const parents: string[] = [];
  for (const line of app.printRoutes({ commonPrefix: false }).split('\n')) {
    const [, tree = '', path = '', methods = ''] = /^([│├└─ ]*)(\S+) \((.+)\)$/.exec(line) ?? [];
    if (path === '') continue;
    // Four characters a level.
    const depth = tree.length / 4 - 1;
    parents[depth] = (depth === 0 ? '' : (parents[depth - 1] ?? '')) + path;
    routes.push(...methods.split(', ').map((method) => `${method} ${parents[depth] ?? ''}`));
  }
  return routes;
}

it('the documented operations are the routes under both base paths, all of them and no other', () => {
  const documented = API_BASES.flatMap((base) =>
    API_OPERATIONS.map(
      ({ method, path }) => `${METHODS[method]} ${base}${path.replaceAll(/\{(\w+)\}/g, ':$1')}`,
    ),
  );
  const served = routesOf(test.app).filter((route) => route.includes(' /api/v1'));
  expect(served.sort()).toEqual([...documented, ...BESIDE].sort());
});

it('reads the tree of routes right', () => {
  for (const route of routesOf(test.app)) {
    const [method = '', url = ''] = route.split(' ');
    expect([route, test.app.hasRoute({ method: method, url })]).toEqual([route, true]);
  }
});

it('every operation has an id of its own, and so has every path with a method', () => {
  const ids = API_OPERATIONS.map(({ id }) => id);
  const addresses = API_OPERATIONS.map(({ method, path }) => `${method} ${path}`);
  expect([new Set(ids).size, new Set(addresses).size]).toEqual([ids.length, ids.length]);
});

it('equal names of schemas mean equal schemas, in both forms of ids', () => {
  for (const wire of ['numbers', 'strings'] as const) {
    const byName = new Map<string, string>();
    for (const { answer, body } of API_OPERATIONS) {
      const named = [
        ...(answer.status === 200 ? [{ name: answer.name, schema: answer.schema(wire) }] : []),
        ...(body?.kind === 'json' ? [body, ...(body.or === undefined ? [] : [body.or])] : []),
      ];
      for (const { name, schema } of named) {
        const text = JSON.stringify(schema);
        expect([name, text]).toEqual([name, byName.get(name) ?? text]);
        byName.set(name, text);
      }
    }
  }
});

it.each(['numbers', 'strings'] as const)('is served to anybody, ids as %s', async (wire) => {
  const other = await buildTestApp({ config: { wire } });
  const answer = await other.app.inject('/api/v1/openapi.json');
  await other.close();
  expect(answer.headers['content-type']).toBe('application/json; charset=utf-8');
  expect(answer.body).toBe(openApiText(wire));
});
