import { afterEach, expect, it, vi } from 'vitest';
import { fetchDeviceChanges } from './device-changes.ts';
import { configureHttp } from './http.ts';
import { openBudget } from './testing-budget.ts';
import { listen, sendJson, type TestServer } from './testing-server.ts';

let server: TestServer | undefined;
afterEach(async () => {
  await server?.close();
  vi.unstubAllGlobals();
});

const A = '9007199254741001';
const B = '9007199254741003';
const C = '9007199254741005';
const D = '9007199254741007';

interface Page {
  ids?: string[];
  removed?: string[];
  token?: string;
  total?: number;
  next?: string;
}

function text({ ids = [], removed, token, total, next }: Page): string {
  const items = ids.map((id) => `{"device_id":${id}}`).join(',');
  return [
    `{"devices":[${items}]`,
    ...(total === undefined ? [] : [`"metadata":{"total_record_count":${total}}`]),
    ...(next === undefined ? [] : [`"paging":{"next":"/api/v1/devices?skip-token=${next}"}`]),
    ...(removed === undefined ? [] : [`"removed_ids":[${removed.join(',')}]`]),
    ...(token === undefined ? [] : [`"delta-token":"${token}"`]),
  ]
    .join(',')
    .concat('}');
}

/** Answers one call after the other with these. */
async function serve(...answers: (string | Page | { status: number; body: unknown })[]) {
  server = await listen((_request, response, call) => {
    const answer = answers[call - 1];
    if (answer === undefined) response.writeHead(500).end();
    else if (typeof answer === 'string') sendJson(response, answer);
    else if ('status' in answer) response.writeHead(answer.status).end(JSON.stringify(answer.body));
    else sendJson(response, text(answer));
  });
  const { budget, admitted } = openBudget();
  configureHttp({ headers: () => Promise.resolve({}), renew: () => Promise.resolve(false) }, budget);
  return Object.assign(server, { admitted });
}

const ask = async (maxChanges = 100) => {
  const changes = await fetchDeviceChanges('a+b/c=', { maxChanges, priority: 'click' });
  return changes && { ...changes, changed: changes.changed.map(({ id }) => id) };
};

it('asks with the token and reads what changed, what is gone, and the next token', async () => {
  const { calls, admitted } = await serve({ ids: [A, B], removed: [C, `"${D}"`], token: 't' });
  expect(await ask()).toEqual({ changed: [A, B], removed: [C, D], deltaToken: 't', unreadable: 0 });
  expect(calls.map(({ url }) => url)).toEqual(['/api/v1/devices?delta-token=a%2Bb%2Fc%3D']);
  expect(admitted).toEqual([{ priority: 'click', purpose: 'inventory' }]);
});

it.each<[string, Page[], object]>([
  ['nothing', [{ removed: [], token: 't' }], { changed: [], removed: [], deltaToken: 't', unreadable: 0 }],
  [
    'a service that tells neither of removed devices nor gives another token',
    [{ ids: [A] }],
    { changed: [A], removed: [], unreadable: 0 },
  ],
  [
    'an item without a readable id',
    [{ ids: [A, '"--"'], total: 2 }],
    { changed: [A], removed: [], unreadable: 1 },
  ],
  [
    'a device that was removed and added again',
    [{ ids: [A], removed: [A] }],
    { changed: [A], removed: [], unreadable: 0 },
  ],
  [
    'pages, and the token of the first',
    [
      { ids: [A], removed: [D], token: 'first', total: 2, next: '2' },
      { ids: [A, B], removed: [D], token: 'second', total: 3 },
    ],
    { changed: [A, B], removed: [D], deltaToken: 'first', unreadable: 0 },
  ],
  [
    'pages between which a removed device was added again',
    [
      { ids: [A], removed: [D], token: 'first', total: 2, next: '2' },
      { ids: [B, D], removed: [], token: 'second', total: 3 },
    ],
    { changed: [A, B, D], removed: [], deltaToken: 'first', unreadable: 0 },
  ],
])('reads %s', async (_case, pages, expected) => {
  const { calls } = await serve(...pages);
  expect(await ask()).toEqual(expected);
  expect(calls).toHaveLength(pages.length);
});

const shifted: [string, Page[]][] = [
  [
    'a removal says so',
    [
      { ids: [A], removed: [], token: 'x', total: 3, next: '2' },
      { ids: [C, D], removed: [A], token: 'y', total: 3 },
    ],
  ],
  [
    'fewer came than were announced at first',
    [
      { ids: [A], token: 'x', total: 3, next: '2' },
      { ids: [C], token: 'y', total: 2 },
    ],
  ],
];

it.each(shifted)('asks once more where pages shifted: %s', async (_case, pages) => {
  const { calls } = await serve(...pages, { ids: [B, C], removed: [A], token: 'z', total: 2 });
  expect(await ask()).toEqual({ changed: [B, C], removed: [A], deltaToken: 'z', unreadable: 0 });
  expect(calls).toHaveLength(3);
});

it.each(shifted)('gives up where they shift again: %s', async (_case, pages) => {
  const { calls } = await serve(...pages, ...pages);
  expect(await ask()).toBeUndefined();
  expect(calls).toHaveLength(4);
});

it.each<[string, Page[], boolean]>([
  ['as many as allowed', [{ ids: [A], removed: [B] }], false],
  ['one changed more', [{ ids: [A, B, C] }], true],
  ['one removed more', [{ ids: [A], removed: [B, C] }], true],
  [
    'more announced than allowed, without asking for the second page',
    [{ ids: [A], total: 3, next: '2' }],
    true,
  ],
])('is not worth it beyond what is allowed: %s', async (_case, pages, isTooMuch) => {
  const { calls } = await serve(...pages);
  expect((await ask(2)) === undefined).toBe(isTooMuch);
  expect(calls).toHaveLength(1);
});

it.each<[string, string | { status: number; body: unknown }, object]>([
  [
    'a token that is not known',
    { status: 400, body: { error_code: 'COM0021', error_description: 'Invalid delta token' } },
    { kind: 'refused', code: 'COM0021' },
  ],
  ['a list that is cut off', '{"devices":[{"device_id":1}', { kind: 'malformed' }],
  ['removed devices that are no list', '{"devices":[],"removed_ids":{}}', { kind: 'malformed' }],
  ['a removed device without an id', `{"devices":[],"removed_ids":[${A},null]}`, { kind: 'malformed' }],
])('fails with one error: %s', async (_case, answer, error) => {
  await serve(answer);
  await expect(ask()).rejects.toMatchObject({ name: 'ApiError', ...error });
});
