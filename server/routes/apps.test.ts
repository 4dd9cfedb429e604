import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { apiCalls, idIn } from '../testing/api-calls.ts';
import { buildTestApp, type TestApp } from '../testing/build-test-app.ts';

const UNKNOWN_ID = 9_999_999_999_999_999n;
const STORE_APP = {
  app_name: 'ME "MDM" <b>',
  app_type: 0,
  app_category_id: 2,
  supported_devices: 3,
  description: 'A store app',
  app_store_country_code: 'us',
  bundle_identifier: 'com.example.mdm',
  prevent_backup: true,
  version: '1.1.1',
  store_url: 'https://apps.apple.com/in/app/example/id720111835?mt=8',
  store_id: '720111835',
};
const LIST_KEYS = [
  'app_id',
  'app_name',
  'app_category',
  'app_type',
  'version',
  'platform_type',
  'description',
  'added_time',
  'modified_time',
];

interface AppAnswer {
  app_name: string;
  platform_type: unknown;
  added_time: number;
  modified_time: number;
}
interface ListAnswer {
  apps: AppAnswer[];
  metadata?: { total_record_count: unknown };
  paging?: { next?: string };
  'delta-token': string;
  removed_ids?: unknown[];
}

let test: TestApp;
let api: ReturnType<typeof apiCalls>;
let now = 1_700_000_000_000;

beforeAll(async () => {
  test = await buildTestApp({ clock: () => now });
  api = apiCalls(test, await test.keyOf('admin'));
});
afterEach(async () => {
  for (const { id } of await appsKept()) await test.store.apps.remove(id);
});
afterAll(() => test.close());

const post = (body: string | object) => api.call('POST', 'apps', body);
async function addApp(more: object = {}): Promise<bigint> {
  return idIn((await post({ ...STORE_APP, ...more })).body, 'app_id');
}
const appsKept = () => test.store.apps.list({});

