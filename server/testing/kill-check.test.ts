import { createHash } from 'node:crypto';
import { appendFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { blobsPath } from '../config.ts';
import { apiCalls, idIn } from './api-calls.ts';
import { buildTestApp, type TestApp } from './build-test-app.ts';
import { checkKept } from './kill-check.ts';
import { emptyLedger, type Ledger } from './kill-writers.ts';

let test: TestApp;
let ledger: Ledger;
let blob: string;
let ids: { group: string; app: string; file: string };
let api: ReturnType<typeof apiCalls>;
let device: string;

const FILE = { 'content-type': 'text/plain', 'content-disposition': 'filename="File 1"' };
const NAMES = new Set(['Group 1', 'App 1', 'File 1', 'Group 2', 'App 2', 'File 2']);

beforeAll(async () => {
  test = await buildTestApp({ fleetSize: 60 });
  api = apiCalls(test, await test.keyOf('admin'));
  const made = async (what: string, key: string, body: object | string, headers?: object) =>
    idIn((await api.call('POST', what, body, headers)).body, key).toString();
  device = idIn((await api.call('GET', 'devices?platform=ios&limit=1')).body, 'device_id').toString();
  ids = {
    group: await made('groups', 'group_id', { name: 'Group 1', group_type: 1 }),
    app: await made('apps', 'app_id', { ...APP, app_name: 'App 1' }),
    file: await made('files', 'file_id', 'bytes', FILE),
  };
  await api.call('POST', `groups/${ids.group}/members/${device}`);
  await api.call('POST', `apps/${ids.app}/devices/${device}`);
  const folder = blobsPath(test.config);
  blob = join(folder, readdirSync(folder)[0] ?? '');
});
afterAll(() => test.close());

beforeEach(() => {
  ledger = emptyLedger();
  const sha256 = createHash('sha256').update('bytes').digest('hex');
  ledger.groups.set('Group 1', { id: ids.group, known: { members: new Set([device]) } });
  ledger.apps.set('App 1', { id: ids.app, known: { version: '1', devices: new Set([device]) } });
  ledger.files.set('File 1', { id: ids.file, known: { size: 5, sha256 } });
});
afterEach(() => {
  writeFileSync(blob, 'bytes');
  rmSync(`${blob}.part`, { force: true });
});

function check(): Promise<string[]> {
  const call = async (_method: string, path: string) => (await api.call('GET', path)).body;
  return checkKept({ call, dataDir: test.config.dataDir }, ledger, NAMES);
}

const APP = {
  app_type: 0,
  app_category_id: 1,
  supported_devices: 3,
  platform_type: 1,
  version: '1',
  bundle_identifier: 'com.example.app1',
};

describe('the check after a kill', () => {
  it('finds nothing wrong where all is as it was acknowledged', async () => {
    expect(await check()).toEqual([]);
  });

  it.each<[what: string, change: () => unknown, told: RegExp]>([
    [
      'a group',
      () => ledger.groups.set('Group 2', { id: '5', known: { members: new Set() } }),
      /^Group 2 is undefined/,
    ],
    [
      'an app',
      () => ledger.apps.set('App 2', { id: '5', known: { version: '', devices: new Set() } }),
      /^App 2 is/,
    ],
    [
      'a file',
      () => ledger.files.set('File 2', { id: '5', known: { size: 1, sha256: '' } }),
      /^File 2 is undefined/,
    ],
    [
      'a member',
      () => (ledger.groups.get('Group 1')!.known = { members: new Set(['7', device]) }),
      /^Group 1 is/,
    ],
    [
      'a change',
      () => (ledger.apps.get('App 1')!.known = { version: '2', devices: new Set([device]) }),
      /^App 1 is/,
    ],
    [
      'an association',
      () => (ledger.apps.get('App 1')!.known = { version: '1', devices: new Set() }),
      /^App 1 is/,
    ],
    ['a deletion', () => (ledger.groups.get('Group 1')!.known = undefined), /^Group 1 is \["\d+"\] and not/],
    ['the bytes of a file', () => rmSync(blob), /^File 1 has no bytes$/],
    ['a byte of a file', () => appendFileSync(blob, 'x'), /has other bytes than its row says$/],
    [
      'a part that nobody cleared away',
      () => writeFileSync(`${blob}.part`, ''),
      /\.part is needed by no file$/,
    ],
    ['who made a group', () => ledger.groups.delete('Group 1'), /^Group 1 was made by nobody$/],
    ['who made an app', () => ledger.apps.delete('App 1'), /^App 1 was made by nobody$/],
  ])('misses %s', async (_what, change, told) => {
    change();
    expect(await check()).toContainEqual(expect.stringMatching(told));
  });

  it('takes a write without an answer as done or not done, and nothing between', async () => {
    const group = ledger.groups.get('Group 1')!;
    group.maybe = { value: { members: new Set([device, '7', '8']) } };
    expect(await check()).toEqual([]);
    group.known = { members: new Set() };
    group.maybe = { value: { members: new Set([device]) } };
    expect(await check()).toEqual([]);
    group.known = { members: new Set() };
    group.maybe = { value: { members: new Set([device, '7']) } };
    expect(await check()).toHaveLength(1);
  });
});
