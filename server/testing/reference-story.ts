import { FACT_MEANINGS } from '../contract/device-facts.ts';
import { API_OPERATIONS } from '../contract/operations.ts';
import { buildIpa, buildPng, samplePixels } from '../package-reader/testing/ipa-builder.ts';
import { apiCalls, idIn, jsonOf } from './api-calls.ts';
import { addressOf, type PathIds } from './api-requests.ts';
import type { TestApp } from './build-test-app.ts';
import { REFERENCE_EXAMPLES } from './reference-examples.ts';
import { FIRST_ID, testDevice } from './test-device.ts';

export interface Answer {
  status: number;
  body: string;
  etag: unknown;
}

const DEVICES = [FIRST_ID, FIRST_ID + 1n, FIRST_ID + 2n];
const IDENTIFIER = 'com.example.pallets';

const payload = {
  payload_type: 'Configuration',
  payload_version: 1,
  payload_identifier: 'com.example.mdm',
  payload_uuid: '5a3c8f9e-0f3a-4a55-8d8e-2f7be9c1a002',
  payload_organization: 'Northwind',
  payload_description: 'What the depots need',
  payload_display_name: 'Depots',
};

/** Devices of which everything is known that the reference's examples tell. */
function knownDevices() {
  const facts = Object.fromEntries(Object.keys(FACT_MEANINGS).map((name) => [name, '1']));
  return DEVICES.map((_id, index) =>
    testDevice(index, {
      platform: 1,
      serialNumber: 'R9TX40ABCDE',
      user: { id: 9007199254741019n, name: 'Ines Vidal', email: 'ines@example.com' },
      sims: [{ imei: '353918057234118', phoneNumber: '+46705550112' }],
      facts: {
        ...facts,
        added_time: '1795428000000',
        external_storage_encryption: '-1',
        passcode_complaint: 'false',
      },
      locations: [
        { locatedAt: 1795428000000, addedAt: 1795428000003, latitude: 57.7089, longitude: 11.9746 },
      ],
      installedApps: [{ name: 'Pallets', identifier: IDENTIFIER, version: '2.4.1' }],
      profiles: [
        {
          kind: 'provisioning',
          body: JSON.stringify({
            prov_expiry_date: 1795428000000,
            prov_name: 'In-house apps',
            prov_uuid: payload.payload_uuid,
            installed_source: 0,
          }),
        },
        {
          kind: 'configuration',
          body: JSON.stringify({
            payload_has_rem_password: false,
            payload_is_encrypted: false,
            payload_unremovable: false,
            ...payload,
            payloadcontent: [payload],
          }),
        },
      ],
    }),
  );
}

/** Calls every operation once as the reference prints it, where an operation has two examples twice; the answers, in order. */
export async function playReference(test: TestApp): Promise<Map<string, Answer[]>> {
  await test.store.devices.put(knownDevices());
  const api = apiCalls(test, await test.keyOf('admin'));
  const picture = await api.upload(buildPng(samplePixels(64)), 'logo.png');
  const facts = { CFBundleIdentifier: IDENTIFIER, CFBundleShortVersionString: '2.4.1' };
  const appPackage = await api.upload(buildIpa(facts), 'pallets.ipa');
  const addGroup = async (name: string) =>
    idIn((await api.call('POST', 'groups', { name, group_type: 1 })).body, 'group_id');
  const others = [await addGroup('Tills'), await addGroup('Vans')];
  const answers = new Map<string, Answer[]>();
  const ids: Record<string, bigint> = { device_id: FIRST_ID, member_id: FIRST_ID };

  const play = async (id: string, request?: object, headers: object = {}): Promise<Answer> => {
    const { method, url } = addressFor(id, ids);
    const body = request === undefined ? undefined : jsonOf(request);
    const { statusCode: status, body: text, headers: sent } = await api.call(method, url, body, headers);
    const answer = { status, body: text, etag: sent.etag };
    answers.set(id, [...(answers.get(id) ?? []), answer]);
    return answer;
  };
  const own = (groups: readonly bigint[]) => ({
    app_file: appPackage,
    display_image: picture,
    full_image: picture,
    device_ids: DEVICES,
    member_ids: DEVICES,
    group_ids: groups,
  });

  const named = { 'content-type': 'image/png', 'content-disposition': 'filename=logo.png' };
  await play('uploadFile', {}, named);
  for (const { request } of examplesOf('addApp')) {
    ids.app_id = idIn((await play('addApp', withOwnIds(request, own([])))).body, 'app_id');
  }
  await play('updateApp', { app_name: 'Pallets 2' });
  const [newGroup] = examplesOf('createGroup');
  ids.group_id = idIn((await play('createGroup', newGroup?.request)).body, 'group_id');
  for (const id of ORDER) {
    const [example] = examplesOf(id);
    await play(id, withOwnIds(example?.request, own([ids.group_id, ...others])));
  }
  // An app that is distributed is not deleted; these are what the examples above leave.
  const left = [...DEVICES.slice(1).map((id) => `devices/${id}`), ...others.map((id) => `groups/${id}`)];
  for (const target of left) await api.call('DELETE', `apps/${ids.app_id}/${target}`);
  await play('deleteApp');
  await play('deleteGroup');
  return answers;
}

/** What comes after the file, the app and the group are there: what reads, what associates, and what takes away. */
const ORDER = [
  'addGroupMembers',
  'addGroupMember',
  'associateAppWithDevice',
  'associateAppWithDevices',
  'associateAppWithGroup',
  'associateAppWithGroupPlural',
  'associateAppWithGroups',
  ...API_OPERATIONS.filter(({ method }) => method === 'get').map(({ id }) => id),
  'disassociateAppFromDevice',
  'disassociateAppFromGroup',
  'removeGroupMember',
];

function examplesOf(id: string) {
  return REFERENCE_EXAMPLES.filter(({ operation }) => operation === id);
}

/** The example's body with ids of this server in place of its own; its keys stay. */
function withOwnIds(request: object | undefined, own: Readonly<Record<string, unknown>>): object | undefined {
  if (request === undefined) return undefined;
  return Object.fromEntries(Object.entries(request).map(([key, value]) => [key, own[key] ?? value]));
}

function addressFor(id: string, ids: PathIds) {
  const operation = API_OPERATIONS.find((each) => each.id === id);
  if (operation === undefined) throw new Error(`No operation ${id}`);
  return addressOf(operation, '/api/v1', ids);
}
