import { afterEach, describe, expect, it, vi } from 'vitest';
import type { DeviceId } from '../lib/ids.ts';
import { fetchDeviceList, getDevice, searchDevices } from './devices.ts';
import { configureHttp } from './http.ts';
import { openBudget } from './testing-budget.ts';
import { listen, sendJson, type TestServer } from './testing-server.ts';

let server: TestServer | undefined;
afterEach(async () => {
  await server?.close();
  vi.unstubAllGlobals();
});

/** Answers each address, path and query, with the text given for it. */
async function serve(
  answers: Record<string, (string | { status: number; headers: Record<string, string> })[]>,
) {
  const asked = new Map<string, number>();
  server = await listen((request, response) => {
    const url = request.url ?? '';
    const times = asked.get(url) ?? 0;
    asked.set(url, times + 1);
    const list = answers[url] ?? [];
    const answer = list[times] ?? list.at(-1);
    if (answer === undefined) response.writeHead(500).end();
    else if (typeof answer === 'string')
      sendJson(response, answer.replaceAll('ORIGIN', server?.origin ?? ''), { etag: '"1"' });
    else response.writeHead(answer.status, answer.headers).end();
  });
  const { budget, admitted } = openBudget();
  configureHttp({ headers: () => Promise.resolve({}), renew: () => Promise.resolve(false) }, budget);
  return Object.assign(server, { admitted });
}

const page = (ids: string[], more = '') =>
  `{"devices":[${ids.map((id) => `{"device_id":${id}}`).join(',')}]${more}}`;
const next = (url: string, total?: number) =>
  `,"paging":{"next":"${url}"}${total === undefined ? '' : `,"metadata":{"total_record_count":${total}}`}`;
const ids = (found: Awaited<ReturnType<typeof fetchDeviceList>>) =>
  found.isUnchanged ? 'unchanged' : found.devices.map((device) => device.id);

const A = '9007199254741001';
const B = '9007199254741003';
const C = '9007199254741005';

