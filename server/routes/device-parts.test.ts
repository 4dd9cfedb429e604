import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AppContent } from '../store/app-store.ts';
import type { DeviceImport } from '../store/store.ts';
import { apiClient, type ApiClient, failureOf, idsOf } from '../testing/api-client.ts';
import { buildTestApp, type TestApp } from '../testing/build-test-app.ts';
import { FIRST_ID, testDevice } from '../testing/test-device.ts';

const FIX = {
  locatedAt: 1_534_406_564_167,
  addedAt: 1_534_406_564_170,
  latitude: 12.8308,
  longitude: 80.0491,
};
const PROVISIONING = {
  prov_expiry_date: 1_539_348_973_000,
  prov_name: 'Card Scanner',
  prov_uuid: 'df78b94e-1652-4c6e-8a0b-f9d9e395a55c',
  installed_source: 0,
};
const PAYLOAD = {
  payload_type: 'Configuration',
  payload_version: 1,
  payload_identifier: 'com.example.mdm',
  payload_uuid: '4b665f25-b8f0-4b03-b5d7-586c8da14f68',
  payload_organization: 'Example',
  payload_description: 'A profile',
  payload_display_name: 'MDM Profile',
};
const CONFIGURATION = {
  payload_has_rem_password: false,
  payload_is_encrypted: false,
  payload_unremovable: true,
  ...PAYLOAD,
  payloadcontent: [PAYLOAD],
};
const PICKER: AppContent = {
  name: 'Picker',
  categoryId: 1,
  type: 2,
  identifier: 'com.example.picker',
  version: '4.2',
  platform: 2,
  supportedDevices: 3,
  description: '',
  countryCode: '',
  storeUrl: '',
  storeId: '',
  preventBackup: false,
};
const OFF = { is_device_locator_enabled: 'false' };
const DEVICES: readonly Partial<DeviceImport>[] = [
  {
    locations: [{ ...FIX, locatedAt: FIX.locatedAt - 1000, latitude: -1 }, FIX],
    profiles: [
      { kind: 'configuration', body: JSON.stringify(CONFIGURATION) },
      { kind: 'provisioning', body: JSON.stringify(PROVISIONING) },
      { kind: 'configuration', body: JSON.stringify({ payload_display_name: 'Bare' }) },
    ],
    installedApps: [
      { name: 'Zeta', identifier: 'org.example.zeta', version: '1' },
      { name: 'Picker (old)', identifier: 'com.example.picker', version: '3.9' },
      { name: 'Alpha', identifier: 'org.example.alpha', version: '2' },
    ],
  },
  {},
  { facts: OFF },
  { facts: OFF, locations: [FIX] },
  { isRemoved: true },
  { isRemoved: true, locations: [FIX] },
];

