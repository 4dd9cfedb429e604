import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addGroup, apiClient, type ApiClient, failureOf, idsOf } from '../testing/api-client.ts';
import { buildTestApp, type TestApp } from '../testing/build-test-app.ts';
import { FIRST_ID, testDevice } from '../testing/test-device.ts';

interface ListAnswer {
  groups: Record<string, unknown>[];
  metadata?: { total_record_count: unknown };
  paging?: { next?: string };
  'delta-token': string;
  removed_ids?: unknown[];
}

const UNKNOWN_ID = 9_999_999_999_999_999n;
const BASE = '/api/v1/groups';

let test: TestApp;
let client: ApiClient;

beforeEach(async () => {
  test = await buildTestApp();
  client = await apiClient(test);
});
afterEach(() => test.close());

const list = async (query = '') => (await client.get(BASE + query)).json<ListAnswer>();
const tokenOf = async (url = BASE) =>
  encodeURIComponent((await client.get(url)).json<ListAnswer>()['delta-token']);

describe('a group', () => {
  it('is added, answered, listed without its description, and removed', async () => {
    const body = { name: 'Field <b>"staff"</b>', group_type: 11, domain: 'EXAMPLE', description: 'Vans' };
    const added = await client.post(BASE, JSON.stringify(body));
    expect(added.statusCode).toBe(200);
    expect(Object.keys(added.json())).toEqual(['group_id', 'name', 'group_type', 'domain', 'description']);
    expect(added.json()).toMatchObject(body);
    const [id = ''] = idsOf(added, 'group_id');
    expect(BigInt(id)).toBeGreaterThan(2n ** 53n);

    expect((await client.get(`${BASE}/${id}`)).body).toBe(added.body);
    expect((await client.get(`/api/v1/mdm/groups/${id}`)).body).toBe(added.body);
    expect((await client.get(BASE)).body).toContain(`{"group_id":${id},`);
    const { groups } = await list();
    expect(groups.map((each) => Object.keys(each))).toEqual([['group_id', 'name', 'group_type', 'domain']]);

    const removed = await client.delete(`${BASE}/${id}`);
    expect([removed.statusCode, removed.body]).toEqual([204, '']);
    expect((await list()).groups).toEqual([]);
    expect(failureOf(await client.delete(`${BASE}/${id}`))).toEqual([404, 'COM0008']);
  });

  it('needs a name and a type only', async () => {
    const added = await client.post(BASE, '{"name":" Night shift ","group_type":1}');
    expect(added.json()).toMatchObject({ name: 'Night shift', domain: '', description: '' });
  });

  it.each([
    ['no body', undefined, 400, 'COM0006'],
    ['no name', '{"group_type":1}', 400, 'COM0005'],
    ['an empty name', '{"name":"  ","group_type":1}', 400, 'COM0005'],
    ['no type', '{"name":"A"}', 400, 'COM0005'],
    ['a type that is no integer', '{"name":"A","group_type":1.5}', 400, 'COM0005'],
    ['no JSON', '{"name":', 400, 'COM0014'],
  ])('is refused with %s', async (_case, body, status, code) => {
    expect(failureOf(await client.post(BASE, body))).toEqual([status, code]);
    expect((await list()).groups).toEqual([]);
  });

  it('has a name that no other of its domain has, in any case', async () => {
    await addGroup(client, 'Scanners');
    const taken = await client.post(BASE, '{"name":"SCANNERS","group_type":6}');
    expect(failureOf(taken)).toEqual([409, 'COM0010']);
    expect(taken.body).toContain('the domain has a group of this name already');
    await addGroup(client, 'Scanners', { domain: 'EMEA' });
    expect((await list()).groups.map(({ domain }) => domain)).toEqual(['', 'EMEA']);
  });

  it('takes its memberships along, and never a device', async () => {
    await test.store.devices.put([testDevice(0)]);
    const id = await addGroup(client, 'Short-lived');
    await client.post(`${BASE}/${id}/members/${FIRST_ID}`);
    expect(await test.store.groups.ofDevice(FIRST_ID)).toEqual([BigInt(id)]);
    await client.delete(`${BASE}/${id}`);
    expect(await test.store.groups.ofDevice(FIRST_ID)).toEqual([]);
    expect((await client.get(`/api/v1/devices/${FIRST_ID}`)).statusCode).toBe(200);
  });

  it('is not sent again to who has it', async () => {
    const id = await addGroup(client, 'Calm');
    const etag = String((await client.get(`${BASE}/${id}`)).headers.etag);
    const unchanged = await client.get(`${BASE}/${id}`, { 'if-none-match': etag });
    expect([unchanged.statusCode, unchanged.body]).toEqual([304, '']);
    const other = await addGroup(client, 'Other');
    expect((await client.get(`${BASE}/${other}`, { 'if-none-match': etag })).statusCode).toBe(200);
  });

  it('tells what is distributed to it, by name', async () => {
    const id = await addGroup(client, 'Pilot');
    const app = {
      categoryId: 1,
      type: 0,
      version: '3.5.1',
      platform: 2,
      supportedDevices: 3,
      description: '',
      countryCode: '',
      storeUrl: '',
      storeId: '',
      preventBackup: false,
    };
    const hash = 'a'.repeat(64);
    const icon = { hash, contentType: 'image/png' as const, bytes: new Uint8Array([1]) };
    const zulu = await test.store.apps.add({ ...app, name: 'Zulu', identifier: 'org.example.z', icon }, 1);
    const alpha = await test.store.apps.add({ ...app, name: 'Alpha', identifier: 'org.example.a' }, 1);
    const options = { silentInstall: true, notifyByEmail: false, at: 1_700_000_000_000 };
    await test.store.apps.distributeToGroups(zulu.id, [BigInt(id)], options);
    await test.store.apps.distributeToGroups(alpha.id, [BigInt(id)], { ...options, silentInstall: false });
    const answer = await client.get(`${BASE}/${id}/apps`);
    expect(idsOf(answer, 'app_id')).toEqual([String(alpha.id), String(zulu.id)]);
    const common = {
      app_id: expect.any(Number) as number,
      version: '3.5.1',
      platform_type: 2,
      notify_user_via_email: false,
      added_time: options.at,
    };
    expect(answer.json()).toEqual({
      apps: [
        { ...common, app_name: 'Alpha', silent_install: false },
        { ...common, app_name: 'Zulu', silent_install: true, icon: `http://localhost/api/icons/${hash}` },
      ],
    });
  });
});