describe('the device list', () => {
  it('comes in one piece, with its ETag', async () => {
    const { admitted } = await serve({ '/api/v1/devices': [page([A, B], ',"delta-token":"t"')] });
    const rows: string[] = [];
    const found = await fetchDeviceList({ onRows: (more) => rows.push(...more.map((device) => device.id)) });
    expect(found).toMatchObject({ etag: '"1"', deltaToken: 't', unreadable: 0, missing: 0 });
    expect(ids(found)).toEqual([A, B]);
    expect(rows).toEqual([A, B]);
    expect(admitted).toEqual([{ purpose: 'inventory' }]);
  });

  it('is asked for on condition, and may be unchanged', async () => {
    const { calls } = await serve({ '/api/v1/devices': [{ status: 304, headers: {} }] });
    expect(ids(await fetchDeviceList({ etag: '"1"' }))).toBe('unchanged');
    expect(calls[0]?.headers['if-none-match']).toBe('"1"');
  });

  it('comes in pages, each row once, without the ETag of a page', async () => {
    await serve({
      '/api/v1/devices': [page([A, B], next('ORIGIN/api/v1/devices?offset=2', 3))],
      '/api/v1/devices?offset=2': [page([B, C], ',"metadata":{"total_record_count":3}')],
    });
    const found = await fetchDeviceList();
    expect(ids(found)).toEqual([A, B, C]);
    expect(found).not.toHaveProperty('etag');
  });

  it('is fetched once more where pages shifted and rows were lost', async () => {
    const restart = vi.fn();
    await serve({
      '/api/v1/devices': [page([A, B], next('ORIGIN/api/v1/devices?offset=2'))],
      '/api/v1/devices?offset=2': [
        page([], ',"metadata":{"total_record_count":3}'),
        page([C], ',"metadata":{"total_record_count":3}'),
      ],
    });
    const found = await fetchDeviceList({ onRestart: restart });
    expect(ids(found)).toEqual([A, B, C]);
    expect(restart).toHaveBeenCalledTimes(1);
  });

  it.each([
    ['the last page announces more', 2, 3],
    ['the first page had announced more', 3, 2],
  ])('is fetched once more where %s', async (_, first, last) => {
    const { calls } = await serve({
      '/api/v1/devices': [page([A], next('ORIGIN/api/v1/devices?offset=1', first))],
      '/api/v1/devices?offset=1': [page([B], `,"metadata":{"total_record_count":${last}}`)],
    });
    expect(await fetchDeviceList()).toMatchObject({ missing: 1 });
    expect(calls).toHaveLength(4);
  });

  it('goes on from the delta token of the first page: what changed between pages is not lost', async () => {
    await serve({
      '/api/v1/devices': [page([A], `${next('ORIGIN/api/v1/devices?offset=1', 2)},"delta-token":"first"`)],
      '/api/v1/devices?offset=1': [page([B], ',"delta-token":"second"')],
    });
    expect(await fetchDeviceList()).toMatchObject({ deltaToken: 'first' });
  });

  it('says how many are missing and unreadable', async () => {
    await serve({
      '/api/v1/devices': [page([A, '"--"'], next('ORIGIN/api/v1/devices?offset=2'))],
      '/api/v1/devices?offset=2': [page([B], ',"metadata":{"total_record_count":5}')],
    });
    expect(await fetchDeviceList()).toMatchObject({ unreadable: 1, missing: 2 });
  });

  it('goes on where the calls of the minute run out between pages', async () => {
    const { calls } = await serve({
      '/api/v1/devices': [page([A], next('ORIGIN/api/v1/devices?offset=1'))],
      '/api/v1/devices?offset=1': [{ status: 429, headers: { 'retry-after': '0' } }, page([B])],
    });
    expect(ids(await fetchDeviceList())).toEqual([A, B]);
    expect(calls).toHaveLength(3);
  });

  it.each([
    ['leads elsewhere', 'https://elsewhere.example/api/v1/devices'],
    ['leads to another path', 'ORIGIN/api/v1/groups'],
    ['leads in a circle', 'ORIGIN/api/v1/devices'],
    ['is no address', 'http://['],
  ])('is refused where the next page %s', async (_, url) => {
    await serve({ '/api/v1/devices': [page([A], next(url))] });
    await expect(fetchDeviceList()).rejects.toMatchObject({ kind: 'malformed' });
  });

  it.each([
    ['429 again and again', { status: 429, headers: { 'retry-after': '1' } }, 'limit'],
    ['cut off', '{"devices":[{"device_id":1}', 'malformed'],
    ['another document', '{"groups":[]}', 'malformed'],
  ])('fails with one error: %s', async (_, answer, kind) => {
    await serve({ '/api/v1/devices': [answer] });
    await expect(fetchDeviceList()).rejects.toMatchObject({ name: 'ApiError', kind });
  });

  it('is searched by the service', async () => {
    const { calls, admitted } = await serve({ '/api/v1/devices?search=595+%26': [page([B])] });
    expect(await searchDevices('595 &')).toEqual([B]);
    expect(calls).toHaveLength(1);
    expect(admitted).toEqual([{ purpose: 'search', priority: 'click' }]);
  });
});

describe('one device', () => {
  const id = A as DeviceId;
  it('is read with every digit of its ids', async () => {
    await serve({ [`/api/v1/devices/${A}`]: [`{"device_id":${A},"user_id":${B},"name":"x"}`] });
    expect(await getDevice(id)).toMatchObject({ id: A, userId: B, name: 'x' });
  });

  it.each([
    ['not there', { status: 404, headers: {} }, 'not-found'],
    ['a list', '[]', 'malformed'],
  ])('%s', async (_, answer, kind) => {
    await serve({ [`/api/v1/devices/${A}`]: [answer] });
    await expect(getDevice(id)).rejects.toMatchObject({ kind });
  });
});