describe.each(['numbers', 'strings'] as const)('what hangs on a device, ids as %s', (wire) => {
  let test: TestApp;
  let client: ApiClient;

  beforeAll(async () => {
    test = await buildTestApp({ config: { wire } });
    client = await apiClient(test, 'helpdesk');
    await test.store.devices.put(DEVICES.map((given, index) => testDevice(index, given)));
  });
  afterAll(() => test.close());

  const part = (index: number, name: string, headers?: object) =>
    client.get(`/api/v1/devices/${FIRST_ID + BigInt(index)}/${name}`, headers);
  const number = (value: number) => (wire === 'strings' ? String(value) : value);

  it('are profiles of both kinds, in order and whole', async () => {
    const answer = await part(0, 'profiles');
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toEqual({
      provisioning_profiles: [
        {
          ...PROVISIONING,
          prov_expiry_date: number(PROVISIONING.prov_expiry_date),
          installed_source: number(0),
        },
      ],
      configuration_profiles: [
        {
          ...CONFIGURATION,
          payload_version: number(1),
          payloadcontent: CONFIGURATION.payloadcontent.map((each) => ({
            ...each,
            payload_version: number(1),
          })),
        },
        { payload_display_name: 'Bare' },
      ],
    });
    expect((await part(1, 'profiles')).json()).toEqual({
      provisioning_profiles: [],
      configuration_profiles: [],
    });
  });

  it('are locations, newest first', async () => {
    const fix = {
      located_time: number(FIX.locatedAt),
      added_time: number(FIX.addedAt),
      latitude: 12.8308,
      longitude: 80.0491,
    };
    const before = { ...fix, located_time: number(FIX.locatedAt - 1000), latitude: -1 };
    expect((await part(0, 'locations')).json()).toEqual({ locations: [fix, before] });
    // Where it was is known, though it cannot be located now.
    expect((await part(3, 'locations')).json()).toEqual({ locations: [fix] });
    expect((await part(5, 'locations')).json()).toEqual({ locations: [fix] });
    expect((await part(1, 'locations')).json()).toEqual({ locations: [] });
  });

  it.each([
    [2, 'locating is switched off on the device'],
    [4, 'the device is no longer managed'],
  ])('are no locations of a device that cannot be located: %i', async (index, reason) => {
    const answer = await part(index, 'locations');
    expect(failureOf(answer)).toEqual([412, 'LOC0001']);
    expect(answer.body).toContain(reason);
  });

  it.each(['apps', 'profiles', 'locations'])(
    'are not sent again where they are the same: %s',
    async (name) => {
      const etag = String((await part(0, name)).headers.etag);
      const unchanged = await part(0, name, { 'if-none-match': etag });
      expect([unchanged.statusCode, unchanged.body]).toEqual([304, '']);
      expect((await part(1, name, { 'if-none-match': etag })).statusCode).toBe(200);
    },
  );

  it.each(['apps', 'profiles', 'locations'])(
    'are unknown of a device that is not there: %s',
    async (name) => {
      for (const id of [FIRST_ID + 99n, 'abc', '01']) {
        expect(failureOf(await client.get(`/api/v1/mdm/devices/${id}/${name}`))).toEqual([404, 'COM0008']);
      }
    },
  );

  it('are apps: those that are there, and those it is given by itself and through groups', async () => {
    const { apps, groups } = test.store;
    const group = (name: string) => groups.add({ name, description: '', type: 1, domain: '' });
    const [first, second] = [await group('First'), await group('Second')];
    const picker = await apps.add(PICKER, 1);
    const maps = await apps.add({ ...PICKER, name: 'Maps', identifier: 'org.example.maps', type: 0 }, 1);
    await apps.add({ ...PICKER, platform: 1, identifier: 'org.example.zeta' }, 1);
    const how = { silentInstall: false, notifyByEmail: true, at: 1 };
    await apps.distributeToGroups(picker.id, [second.id, first.id], { ...how, silentInstall: true });
    await apps.distributeToDevices(maps.id, [FIRST_ID], how);

    const before = await part(0, 'apps');
    expect(before.json()).toMatchObject({ apps: [{ app_name: 'Maps', is_direct: true, group_ids: [] }] });
    await groups.addMembers(second.id, [FIRST_ID]);
    await groups.addMembers(first.id, [FIRST_ID]);
    const answer = await part(0, 'apps', { 'if-none-match': String(before.headers.etag) });
    expect(answer.statusCode).toBe(200);
    const installed = answer.body.slice(answer.body.indexOf('"installed_apps"'));
    expect(idsOf(answer, 'app_id').slice(0, 2)).toEqual([String(maps.id), String(picker.id)]);
    const groupIds = [first.id, second.id].map((id) => (wire === 'strings' ? `"${id}"` : `${id}`)).join();
    expect(answer.body).toContain(`"group_ids":[${groupIds}]`);
    expect(answer.json()).toMatchObject({
      apps: [
        { app_name: 'Maps', silent_install: false, notify_user_via_email: true, is_direct: true },
        {
          app_name: 'Picker',
          identifier: 'com.example.picker',
          app_version: '4.2',
          silent_install: true,
          notify_user_via_email: true,
          is_direct: false,
        },
      ],
      installed_apps: [
        { app_name: 'Zeta', identifier: 'org.example.zeta', app_version: '1' },
        { app_name: 'Picker (old)', identifier: 'com.example.picker', app_version: '3.9' },
        { app_name: 'Alpha', identifier: 'org.example.alpha', app_version: '2' },
      ],
    });
    const seen = (await test.store.devices.installedApps(FIRST_ID)).map(({ id }) => String(id));
    expect([...installed.matchAll(/"app_id":"?(\d+)/g)].map(([, id]) => id)).toEqual([
      seen[0],
      String(picker.id),
      seen[2],
    ]);

    await groups.removeMember(second.id, FIRST_ID);
    await groups.removeMember(first.id, FIRST_ID);
    expect((await part(0, 'apps')).json()).toMatchObject({ apps: [{ app_name: 'Maps' }] });
  });
});