describe('the list', () => {
  it('is paged on request, by full URLs', async () => {
    for (const name of ['A', 'B', 'C']) await addGroup(client, name);
    const all = idsOf(await client.get(BASE), 'group_id');
    const seen: string[] = [];
    let url: string | undefined = 'http://localhost/api/v1/mdm/groups?limit=2';
    for (; url !== undefined;) {
      expect(url.startsWith('http://localhost/api/v1/mdm/groups?')).toBe(true);
      const answer = await client.get(url);
      expect(answer.json<ListAnswer>().metadata).toEqual({ total_record_count: 3 });
      seen.push(...idsOf(answer, 'group_id'));
      url = answer.json<ListAnswer>().paging?.next;
    }
    expect(seen).toEqual(all);
    expect(failureOf(await client.get(`${BASE}?limit=0`))).toEqual([400, 'COM0003']);
  });

  it('answers 304 until a group is added or removed', async () => {
    const first = await addGroup(client, 'First');
    const etag = async () => String((await client.get(BASE)).headers.etag);
    const statusOf = async (tag: string) => (await client.get(BASE, { 'if-none-match': tag })).statusCode;
    const before = await etag();
    expect(await statusOf(before)).toBe(304);
    await addGroup(client, 'Second');
    expect(await statusOf(before)).toBe(200);
    const between = await etag();
    await client.delete(`${BASE}/${first}`);
    expect(await statusOf(between)).toBe(200);
  });

  it('tells what changed since a delta token, and what is gone', async () => {
    const kept = await addGroup(client, 'Kept');
    const gone = await addGroup(client, 'Gone');
    const token = await tokenOf();
    expect(await list(`?delta-token=${token}`)).toMatchObject({ groups: [], removed_ids: [] });

    const added = await addGroup(client, 'Added');
    await client.delete(`${BASE}/${gone}`);
    const delta = await client.get(`${BASE}?delta-token=${token}`);
    expect(idsOf(delta, 'group_id')).toEqual([added]);
    expect(delta.body).toContain(`"removed_ids":[${gone}]`);
    expect(idsOf(await client.get(BASE), 'group_id')).toEqual([kept, added]);
    const paged = await list(`?limit=5&delta-token=${token}`);
    expect(paged.metadata).toEqual({ total_record_count: 1 });

    const next = encodeURIComponent(delta.json<ListAnswer>()['delta-token']);
    expect(await list(`?delta-token=${next}`)).toMatchObject({ groups: [], removed_ids: [] });
  });

  it.each([
    ['/api/v1/devices', BASE],
    [BASE, '/api/v1/devices'],
    ['/api/v1/apps', BASE],
    [BASE, '/api/v1/apps'],
  ])('of a delta token of %s is refused by %s', async (from, to) => {
    const refused = await client.get(`${to}?delta-token=${await tokenOf(from)}`);
    expect(failureOf(refused)).toEqual([400, 'COM0021']);
  });

  it('takes MDM_WIRE=strings and MDM_PAGE_SIZE', async () => {
    await test.close();
    test = await buildTestApp({ config: { wire: 'strings', pageSize: 2 } });
    client = await apiClient(test);
    const ids: string[] = [];
    for (const name of ['A', 'B', 'C']) ids.push(await addGroup(client, name));
    const first = await list();
    expect(first.groups).toMatchObject(ids.slice(0, 2).map((id) => ({ group_id: id, group_type: '1' })));
    expect(first.metadata).toEqual({ total_record_count: '3' });
    await client.delete(`${BASE}/${ids[0] ?? ''}`);
    const delta = await list(`?delta-token=${encodeURIComponent(first['delta-token'])}`);
    expect(delta.removed_ids).toEqual([ids[0]]);
  });
});

