import { afterAll, beforeAll, expect, it } from 'vitest';
import { ATTR, buildApk, buildPng } from '../package-reader/testing/apk-builder.ts';
import { apiCalls, idIn } from '../testing/api-calls.ts';
import { buildTestApp, type TestApp } from '../testing/build-test-app.ts';
import { FIRST_ID, testDevice } from '../testing/test-device.ts';

let test: TestApp;
let api: ReturnType<typeof apiCalls>;

beforeAll(async () => {
  test = await buildTestApp();
  api = apiCalls(test, await test.keyOf('admin'));
  await test.store.devices.put([testDevice(0), testDevice(1, { platform: 1 })]);
});
afterAll(() => test.close());

function apkOf(version: string): Uint8Array {
  return buildApk({
    manifest: [
      { name: 'package', value: 'com.example.picker' },
      { ...ATTR.versionName, value: version },
      { ...ATTR.versionCode, value: { int: 7 } },
    ],
    application: [{ ...ATTR.icon, value: 'res/icon.png' }],
    files: { 'res/icon.png': buildPng(48) },
  });
}

/** The apps a device gets, as text in which ids have every digit. */
async function appsOf(device: bigint): Promise<string> {
  const { body } = await api.call('GET', `devices/${device}/apps`);
  return /"apps":\[(.*?)\],"installed_apps"/.exec(body)?.[1] ?? body;
}

it('an app goes from its package to the devices of a group, and back', async () => {
  const [scanner, ipad] = [FIRST_ID, FIRST_ID + 1n];
  const file = await api.upload(apkOf('1.2'), 'Picker.apk');
  const body = { app_name: 'Picker', app_type: 2, app_file: file, app_category_id: 3, supported_devices: 3 };
  const added = await api.call('POST', 'apps', body);
  expect(added.statusCode).toBe(200);
  const app = idIn(added.body, 'app_id');
  const { icon } = added.json<{ icon: string }>();
  expect((await test.app.inject({ url: icon })).headers['content-type']).toBe('image/png');

  const group = idIn((await api.call('POST', 'groups', { name: 'Vans', group_type: 1 })).body, 'group_id');
  await api.call('POST', `groups/${group}/members`, { member_ids: [scanner, ipad] });
  expect(await appsOf(scanner)).toBe('');

  expect((await api.call('POST', `apps/${app}/group/${group}`, { silent_install: true })).statusCode).toBe(
    202,
  );
  expect(await appsOf(scanner)).toContain(`"app_id":${app}`);
  expect(await appsOf(scanner)).toContain('"identifier":"com.example.picker"');
  // The group mixes platforms: those the app is not for do not get it.
  expect(await appsOf(ipad)).toBe('');

  const next = await api.upload(apkOf('1.3'), 'Picker.apk');
  await api.call('PUT', `apps/${app}`, { app_file: next });
  expect(await appsOf(scanner)).toContain('"app_version":"1.3"');

  await api.call('DELETE', `groups/${group}/members/${scanner}`);
  expect(await appsOf(scanner)).toBe('');
  await api.call('POST', `groups/${group}/members/${scanner}`);
  expect(await appsOf(scanner)).toContain(`"app_id":${app}`);

  await api.call('POST', `apps/${app}/devices/${scanner}`);
  expect(await api.failure('DELETE', `apps/${app}`)).toEqual([
    412,
    'APP0002',
    expect.stringContaining('distributed to 1 device and 1 group'),
  ]);
  expect((await api.call('DELETE', `apps/${app}/groups/${group}`)).statusCode).toBe(204);
  // Still by itself.
  expect(await appsOf(scanner)).toContain(`"app_id":${app}`);
  expect((await api.call('DELETE', `apps/${app}/devices/${scanner}`)).statusCode).toBe(204);
  expect(await appsOf(scanner)).toBe('');

  expect((await api.call('DELETE', `apps/${app}`)).statusCode).toBe(204);
  expect((await api.call('GET', 'apps')).body).toContain('"apps":[]');
  expect((await test.app.inject({ url: icon })).statusCode).toBe(404);
});
