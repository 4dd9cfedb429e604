import { once } from 'node:events';
import { request } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DeviceListItem } from '../contract/devices.ts';
import { buildTestApp, type TestApp } from '../testing/build-test-app.ts';
import { FIRST_ID, testDevice } from '../testing/test-device.ts';

interface ListAnswer {
  devices: (Omit<DeviceListItem, 'device_id'> & { device_id: unknown })[];
  metadata?: { total_record_count: unknown };
  paging?: { next?: string; previous?: string };
  'delta-token': string;
  removed_ids?: unknown[];
}

const USER = { id: 9007199254741021n, name: 'Zoë "Z" <b>', email: 'zoe@example.com' };

let test: TestApp;
let headers: { authorization: string };

beforeAll(async () => {
  test = await buildTestApp();
  headers = await test.keyOf('helpdesk');
  await test.store.devices.put([
    testDevice(0, { user: USER, serialNumber: 'RZ8H60ASLHR', sims: [{ imei: '356938035643809' }] }),
    testDevice(1, { platform: 1, productName: 'Apple', name: '=cmd|"<script>"' }),
    ...Array.from({ length: 23 }, (_, index) => testDevice(index + 2, { platform: 3, ownedBy: 2 })),
  ]);
});
afterAll(() => test.close());

const get = (url: string, more: object = {}) => test.app.inject({ url, headers: { ...headers, ...more } });

/** Ids as text, read without a parser that would round them. */
function idsOf(body: string): string[] {
  return [...body.matchAll(/"device_id":"?(\d+)/g)].map(([, id = '']) => id);
}
const ids = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => String(FIRST_ID + BigInt(from + index)));

describe.each(['/api/v1', '/api/v1/mdm'])('GET %s/devices', (base) => {
  it('sends the whole list, every digit of the ids', async () => {
    const answer = await get(`${base}/devices`);
    expect(answer.headers['content-type']).toBe('application/json; charset=utf-8');
    expect(idsOf(answer.body)).toEqual(ids(0, 25));
    const body = answer.json<ListAnswer>();
    expect(Object.keys(body)).toEqual(['devices', 'delta-token']);
    expect(answer.body).toContain(`{"device_id":${FIRST_ID},`);
    expect(answer.body).toContain(`"user_id":${USER.id}`);
    expect(body.devices[0]).toMatchObject({
      device_capacity: 15.8,
      os_version: '4.4.2',
      is_lost_mode_enabled: false,
      platform_type: 'android',
      platform_type_id: 2,
      user: { user_name: USER.name, user_email: USER.email },
      imei: ['356938035643809'],
    });
    expect(body.devices[1]).toMatchObject({ device_name: '=cmd|"<script>"', user: null });
  });

  it('sends a device, every digit of its ids', async () => {
    const answer = await get(`${base}/devices/${FIRST_ID}`);
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['content-type']).toBe('application/json; charset=utf-8');
    expect(answer.body).toContain(`"user_id":${USER.id}`);
    expect(answer.json()).toMatchObject({ resource_id: String(FIRST_ID), platform_type: 'android' });
  });

  it('walks through all pages and back, each URL under the same base path', async () => {
    const seen: string[] = [];
    let url: string | undefined = `http://localhost${base}/devices?limit=10&platform=3`;
    let last = url;
    for (; url !== undefined;) {
      expect(url.startsWith(`http://localhost${base}/devices?`)).toBe(true);
      const answer = await get(url);
      const body = answer.json<ListAnswer>();
      expect(body.metadata).toEqual({ total_record_count: 23 });
      seen.push(...idsOf(answer.body));
      last = url;
      url = body.paging?.next;
    }
    expect(seen).toEqual(ids(2, 25));
    const previous = (await get(last)).json<ListAnswer>().paging?.previous;
    expect(idsOf((await get(previous ?? '')).body)).toEqual(ids(12, 22));
  });
});

describe('parts of the list', () => {
  it.each([
    ['limit=3', ids(0, 3)],
    ['limit=3&offset=4', ids(4, 7)],
    ['offset=23', ids(23, 25)],
    ['offset=99', []],
    ['platform=ios', ids(1, 2)],
    ['platform=ios,android', ids(0, 2)],
    ['platform=2', ids(0, 1)],
    ['imei=356938035643809', ids(0, 1)],
    ['serial_number=RZ8H60ASLHR', ids(0, 1)],
    ['email=ZOE@example.com', ids(0, 1)],
    ['owned_by=1', ids(0, 2)],
    ['search=zo%C3%AB', ids(0, 1)],
    ['search=nobody', []],
    ['group_id=1', []],
  ])('%s', async (query, expected) => {
    const answer = await get(`/api/v1/devices?${query}`);
    expect(answer.statusCode).toBe(200);
    expect(idsOf(answer.body)).toEqual(expected);
  });
});