describe('a store app', () => {
  it('is added and answered whole, in the words and digits of the reference', async () => {
    const added = await post(STORE_APP);
    expect(added.statusCode).toBe(200);
    const id = idIn(added.body, 'app_id');
    expect(id).toBeGreaterThan(2n ** 53n);
    expect(Object.keys(added.json<object>()).slice(0, 7)).toEqual(LIST_KEYS.slice(0, 7));
    expect(added.json()).toMatchObject({
      app_name: 'ME "MDM" <b>',
      app_category: 'Education',
      app_type: 0,
      bundle_identifier: 'com.example.mdm',
      version: '1.1.1',
      platform_type: 1,
      description: 'A store app',
      store_url: STORE_APP.store_url,
      is_app_paid: false,
      country_code: 'US',
      store_id: '720111835',
      added_time: now,
      modified_time: now,
      app_category_id: 2,
      supported_devices: 3,
      prevent_backup: true,
    });
    expect(added.json()).not.toHaveProperty('icon');
    expect((await api.call('GET', `apps/${id}`)).body).toBe(added.body);
    expect((await api.call('GET', `/api/v1/mdm/apps/${id}`)).body).toBe(added.body);
  });

  it('is paid for with type 1', async () => {
    const added = await post({ ...STORE_APP, app_type: 1 });
    expect(added.json()).toMatchObject({ app_type: 1, is_app_paid: true });
  });

  it('is an Android app without a version where nothing tells more', async () => {
    const added = await post({ app_name: 'A', app_type: 0, app_category_id: 1, supported_devices: 1 });
    expect(added.json()).toMatchObject({
      platform_type: 2,
      version: '',
      bundle_identifier: '',
      country_code: '',
    });
  });

  it('is listed without identifier and store fields', async () => {
    const id = await addApp();
    const list = await api.call('GET', 'apps');
    expect(list.body).toContain(`{"app_id":${id},`);
    const { apps } = list.json<ListAnswer>();
    expect(Object.keys(apps[0]!)).toEqual(LIST_KEYS);
  });

  it.each([
    ['no body', '', [400, 'COM0006']],
    ['no JSON', '{', [400, 'COM0014']],
    ['a list', [], [400, 'COM0005']],
    ['no name', { ...STORE_APP, app_name: undefined }, [400, 'COM0005']],
    ['an empty name', { ...STORE_APP, app_name: ' ' }, [400, 'COM0005']],
    ['an unknown category', { ...STORE_APP, app_category_id: 99 }, [400, 'COM0005']],
    ['an unknown type', { ...STORE_APP, app_type: 3 }, [400, 'COM0005']],
    ['devices that there are not', { ...STORE_APP, supported_devices: 0 }, [400, 'COM0005']],
    ['a country of one letter', { ...STORE_APP, app_store_country_code: 'U' }, [400, 'COM0005']],
    [
      'a store address that is a script',
      { ...STORE_APP, store_url: 'javascript:alert(1)' },
      [400, 'COM0005'],
    ],
    ['a package', { ...STORE_APP, app_file: UNKNOWN_ID }, [400, 'COM0005']],
    ['a picture that is not there', { ...STORE_APP, display_image: UNKNOWN_ID }, [400, 'FIL0001']],
    ['a large picture that is not there', { ...STORE_APP, full_image: UNKNOWN_ID }, [400, 'FIL0001']],
    ['an id that is none', { ...STORE_APP, display_image: 1.5 }, [400, 'COM0005']],
  ])('is refused with %s', async (_what, body, failure) => {
    expect((await api.failure('POST', 'apps', body)).slice(0, 2)).toEqual(failure);
    expect(await appsKept()).toEqual([]);
  });

  it('is updated by POST where identifier and platform are there', async () => {
    const id = await addApp();
    now += 1000;
    const updated = await post({ bundle_identifier: 'com.example.mdm', app_name: 'New', app_type: 1 });
    expect(idIn(updated.body, 'app_id')).toBe(id);
    expect(updated.json()).toMatchObject({
      app_name: 'New',
      is_app_paid: true,
      description: 'A store app',
      country_code: 'US',
      version: '1.1.1',
      prevent_backup: true,
      added_time: now - 1000,
      modified_time: now,
    });
    expect(await appsKept()).toHaveLength(1);
  });

  it('is another one on another platform, and then has to be named with it', async () => {
    const ios = await addApp();
    const windows = await addApp({ platform_type: 3, app_name: 'For Windows' });
    expect(windows).not.toBe(ios);
    expect(
      await api.failure('POST', 'apps', { bundle_identifier: 'com.example.mdm', app_name: 'X' }),
    ).toEqual([400, 'COM0005', expect.stringContaining('iOS and Windows: platform_type is missing')]);
    const updated = await post({ bundle_identifier: 'com.example.mdm', platform_type: 3, description: 'D' });
    expect(idIn(updated.body, 'app_id')).toBe(windows);
  });

  it('without an identifier is a new one every time', async () => {
    const ids = [await addApp({ bundle_identifier: '' }), await addApp({ bundle_identifier: '' })];
    expect(new Set(ids).size).toBe(2);
  });

  it('is one app however many add it at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, index) => post({ ...STORE_APP, description: `By ${index}` })),
    );
    expect(answers.map(({ statusCode }) => statusCode)).toEqual(Array(8).fill(200));
    expect(new Set(answers.map(({ body }) => idIn(body, 'app_id'))).size).toBe(1);
    expect(await appsKept()).toHaveLength(1);
  });
});

describe('PUT /apps/{app_id}', () => {
  it('changes what is given and leaves the rest', async () => {
    const id = await addApp();
    now += 5;
    const changed = await api.call('PUT', `apps/${id}`, {
      bundle_identifier: 'com.example.other',
      description: '',
      app_store_country_code: '',
      supported_devices: 1,
    });
    expect(changed.statusCode).toBe(200);
    expect(changed.json()).toMatchObject({
      app_name: STORE_APP.app_name,
      bundle_identifier: 'com.example.other',
      description: '',
      country_code: '',
      supported_devices: 1,
      store_url: STORE_APP.store_url,
      modified_time: now,
    });
    expect((await api.call('GET', `apps/${id}`)).body).toBe(changed.body);
  });

  it('refuses an identifier that another app of the platform has', async () => {
    await addApp();
    const id = await addApp({ bundle_identifier: 'com.example.other' });
    const body = { bundle_identifier: 'com.example.mdm' };
    expect((await api.failure('PUT', `apps/${id}`, body)).slice(0, 2)).toEqual([409, 'COM0010']);
    expect((await test.store.apps.get(id))?.identifier).toBe('com.example.other');
  });

  it.each([
    ['into an enterprise app', { app_type: 2 }, 'COM0005'],
    ['to another platform', { platform_type: 2 }, 'COM0005'],
    ['to a package', { app_file: UNKNOWN_ID }, 'COM0005'],
    ['to a picture that is not there', { display_image: UNKNOWN_ID }, 'FIL0001'],
  ])('does not change a store app %s', async (_what, body, code) => {
    const id = await addApp();
    expect((await api.failure('PUT', `apps/${id}`, body)).slice(0, 2)).toEqual([400, code]);
    expect(await test.store.apps.get(id)).toMatchObject({ type: 0, platform: 1 });
  });
});