it.each<['get' | 'post' | 'delete', string, string?]>([
  ['get', ''],
  ['delete', ''],
  ['get', '/members'],
  ['post', '/members', `{"member_ids":[${FIRST_ID}]}`],
  ['post', `/members/${FIRST_ID}`],
  ['delete', `/members/${FIRST_ID}`],
  ['get', '/apps'],
])('%s on a group that is not there is refused: %s', async (method, path, body) => {
  await test.store.devices.put([testDevice(0)]);
  for (const id of [UNKNOWN_ID, 'abc', '01', '-1', '9223372036854775808']) {
    const url = `${BASE}/${id}${path}`;
    const answer = await (method === 'post' ? client.post(url, body) : client[method](url));
    expect(failureOf(answer)).toEqual([404, 'COM0008']);
  }
});

it('lets who may only read change nothing', async () => {
  await test.store.devices.put([testDevice(0)]);
  const url = `${BASE}/${await addGroup(client, 'Pilot')}`;
  const member = `${url}/members/${FIRST_ID}`;
  await client.post(member);
  const reader = await apiClient(test, 'manager');
  for (const path of [BASE, url, `${url}/members`, `${url}/apps`]) {
    expect((await reader.get(path)).statusCode).toBe(200);
  }
  for (const refused of [
    await reader.post(BASE, '{"name":"Mine","group_type":1}'),
    await reader.delete(url),
    await reader.post(`${url}/members`, `{"member_ids":[${FIRST_ID}]}`),
    await reader.post(member),
    await reader.delete(member),
  ]) {
    expect(failureOf(refused)).toEqual([403, 'SCOPE_MISMATCH']);
  }
  const helpdesk = await apiClient(test, 'helpdesk');
  expect(failureOf(await helpdesk.get(BASE))).toEqual([403, 'SCOPE_MISMATCH']);
});