describe('validation', () => {
  it('answers 304 to the ETag of an unchanged list, and only to it', async () => {
    const first = await get('/api/v1/devices');
    const etag = String(first.headers.etag);
    expect(etag).toMatch(/^W\/"/);
    const unchanged = await get('/api/v1/devices', { 'if-none-match': etag });
    expect([unchanged.statusCode, unchanged.body, unchanged.headers.etag]).toEqual([304, '', etag]);
    expect((await get('/api/v1/devices?platform=1', { 'if-none-match': etag })).statusCode).toBe(200);
    await test.store.devices.put([testDevice(24, { platform: 3, ownedBy: 2, name: 'Renamed' })]);
    expect((await get('/api/v1/devices', { 'if-none-match': etag })).statusCode).toBe(200);
  });
});

describe('compression', () => {
  it('is undone for who does not want it, once the list is kept compressed', async () => {
    await test.store.devices.put([testDevice(24, { platform: 3, ownedBy: 2 })]);
    const made = await get('/api/v1/devices');
    expect((await get('/api/v1/devices', { 'accept-encoding': 'br' })).headers['content-encoding']).toBe(
      'br',
    );
    const undone = await get('/api/v1/devices');
    expect(undone.headers['content-encoding']).toBeUndefined();
    expect(undone.body).toBe(made.body);
    expect(undone.json<ListAnswer>().devices).toHaveLength(25);
  });

  it.each([
    ['br', 'gzip, br', (body: Buffer) => brotliDecompressSync(body)],
    ['gzip', 'gzip', (body: Buffer) => gunzipSync(body)],
    [undefined, 'identity', (body: Buffer) => body],
  ])('%s', async (encoding, accepted, decode) => {
    for (let round = 0; round < 3; round += 1) {
      const answer = await get('/api/v1/devices', { 'accept-encoding': accepted });
      expect(answer.headers['content-encoding']).toBe(encoding);
      expect(answer.headers.vary).toBe('Accept-Encoding');
      const plain = await get('/api/v1/devices');
      expect(decode(answer.rawPayload).toString()).toBe(plain.body);
    }
  });
});

describe('deltas', () => {
  it('tell what was changed and what is gone', async () => {
    const changing = await buildTestApp();
    const { devices } = changing.store;
    const mine = await changing.keyOf('admin');
    const list = (query: string) => changing.app.inject({ url: `/api/v1/devices?${query}`, headers: mine });
    await devices.put([0, 1, 2, 3].map((index) => testDevice(index)));
    const token = encodeURIComponent((await list('')).json<ListAnswer>()['delta-token']);
    const nothing = await list(`delta-token=${token}`);
    expect(nothing.json()).toMatchObject({ devices: [], removed_ids: [] });

    await devices.put([testDevice(1, { name: 'New name' }), testDevice(2, { platform: 1 }), testDevice(9)]);
    await devices.remove(FIRST_ID);
    const delta = await list(`delta-token=${token}`);
    expect(idsOf(delta.body)).toEqual([...ids(1, 3), ...ids(9, 10)]);
    expect(delta.body).toContain(`"removed_ids":[${FIRST_ID}]`);
    const next = encodeURIComponent(delta.json<ListAnswer>()['delta-token']);
    expect((await list(`delta-token=${next}`)).json<ListAnswer>().devices).toEqual([]);

    // A device that no longer matches the filter is gone for who follows the filtered list.
    const filtered = await list(`platform=android&delta-token=${token}`);
    expect(idsOf(filtered.body)).toEqual([...ids(1, 2), ...ids(9, 10)]);
    expect(filtered.body).toContain(`"removed_ids":[${FIRST_ID},${FIRST_ID + 2n}]`);

    const paged = (await list(`limit=2&delta-token=${token}`)).json<ListAnswer>();
    expect(paged.metadata).toEqual({ total_record_count: 3 });
    const url = paged.paging?.next ?? '';
    expect(idsOf((await changing.app.inject({ url, headers: mine })).body)).toEqual(ids(9, 10));
    await changing.close();
  });

  it('of another database are refused', async () => {
    const other = await buildTestApp();
    const mine = await other.keyOf('admin');
    const foreign = (await get('/api/v1/devices')).json<ListAnswer>()['delta-token'];
    const url = `/api/v1/devices?delta-token=${encodeURIComponent(foreign)}`;
    const answer = await other.app.inject({ url, headers: mine });
    await other.close();
    expect([answer.statusCode, answer.json<{ error_code: string }>().error_code]).toEqual([400, 'COM0021']);
  });
});

describe('settings', () => {
  it('MDM_WIRE=strings sends ids, counts and enumerations as strings', async () => {
    const strings = await buildTestApp({ config: { wire: 'strings' } });
    await strings.store.devices.put([testDevice(0, { user: USER }), testDevice(1)]);
    const mine = await strings.keyOf('admin');
    const list = async (query: string) =>
      (await strings.app.inject({ url: `/api/v1/devices?${query}`, headers: mine })).json<ListAnswer>();
    const page = await list('limit=1');
    expect(page.metadata).toEqual({ total_record_count: '2' });
    expect(page.devices[0]).toMatchObject({
      device_id: String(FIRST_ID),
      platform_type: 'android',
      platform_type_id: '2',
      user: { user_id: String(USER.id) },
    });
    await strings.store.devices.remove(FIRST_ID);
    const delta = await list(`delta-token=${encodeURIComponent(page['delta-token'])}`);
    expect(delta.removed_ids).toEqual([String(FIRST_ID)]);
    const detail = await strings.app.inject({ url: `/api/v1/devices/${FIRST_ID + 1n}`, headers: mine });
    expect(detail.json()).toMatchObject({ platform_type: '2', user_id: null });
    await strings.close();
  });

  it('MDM_PAGE_SIZE pages unasked', async () => {
    const paged = await buildTestApp({ config: { pageSize: 2 } });
    await paged.store.devices.put([0, 1, 2].map((index) => testDevice(index)));
    const mine = await paged.keyOf('admin');
    const first = await paged.app.inject({ url: '/api/v1/devices', headers: mine });
    expect(idsOf(first.body)).toEqual(ids(0, 2));
    const url = first.json<ListAnswer>().paging?.next ?? '';
    const second = await paged.app.inject({ url, headers: mine });
    expect(idsOf(second.body)).toEqual(ids(2, 3));
    expect(second.json<ListAnswer>().paging).toEqual({ previous: expect.any(String) as string });
    await paged.close();
  });

  it('an empty database has an empty list', async () => {
    const empty = await buildTestApp();
    const answer = await empty.app.inject({ url: '/api/v1/devices', headers: await empty.keyOf('admin') });
    await empty.close();
    expect(answer.json()).toEqual({ devices: [], 'delta-token': expect.any(String) as string });
  });
});

describe('a stream', () => {
  /** An app whose list has no end unless `fail` is called, and a request for it, begun. */
  async function begin(acceptEncoding: string) {
    const ended = Promise.withResolvers<undefined>();
    const failing = Promise.withResolvers<undefined>();
    let hasFailed = false;
    void failing.promise.then(() => (hasFailed = true));
    async function* endless(): AsyncGenerator<string> {
      try {
        for (let index = 0; ; index += 1) {
          if (hasFailed) throw new Error('the disk is gone');
          yield `${index === 0 ? '' : ','}{"device_id":${index},"noise":"${String(Math.random()).repeat(500)}"}`;
          await new Promise(setImmediate);
        }
      } finally {
        ended.resolve(undefined);
      }
    }
    const streaming = await buildTestApp({
      config: { logLevel: 'silent' },
      wrapStore: (store) => ({ ...store, devices: { ...store.devices, listJson: endless } }),
    });
    const mine = await streaming.keyOf('admin');
    const url = await streaming.app.listen({ host: '127.0.0.1', port: 0 });
    const call = request(`${url}/api/v1/devices`, {
      headers: { ...mine, host: 'localhost', 'accept-encoding': acceptEncoding },
    }).end();
    const [answer] = (await once(call, 'response')) as [NodeJS.ReadableStream & { complete: boolean }];
    await once(answer, 'data');
    return { streaming, call, answer, ended: ended.promise, fail: () => failing.resolve(undefined) };
  }

  it.each(['identity', 'br', 'gzip'])('ends the reading when the client goes away (%s)', async (encoding) => {
    const { streaming, call, answer, ended } = await begin(encoding);
    answer.on('error', () => undefined);
    call.on('error', () => undefined).destroy();
    await ended;
    await streaming.close();
  });

  it.each(['identity', 'br'])('is broken off, not ended, by a failure half-way (%s)', async (encoding) => {
    const { streaming, answer, ended, fail } = await begin(encoding);
    const broken = once(answer, 'error');
    answer.on('data', () => undefined);
    fail();
    await Promise.all([ended, broken]);
    expect(answer.complete).toBe(false);
    await streaming.close();
  });
});
