import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  addGroup,
  apiClient,
  type ApiAnswer,
  type ApiClient,
  failureOf,
  idsOf,
} from '../testing/api-client.ts';
import { buildTestApp, type TestApp } from '../testing/build-test-app.ts';
import { FIRST_ID, testDevice } from '../testing/test-device.ts';

interface Answer {
  metadata?: { total_record_count: unknown };
  paging?: { next?: string; previous?: string };
  'delta-token': string;
}

const UNKNOWN_ID = 9_999_999_999_999_999n;

let test: TestApp;
let client: ApiClient;
/** The group's address. */
let url: string;

async function start(options: Parameters<typeof buildTestApp>[0] = {}) {
  test = await buildTestApp(options);
  client = await apiClient(test);
  await test.store.devices.put([0, 1, 2, 3, 4].map((index) => testDevice(index)));
  url = `/api/v1/groups/${await addGroup(client, 'Pilot')}`;
}
beforeEach(() => start());
afterEach(() => test.close());

const ids = (...indices: number[]) => indices.map((index) => FIRST_ID + BigInt(index)).join(',');
const add = (list: string) => client.post(`${url}/members`, `{"member_ids":[${list}]}`);
/** The ids as they stand in the body, in every digit. */
const inBody = (answer: ApiAnswer) => /"member_ids":\[([^\]]*)\]/.exec(answer.body)?.[1];
const members = async () => inBody(await client.get(`${url}/members`));
const deviceIdsOf = (answer: ApiAnswer) => idsOf(answer, 'device_id').join();

it('are answered as sent when added, and in ascending order when read, every digit', async () => {
  const added = await add(ids(3, 0, 3));
  expect([added.statusCode, added.body]).toEqual([200, `{"member_ids":[${ids(3, 0, 3)}]}`]);
  expect((await client.get(`${url}/members`)).body).toBe(`{"member_ids":[${ids(0, 3)}]}`);
  await add(ids(0, 1));
  expect(await members()).toBe(ids(0, 1, 3));
});

it('are added all or none', async () => {
  await add(ids(4));
  const refused = await add(`${ids(0)},${UNKNOWN_ID},7`);
  expect(failureOf(refused)).toEqual([404, 'COM0008']);
  expect(refused.body).toContain(`2 devices do not exist: ${UNKNOWN_ID}, 7`);
  expect(await members()).toBe(ids(4));
});

it.each([
  ['no body', undefined, 'COM0006'],
  ['no ids', '{}', 'COM0005'],
  ['an empty list', '{"member_ids":[]}', 'COM0005'],
  ['an id as text', `{"member_ids":["${FIRST_ID}"]}`, 'COM0005'],
  ['an id as a float', '{"member_ids":[9007199254741001.0]}', 'COM0005'],
  ['what is no id', `{"member_ids":[${FIRST_ID},-1]}`, 'COM0005'],
])('are not added with %s', async (_case, body, code) => {
  expect(failureOf(await client.post(`${url}/members`, body))).toEqual([400, code]);
  expect(await members()).toBe('');
});

it('are added and taken out one by one', async () => {
  const member = `${url}/members/${FIRST_ID + 1n}`;
  for (let round = 0; round < 2; round += 1) {
    const added = await client.post(member);
    expect([added.statusCode, added.body]).toEqual([202, '']);
  }
  expect(await members()).toBe(ids(1));
  const removed = await client.delete(member);
  expect([removed.statusCode, removed.body]).toEqual([204, '']);
  expect(await members()).toBe('');
  expect(failureOf(await client.delete(member))).toEqual([404, 'COM0008']);
});

it.each([String(UNKNOWN_ID), 'abc', '1e3'])('are devices, and %s is none', async (id) => {
  expect(failureOf(await client.post(`${url}/members/${id}`))).toEqual([404, 'COM0008']);
  expect(failureOf(await client.delete(`${url}/members/${id}`))).toEqual([404, 'COM0008']);
});

it('are paged on request', async () => {
  await add(ids(0, 1, 2, 3, 4));
  const first = await client.get(`${url}/members?limit=2&offset=1`);
  expect(inBody(first)).toBe(ids(1, 2));
  const { metadata, paging } = first.json<Answer>();
  expect(metadata).toEqual({ total_record_count: 5 });
  const last = await client.get(paging?.next ?? '');
  expect(inBody(last)).toBe(ids(3, 4));
  expect(last.json<Answer>().paging?.next).toBeUndefined();
  expect(inBody(await client.get(paging?.previous ?? ''))).toBe(ids(0));
  expect(failureOf(await client.get(`${url}/members?offset=x`))).toEqual([400, 'COM0003']);
});

it('take MDM_WIRE=strings and MDM_PAGE_SIZE', async () => {
  await test.close();
  await start({ config: { wire: 'strings', pageSize: 2 } });
  expect((await add(ids(0, 1, 2))).json()).toEqual({ member_ids: ids(0, 1, 2).split(',') });
  const first = (await client.get(`${url}/members`)).json<Answer>();
  expect(first).toMatchObject({
    member_ids: ids(0, 1).split(','),
    metadata: { total_record_count: '3' },
  });
  expect((await client.get(first.paging?.next ?? '')).json()).toMatchObject({ member_ids: [ids(2)] });
});

it('are not sent again until they change', async () => {
  await add(ids(0, 1));
  const etag = String((await client.get(`${url}/members`)).headers.etag);
  const statusOf = async () => (await client.get(`${url}/members`, { 'if-none-match': etag })).statusCode;
  expect(await statusOf()).toBe(304);
  await add(ids(0));
  expect(await statusOf()).toBe(304);
  await test.store.devices.remove(FIRST_ID + 1n);
  expect(await statusOf()).toBe(200);
  expect(await members()).toBe(ids(0));
});

it('filter the list of devices, which knows when they change', async () => {
  const list = `/api/v1/devices?group_id=${url.split('/').at(-1) ?? ''}`;
  const again = (answer: ApiAnswer) => client.get(list, { 'if-none-match': String(answer.headers.etag) });
  const since = (answer: ApiAnswer) =>
    `${list}&delta-token=${encodeURIComponent(answer.json<Answer>()['delta-token'])}`;
  await add(ids(0, 2));
  const first = await client.get(list);
  expect(deviceIdsOf(first)).toBe(ids(0, 2));
  expect((await again(first)).statusCode).toBe(304);

  await test.store.devices.put([testDevice(2, { name: 'Renamed' }), testDevice(3, { name: 'Elsewhere' })]);
  expect(deviceIdsOf(await client.get(since(first)))).toBe(ids(2));

  const second = await client.get(list);
  await client.post(`${url}/members/${FIRST_ID + 1n}`);
  const third = await again(second);
  expect([third.statusCode, deviceIdsOf(third)]).toEqual([200, ids(0, 1, 2)]);
  expect(failureOf(await client.get(since(second)))).toEqual([400, 'COM0021']);

  // What is known of the whole list is nothing of a group's, and the other way round.
  const whole = await client.get('/api/v1/devices');
  expect(failureOf(await client.get(since(whole)))).toEqual([400, 'COM0021']);

  await client.delete(url);
  const gone = await again(third);
  expect([gone.statusCode, gone.json<{ devices: unknown[] }>().devices]).toEqual([200, []]);
});
