import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { blobsPath, databasePath } from './config.ts';
import { ATTR, buildApk } from './package-reader/testing/apk-builder.ts';
import { openStore } from './store/open-store.ts';
import { idIn, jsonOf } from './testing/api-calls.ts';
import { MAIN_KEY, startMain, type MainProcess } from './testing/main-process.ts';
import { FIRST_ID, testDevice } from './testing/test-device.ts';

const DEVICES = 20_000;
const DEVICE_IDS = Array.from({ length: DEVICES }, (_, index) => FIRST_ID + BigInt(index));

let dataDir: string;
let server: MainProcess;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'muster-kill-writes-'));
  const store = await openStore(databasePath({ dataDir }));
  await store.devices.put(DEVICE_IDS.map((_, index) => testDevice(index)));
  await store.close();
});
afterAll(() => rm(dataDir, { recursive: true }));

beforeEach(async () => {
  server = await start();
});
afterEach(async () => {
  server.child.kill('SIGKILL');
  await server.ended;
  const database = new DatabaseSync(databasePath({ dataDir }), { readBigInts: true });
  expect(database.prepare('pragma integrity_check').all()).toEqual([{ integrity_check: 'ok' }]);
  expect(database.prepare('pragma foreign_key_check').all()).toEqual([]);
  database.close();
});

const start = () => startMain({ DATA_DIR: dataDir, FLEET_SIZE: '0', API_LIMITS: 'off', LOG_LEVEL: 'warn' });

interface Call {
  method: 'GET' | 'POST' | 'DELETE';
  /** Below /api/v1/. */
  path: string;
  body?: object;
}

interface Answered {
  status: number;
  text: string;
}

async function call({ method, path, body }: Call): Promise<Answered> {
  const answer = await fetch(`${server.url}/api/v1/${path}`, {
    method,
    headers: { authorization: MAIN_KEY, 'content-type': 'application/json' },
    ...(body !== undefined && { body: jsonOf(body) }),
  });
  return { status: answer.status, text: await answer.text() };
}

const get = (path: string) => call({ method: 'GET', path });

async function upload(bytes: Uint8Array, name: string): Promise<Answered> {
  const answer = await fetch(`${server.url}/api/v1/files`, {
    method: 'POST',
    headers: {
      authorization: MAIN_KEY,
      'content-type': 'application/vnd.android.package-archive',
      'content-disposition': `filename=${name}`,
    },
    body: Buffer.from(bytes),
  });
  return { status: answer.status, text: await answer.text() };
}

/**
 * Lets all writes begin at once, kills the server by force at the answer with that number, and starts it again. Tells
 * what was answered to each; undefined where nothing was, because it was under way or had not begun.
 */
async function killAtAnswer(
  count: number,
  writes: (() => Promise<Answered>)[],
): Promise<(Answered | undefined)[]> {
  let answers = 0;
  const answered = await Promise.all(
    writes.map(async (write) => {
      const answer = await write().catch(() => undefined);
      if (answer !== undefined) answers += 1;
      if (answers === count) server.child.kill('SIGKILL');
      return answer;
    }),
  );
  await server.ended;
  expect(server.child.signalCode).toBe('SIGKILL');
  expect(answers).toBeGreaterThanOrEqual(count);
  for (const answer of answered) expect(answer?.status ?? 200).toBeLessThan(300);
  server = await start();
  return answered;
}

function apkOf(index: number): Uint8Array {
  return buildApk({
    manifest: [
      { name: 'package', value: `com.example.kill${index}` },
      { ...ATTR.versionName, value: '1.0' },
      { ...ATTR.versionCode, value: { int: 1 } },
    ],
    application: [],
    files: { 'assets/filling': new Uint8Array(200_000).fill(index) },
  });
}

const appBody = (index: number, file: bigint) => ({
  app_name: `Killed ${index}`,
  app_type: 2,
  app_file: file,
  app_category_id: 3,
  supported_devices: 3,
});

async function addGroups(names: readonly string[]): Promise<bigint[]> {
  const added: bigint[] = [];
  for (const name of names) {
    const { text } = await call({ method: 'POST', path: 'groups', body: { name, group_type: 1 } });
    added.push(idIn(text, 'group_id'));
  }
  return added;
}

async function addApps(numbers: readonly number[]): Promise<bigint[]> {
  const added: bigint[] = [];
  for (const index of numbers) {
    const file = idIn((await upload(apkOf(index), `${index}.apk`)).text, 'file_id');
    const { text } = await call({ method: 'POST', path: 'apps', body: appBody(index, file) });
    added.push(idIn(text, 'app_id'));
  }
  return added;
}

