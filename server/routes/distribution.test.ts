import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { apiCalls, idIn } from '../testing/api-calls.ts';
import { buildTestApp, type TestApp } from '../testing/build-test-app.ts';
import { FIRST_ID, testDevice } from '../testing/test-device.ts';

const UNKNOWN_ID = 9_999_999_999_999_999n;
const deviceId = (index: number) => FIRST_ID + BigInt(index);
const [ANDROID, ANDROID_2, ANDROID_3] = [deviceId(0), deviceId(1), deviceId(2)];
const IOS = deviceId(3);
/** An Android device that was taken out of management. */
const REMOVED = deviceId(4);

let test: TestApp;
let api: ReturnType<typeof apiCalls>;
let now = 1_700_000_000_000;
let app: bigint;

beforeAll(async () => {
  test = await buildTestApp({ clock: () => now });
  api = apiCalls(test, await test.keyOf('admin'));
  await test.store.devices.put([
    testDevice(0),
    testDevice(1),
    testDevice(2),
    testDevice(3, { platform: 1 }),
    testDevice(4, { isRemoved: true }),
  ]);
});
afterAll(() => test.close());

beforeEach(async () => {
  const body = {
    app_name: 'Picker',
    app_type: 0,
    app_category_id: 2,
    supported_devices: 3,
    platform_type: 2,
  };
  app = idIn((await api.call('POST', 'apps', body)).body, 'app_id');
});
afterEach(async () => {
  for (const { id } of await test.store.groups.list({})) await test.store.groups.remove(id);
});

async function addGroup(name: string, ...members: bigint[]): Promise<bigint> {
  const id = idIn((await api.call('POST', 'groups', { name, group_type: 1 })).body, 'group_id');
  if (members.length > 0) await api.call('POST', `groups/${id}/members`, { member_ids: members });
  return id;
}
const devicesOf = async () => (await test.store.apps.devicesOf(app)).map(({ deviceId }) => deviceId);
const groupsOf = async () => (await test.store.apps.groupsOf(app)).map(({ groupId }) => groupId);

describe('an app is distributed to', () => {
  it('a device, without a body', async () => {
    const answer = await api.call('POST', `apps/${app}/devices/${ANDROID}`);
    expect([answer.statusCode, answer.body]).toEqual([202, '']);
    expect(await test.store.apps.devicesOf(app)).toEqual([
      { deviceId: ANDROID, silentInstall: false, notifyByEmail: false, at: now },
    ]);
  });

  it('a device, with options that a second time replaces', async () => {
    const to = (body?: object) => api.call('POST', `apps/${app}/devices/${ANDROID}`, body);
    await to({ silent_install: true, notify_user_via_email: true });
    expect((await api.call('GET', `apps/${app}/devices`)).body).toBe(
      `{"devices":[{"device_id":${ANDROID},"silent_install":true,"notify_user_via_email":true,"added_time":${now}}]}`,
    );
    now += 1000;
    expect((await to({ silent_install: false })).statusCode).toBe(202);
    expect(await test.store.apps.devicesOf(app)).toEqual([
      { deviceId: ANDROID, silentInstall: false, notifyByEmail: false, at: now },
    ]);
  });

  it('devices, answered as they were sent', async () => {
    const answer = await api.call('POST', `/api/v1/mdm/apps/${app}/devices`, {
      device_ids: [ANDROID_3, ANDROID, ANDROID_3],
      silent_install: true,
    });
    expect(answer.statusCode).toBe(200);
    expect(answer.body).toBe(`{"device_ids":[${ANDROID_3},${ANDROID},${ANDROID_3}]}`);
    expect(await devicesOf()).toEqual([ANDROID, ANDROID_3]);
  });

  it.each(['group', 'groups'])('a group at /%s/', async (spelling) => {
    const group = await addGroup('Vans', ANDROID, IOS);
    const answer = await api.call('POST', `apps/${app}/${spelling}/${group}`, { silent_install: true });
    expect([answer.statusCode, answer.body]).toEqual([202, '']);
    expect((await api.call('GET', `apps/${app}/groups`)).body).toBe(
      `{"groups":[{"group_id":${group},"name":"Vans","silent_install":true,"notify_user_via_email":false,"added_time":${now}}]}`,
    );
  });

  it('groups, those without a device yet among them', async () => {
    const groups = [await addGroup('Vans', ANDROID), await addGroup('Spare')];
    const answer = await api.call('POST', `apps/${app}/groups`, {
      group_ids: groups,
      notify_user_via_email: true,
    });
    expect([answer.statusCode, answer.body]).toEqual([200, `{"group_ids":[${groups.join(',')}]}`]);
    expect(await groupsOf()).toEqual(groups);
  });
});

