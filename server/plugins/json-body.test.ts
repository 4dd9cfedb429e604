import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildTestApp, type TestApp } from '../testing/build-test-app.ts';
import { FIRST_ID } from '../testing/test-device.ts';

let test: TestApp;
let app: FastifyInstance;
let admin: { authorization: string };

beforeAll(async () => {
  test = await buildTestApp();
  ({ app } = test);
  admin = await test.keyOf('admin');
});
afterAll(() => test.close());

it.each([
  ['no body', { 'content-type': 'application/json' }, '', 400, 'COM0006'],
  ['no JSON', { 'content-type': 'application/json' }, '{"name":', 400, 'COM0014'],
  ['a prototype', { 'content-type': 'application/json' }, '{"__proto__":{"a":1}}', 400, 'COM0014'],
  [
    'Latin 1',
    { 'content-type': 'application/json' },
    Buffer.from('{"name":"é","query":""}', 'latin1'),
    400,
    'COM0014',
  ],
  [
    'another charset',
    { 'content-type': 'application/json; charset=ISO-8859-1' },
    '{"name":"a","query":""}',
    422,
    'COM0011',
  ],
  ['too many values', { 'content-type': 'application/json' }, `[${'1,'.repeat(60_000)}1]`, 400, 'COM0005'],
  ['another type', { 'content-type': 'text/xml' }, '<a/>', 422, 'COM0011'],
  ['a missing part', { 'content-type': 'application/json' }, '{"name":"a"}', 400, 'COM0005'],
  ['a wrong type', { 'content-type': 'application/json' }, '{"name":1,"query":""}', 400, 'COM0005'],
  ['an empty name', { 'content-type': 'application/json' }, '{"name":"","query":""}', 400, 'COM0005'],
  [
    'a body too large',
    { 'content-type': 'application/json' },
    JSON.stringify({ name: 'a'.repeat(200_000) }),
    400,
    'COM0014',
  ],
])('refuses %s', async (_case, headers, payload, status, code) => {
  const answer = await app.inject({
    method: 'PUT',
    url: '/api/me/views',
    headers: { ...admin, ...headers },
    payload,
  });
  expect([answer.statusCode, answer.json<{ error_code: string }>().error_code]).toEqual([status, code]);
});

it('takes the mark of UTF-8, and lists of ids that are longer than other bodies', async () => {
  const put = (payload: string) =>
    app.inject({
      method: 'PUT',
      url: '/api/me/views',
      headers: { ...admin, 'content-type': 'application/json' },
      payload,
    });
  expect((await put('\ufeff{"name":"Marked","query":""}')).statusCode).toBe(200);
  const post = async (payload: string) => {
    const headers = { ...admin, 'content-type': 'application/json' };
    const answer = await app.inject({ method: 'POST', url: '/api/v1/groups/1/members', headers, payload });
    return [answer.statusCode, answer.json<{ error_code: string }>().error_code];
  };
  const ids = Array.from({ length: 200_000 }, (_, index) => String(FIRST_ID + BigInt(index)));
  expect(await post(`{"member_ids":[\n    ${ids.join(',\n    ')}\n]}`)).toEqual([404, 'COM0008']);
  expect(await post(`{"member_ids":[${'1,'.repeat(250_001)}1]}`)).toEqual([400, 'COM0014']);
  expect(await post(`{"member_ids":[${'9'.repeat(3_000_000)}]}`)).toEqual([400, 'COM0005']);
});

it('takes the empty form of a client that has nothing to send', async () => {
  const headers = { ...admin, 'content-type': 'application/x-www-form-urlencoded' };
  const url = '/api/v1/groups/1/members/1';
  expect((await app.inject({ method: 'POST', url, headers, payload: '' })).statusCode).toBe(404);
  expect((await app.inject({ method: 'POST', url, headers, payload: 'a=1' })).statusCode).toBe(422);
});