const idsIn = (text: string) => [...text.matchAll(/\b\d{15,19}\b/g)].map(([digits]) => BigInt(digits));
const namesOf = (prefix: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${prefix} ${index}`);

it('groups: every acknowledged one is there, the others entirely or not at all', async () => {
  const names = namesOf('Killed group', 60);
  const answered = await killAtAnswer(
    7,
    names.map(
      (name) => () =>
        call({ method: 'POST', path: 'groups', body: { name, group_type: 1, description: name } }),
    ),
  );
  const { text } = await get('groups');
  for (const [index, answer] of answered.entries()) {
    const kept = text.split(`"${names[index] ?? ''}"`).length - 1;
    expect(kept).toBeLessThanOrEqual(1);
    if (answer === undefined) continue;
    const group = await get(`groups/${idIn(answer.text, 'group_id')}`);
    expect(group.text).toContain(`"description":"${names[index] ?? ''}"`);
  }
});

it('20,000 members at once: all or none', async () => {
  const groups = await addGroups(namesOf('Members', 8));
  const answered = await killAtAnswer(
    2,
    groups.map(
      (id) => () => call({ method: 'POST', path: `groups/${id}/members`, body: { member_ids: DEVICE_IDS } }),
    ),
  );
  for (const [index, id] of groups.entries()) {
    const members = idsIn((await get(`groups/${id}/members`)).text);
    expect(answered[index] === undefined ? [0, DEVICES] : [DEVICES]).toContain(members.length);
  }
});

it('deleting groups of 20,000 members: gone, or whole', async () => {
  const groups = await addGroups(namesOf('Doomed', 6));
  for (const id of groups) {
    await call({ method: 'POST', path: `groups/${id}/members`, body: { member_ids: DEVICE_IDS } });
  }
  const answered = await killAtAnswer(
    2,
    groups.map((id) => () => call({ method: 'DELETE', path: `groups/${id}` })),
  );
  for (const [index, id] of groups.entries()) {
    const { status, text } = await get(`groups/${id}/members`);
    if (answered[index] !== undefined) expect(status).toBe(404);
    expect(status === 404 ? DEVICES : idsIn(text).length).toBe(DEVICES);
  }
});

it('files: every acknowledged one can be used, and nothing half stays on the disk', async () => {
  const answered = await killAtAnswer(
    3,
    Array.from({ length: 12 }, (_, index) => () => upload(apkOf(index), `${index}.apk`)),
  );
  // Whole ones only: a part of one would have another name.
  const kept = await readdir(blobsPath({ dataDir }));
  expect(kept.filter((name) => !/^[\da-f]{32}$/.test(name))).toEqual([]);
  for (const [index, answer] of answered.entries()) {
    if (answer === undefined) continue;
    const file = idIn(answer.text, 'file_id');
    const added = await call({ method: 'POST', path: 'apps', body: appBody(index, file) });
    expect(added.text).toContain(`com.example.kill${index}`);
  }
});

it('apps: every acknowledged one is there whole, and adding the others again makes no second', async () => {
  const indices = Array.from({ length: 12 }, (_, index) => 100 + index);
  const files: bigint[] = [];
  for (const index of indices) files.push(idIn((await upload(apkOf(index), `${index}.apk`)).text, 'file_id'));
  const add = (index: number, file: bigint) =>
    call({ method: 'POST', path: 'apps', body: appBody(index, file) });
  const answered = await killAtAnswer(
    3,
    indices.map((index, at) => () => add(index, files[at] ?? 0n)),
  );
  const before = (await get('apps')).text;
  for (const id of idsIn(before)) {
    const app = await get(`apps/${id}`);
    if (app.status === 200) expect(app.text).toMatch(/"bundle_identifier":"com\.example\.kill\d+"/);
  }
  for (const [at, answer] of answered.entries()) {
    const index = indices[at] ?? 0;
    if (answer !== undefined) expect(before).toContain(`"Killed ${index}"`);
    // The package that was sent serves on, or was used up by the app that is there.
    if (!before.includes(`"Killed ${index}"`)) {
      expect(await add(index, files[at] ?? 0n)).toMatchObject({ status: 200 });
    }
  }
  const after = (await get('apps')).text;
  for (const index of indices) expect(after.split(`"Killed ${index}"`)).toHaveLength(2);
});

it('an app to 20,000 devices at once: to all or to none', async () => {
  const apps = await addApps([200, 201, 202, 203, 204, 205]);
  const answered = await killAtAnswer(
    2,
    apps.map(
      (id) => () => call({ method: 'POST', path: `apps/${id}/devices`, body: { device_ids: DEVICE_IDS } }),
    ),
  );
  for (const [index, id] of apps.entries()) {
    const devices = new Set(idsIn((await get(`apps/${id}/devices`)).text)).intersection(new Set(DEVICE_IDS));
    expect(answered[index] === undefined ? [0, DEVICES] : [DEVICES]).toContain(devices.size);
  }
});

it('an app to many groups at once: to all or to none', async () => {
  const groups = await addGroups(namesOf('Target', 40));
  const apps = await addApps([300, 301, 302, 303, 304, 305]);
  const answered = await killAtAnswer(
    2,
    apps.map((id) => () => call({ method: 'POST', path: `apps/${id}/groups`, body: { group_ids: groups } })),
  );
  for (const [index, id] of apps.entries()) {
    const kept = new Set(idsIn((await get(`apps/${id}/groups`)).text)).intersection(new Set(groups));
    expect(answered[index] === undefined ? [0, groups.length] : [groups.length]).toContain(kept.size);
  }
});