describe('an app that is not there', () => {
  it.each(['GET', 'PUT', 'DELETE'] as const)('is unknown to %s', async (method) => {
    for (const id of [String(UNKNOWN_ID), '0', 'abc', '1e3', '9223372036854775808']) {
      const body = method === 'PUT' ? {} : undefined;
      expect((await api.failure(method, `apps/${id}`, body)).slice(0, 2)).toEqual([404, 'COM0008']);
    }
  });
});

it('an app is deleted', async () => {
  const id = await addApp();
  const removed = await api.call('DELETE', `apps/${id}`);
  expect([removed.statusCode, removed.body]).toEqual([204, '']);
  expect((await api.failure('GET', `apps/${id}`))[0]).toBe(404);
  expect(await appsKept()).toEqual([]);
});

describe('reading again', () => {
  it('costs nothing while an app is the same', async () => {
    const id = await addApp();
    const first = await api.call('GET', `apps/${id}`);
    const known = { 'if-none-match': String(first.headers.etag) };
    const again = await api.call('GET', `apps/${id}`, undefined, known);
    expect([again.statusCode, again.body]).toEqual([304, '']);
    // Within the same millisecond.
    await api.call('PUT', `apps/${id}`, { prevent_backup: false });
    expect((await api.call('GET', `apps/${id}`, undefined, known)).statusCode).toBe(200);
  });

  it('tells the list by pages and by what changed', async () => {
    const ids = [
      await addApp({ bundle_identifier: 'a' }),
      await addApp({ bundle_identifier: 'b' }),
      await addApp({ bundle_identifier: 'c' }),
    ];
    const page = (await api.call('GET', 'apps?limit=2')).json<ListAnswer>();
    expect(page.metadata).toEqual({ total_record_count: 3 });
    const next = await api.call('GET', page.paging?.next?.replace('http://localhost', '') ?? '');
    expect(idIn(next.body, 'app_id')).toBe(ids[2]);

    const whole = await api.call('GET', 'apps');
    const known = { 'if-none-match': String(whole.headers.etag) };
    expect((await api.call('GET', 'apps', undefined, known)).statusCode).toBe(304);
    await api.call('DELETE', `apps/${ids[0]!}`);
    await api.call('PUT', `apps/${ids[1]!}`, { app_name: 'Changed' });
    const token = whole.json<ListAnswer>()['delta-token'];
    const delta = await api.call('GET', `apps?delta-token=${token}`, undefined, known);
    expect(delta.json<ListAnswer>().apps.map(({ app_name }) => app_name)).toEqual(['Changed']);
    expect(delta.body).toContain(`"removed_ids":[${ids[0]!}]`);
  });
});

it('answers ids and numbers as strings where that is asked for', async () => {
  const strings = await buildTestApp({ config: { wire: 'strings' } });
  const { call } = apiCalls(strings, await strings.keyOf('admin'));
  const added = await call('POST', 'apps', STORE_APP);
  const id = idIn(added.body, 'app_id');
  expect(added.body).toContain(`"app_id":"${id}"`);
  expect(added.json()).toMatchObject({ app_type: '0', platform_type: '1', is_app_paid: false });
  expect((await call('GET', 'apps')).body).toContain(`"app_id":"${id}"`);
  await strings.close();
});