describe('nobody gets an app', () => {
  it.each([
    ['a device that is not there', [UNKNOWN_ID], 404, 'COM0008', `1 device does not exist: ${UNKNOWN_ID}`],
    [
      'a device of another platform',
      [ANDROID, IOS],
      412,
      'CMD0001',
      `the app is for Android and not for device ${IOS} (is iOS)`,
    ],
    ['a device that is not there and one of another platform', [IOS, UNKNOWN_ID], 404, 'COM0008', '1 device'],
  ])('with %s', async (_what, device_ids, status, code, words) => {
    const body = { device_ids: [ANDROID_2, ...device_ids] };
    expect(await api.failure('POST', `apps/${app}/devices`, body)).toEqual([
      status,
      code,
      expect.stringContaining(words),
    ]);
    expect(await devicesOf()).toEqual([]);
  });

  it('with devices for more than one reason, each named once', async () => {
    const body = { device_ids: [REMOVED, IOS, REMOVED] };
    const [, code, text] = await api.failure('POST', `apps/${app}/devices`, body);
    expect(code).toBe('CMD0001');
    expect(text).toMatch(
      new RegExp(`for device ${REMOVED} \\(taken out of management\\), ${IOS} \\(is iOS\\)$`),
    );
  });

  it('with a single device it is not for', async () => {
    expect((await api.failure('POST', `apps/${app}/devices/${IOS}`)).slice(0, 2)).toEqual([412, 'CMD0001']);
    expect((await api.failure('POST', `apps/${app}/devices/${UNKNOWN_ID}`)).slice(0, 2)).toEqual([
      404,
      'COM0008',
    ]);
    expect(await devicesOf()).toEqual([]);
  });

  it('with a group of another platform, or one that is not there', async () => {
    const [good, bad] = [await addGroup('Vans', ANDROID), await addGroup('iPads', IOS)];
    expect(await api.failure('POST', `apps/${app}/groups`, { group_ids: [good, bad] })).toEqual([
      412,
      'CMD0001',
      expect.stringContaining(`the app is for Android, 1 group has no Android device: ${bad}`),
    ]);
    expect((await api.failure('POST', `apps/${app}/group/${bad}`)).slice(0, 2)).toEqual([412, 'CMD0001']);
    expect(await api.failure('POST', `apps/${app}/groups`, { group_ids: [good, UNKNOWN_ID] })).toEqual([
      404,
      'COM0008',
      expect.stringContaining(`1 group does not exist: ${UNKNOWN_ID}`),
    ]);
    expect(await groupsOf()).toEqual([]);
  });

  it.each([
    ['no body', '', 'COM0006'],
    ['no list', {}, 'COM0005'],
    ['an empty list', { device_ids: [], group_ids: [] }, 'COM0005'],
    ['ids as text', { device_ids: [String(FIRST_ID)], group_ids: ['1'] }, 'COM0005'],
    ['ids that lost their digits', '{"device_ids":[9.007e15],"group_ids":[9.007e15]}', 'COM0005'],
    ['an option that is no truth', { device_ids: [1n], group_ids: [1n], silent_install: 'yes' }, 'COM0005'],
  ])('with %s', async (_what, body, code) => {
    for (const kind of ['devices', 'groups']) {
      expect((await api.failure('POST', `apps/${app}/${kind}`, body)).slice(0, 2)).toEqual([400, code]);
    }
  });

  it('with options for one device that are none', async () => {
    const body = { silent_install: 1n };
    expect((await api.failure('POST', `apps/${app}/devices/${ANDROID}`, body)).slice(0, 2)).toEqual([
      400,
      'COM0005',
    ]);
  });
});

describe('taking an app back', () => {
  it('from a device, once', async () => {
    await api.call('POST', `apps/${app}/devices/${ANDROID}`);
    const url = `apps/${app}/devices/${ANDROID}`;
    const answer = await api.call('DELETE', url);
    expect([answer.statusCode, answer.body]).toEqual([204, '']);
    expect((await api.failure('DELETE', url)).slice(0, 2)).toEqual([404, 'COM0008']);
    expect(await devicesOf()).toEqual([]);
  });

  it('from a group, once', async () => {
    const group = await addGroup('Vans', ANDROID);
    await api.call('POST', `apps/${app}/groups/${group}`);
    const url = `apps/${app}/groups/${group}`;
    expect((await api.call('DELETE', url)).statusCode).toBe(204);
    expect((await api.failure('DELETE', url)).slice(0, 2)).toEqual([404, 'COM0008']);
    expect(await groupsOf()).toEqual([]);
  });

  it('from a device that has it through a group is not possible', async () => {
    const group = await addGroup('Vans', ANDROID);
    await api.call('POST', `apps/${app}/groups/${group}`);
    expect((await api.failure('DELETE', `apps/${app}/devices/${ANDROID}`))[0]).toBe(404);
    expect(await groupsOf()).toEqual([group]);
  });
});

it.each(['abc', '0', String(UNKNOWN_ID), '9223372036854775808'])('an app %s is unknown', async (id) => {
  const group = await addGroup('Vans', ANDROID);
  for (const [method, path, body] of [
    ['GET', 'devices', undefined],
    ['GET', 'groups', undefined],
    ['POST', 'devices', { device_ids: [ANDROID] }],
    ['POST', 'groups', { group_ids: [group] }],
    ['POST', `devices/${ANDROID}`, undefined],
    ['POST', `group/${group}`, undefined],
    ['DELETE', `devices/${ANDROID}`, undefined],
    ['DELETE', `groups/${group}`, undefined],
  ] as const) {
    expect((await api.failure(method, `apps/${id}/${path}`, body)).slice(0, 2)).toEqual([404, 'COM0008']);
  }
});

it.each(['devices', 'groups'])('a target that is no id is unknown among %s', async (kind) => {
  for (const id of ['abc', '1e3', '-1', '9223372036854775808']) {
    expect((await api.failure('POST', `apps/${app}/${kind}/${id}`)).slice(0, 2)).toEqual([404, 'COM0008']);
    expect((await api.failure('DELETE', `apps/${app}/${kind}/${id}`)).slice(0, 2)).toEqual([404, 'COM0008']);
  }
});

it('an app stays while somebody gets it', async () => {
  const group = await addGroup('Vans', ANDROID);
  await api.call('POST', `apps/${app}/devices`, { device_ids: [ANDROID, ANDROID_2] });
  await api.call('POST', `apps/${app}/groups/${group}`);
  expect(await api.failure('DELETE', `apps/${app}`)).toEqual([
    412,
    'APP0002',
    expect.stringContaining('distributed to 2 devices and 1 group'),
  ]);
  expect((await api.call('GET', `apps/${app}`)).statusCode).toBe(200);
});

it('who gets an app is not sent again to who knows', async () => {
  const url = `apps/${app}/devices`;
  const etag = String((await api.call('GET', url)).headers.etag);
  expect((await api.call('GET', url, undefined, { 'if-none-match': etag })).statusCode).toBe(304);
  await api.call('POST', `${url}/${ANDROID}`);
  expect((await api.call('GET', url, undefined, { 'if-none-match': etag })).statusCode).toBe(200);
});

it('answers ids as strings where that is asked for, and takes them as integers', async () => {
  const strings = await buildTestApp({ config: { wire: 'strings' } });
  await strings.store.devices.put([testDevice(0)]);
  const { call } = apiCalls(strings, await strings.keyOf('admin'));
  const body = { app_name: 'P', app_type: 0, app_category_id: 2, supported_devices: 3 };
  const id = idIn((await call('POST', 'apps', body)).body, 'app_id');
  const answer = await call('POST', `apps/${id}/devices`, { device_ids: [FIRST_ID] });
  expect(answer.body).toBe(`{"device_ids":["${FIRST_ID}"]}`);
  expect((await call('GET', `apps/${id}/devices`)).body).toContain(`"device_id":"${FIRST_ID}"`);
  await strings.close();
});
