import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { blobsPath, databasePath } from './config.ts';
import { callStore } from './store/sqlite/calls.ts';
import { openConnection, type Connection } from './store/sqlite/connection.ts';
import { fileStore } from './store/sqlite/files.ts';
import { groupStore } from './store/sqlite/groups.ts';
import { apiCalls, jsonOf } from './testing/api-calls.ts';
import { idsOf } from './testing/api-client.ts';
import { buildTestApp, type TestApp } from './testing/build-test-app.ts';
import { MAIN_KEY, startMain, type MainProcess } from './testing/main-process.ts';

let dataDir: string;
let test: TestApp | undefined;
let server: MainProcess | undefined;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'muster-full-'));
  test = undefined;
  server = undefined;
});
afterEach(async () => {
  await test?.close();
  server?.child.kill('SIGKILL');
  await server?.ended;
  await rm(dataDir, { recursive: true, force: true });
});

/** An app whose writes go through a connection that can be told to be full (SQLITE_FULL), as a disk is. */
async function appOnSmallDisk() {
  let small: Connection | undefined;
  let now = Date.UTC(2026, 10, 23);
  const app = await buildTestApp({
    fleetSize: 60,
    config: { dataDir, apiLimits: 'paid' },
    // Never a hundred calls in a minute.
    clock: () => (now += 1000),
    wrapStore(store) {
      small = openConnection(databasePath({ dataDir }));
      const { db } = small;
      return { ...store, groups: groupStore(db), files: fileStore(db), calls: callStore(db) };
    },
  });
  test = app;
  const limit = (pages: number | bigint) => small?.native.exec(`pragma max_page_count = ${pages}`);
  return {
    app,
    api: apiCalls(app, await app.keyOf('admin')),
    // Below what there is means what there is.
    fill: () => limit(1),
    makeRoom: () => limit(100_000),
    close: () => small?.native.close(),
  };
}

it('refuses writes and nothing else where the disk is full, and goes on when there is room again', async () => {
  const { app, api, fill, makeRoom, close } = await appOnSmallDisk();
  const devices = idsOf(await api.call('GET', 'devices'), 'device_id').map(BigInt);
  fill();
  let made = 0;
  const text = 'x'.repeat(1000);
  const add = () => api.call('POST', 'groups', { name: `G${made}`, group_type: 1, description: text });
  for (let answer = await add(); answer.statusCode === 200; answer = await add()) made += 1;
  const [group] = idsOf(await api.call('GET', 'groups'), 'group_id').slice(-1);
  const path = `groups/${group ?? ''}/members`;
  const list = await api.call('GET', 'groups');
  const members = (await api.call('GET', path)).body;

  expect(await api.failure('POST', 'groups', { name: `G${made}`, group_type: 1, description: text })).toEqual(
    [500, 'COM0004', 'Internal server error, Please try again in a moment'],
  );
  let isFull = false;
  for (let count = 0; count < 200 && !isFull; count += 1) {
    const answer = await api.call('POST', 'files', 'a', FILE);
    isFull = answer.statusCode === 400 && answer.body.includes('FIL0001');
  }
  expect(isFull).toBe(true);
  // Bytes of a file whose row was not kept are not kept either.
  const files = (await app.store.files.neededBlobs()).size;
  expect(await readdir(blobsPath({ dataDir }))).toHaveLength(files);

  // What needs no room still goes, though its call cannot be counted.
  for (const get of ['devices', `devices/${devices[0] ?? ''}`, 'groups', path, 'apps']) {
    expect((await api.call('GET', get)).statusCode).toBe(200);
  }
  expect(idsOf(await api.call('GET', 'groups'), 'group_id')).toEqual(idsOf(list, 'group_id'));
  expect((await api.call('GET', path)).body).toBe(members);

  makeRoom();
  expect((await add()).statusCode).toBe(200);
  expect((await api.call('POST', path, jsonOf({ member_ids: devices }))).statusCode).toBe(200);
  expect((await api.call('POST', 'files', 'a', FILE)).statusCode).toBe(200);
  close();
});

const FILE = { 'content-type': 'text/plain', 'content-disposition': 'filename=a' };

it('says why in its log, and has what it acknowledged when it starts again', async () => {
  const start = (wrap?: readonly string[]) => startMain({ DATA_DIR: dataDir, API_LIMITS: 'paid' }, wrap);
  const call = (path: string, init?: RequestInit) =>
    fetch(`${server?.url ?? ''}/api/v1/${path}`, {
      ...init,
      headers: { authorization: MAIN_KEY, 'content-type': 'application/json' },
    });
  const names = async () => (await (await call('groups')).text()).match(/"name":"Full \d+"/g) ?? [];
  server = await start();
  server.child.kill('SIGTERM');
  await server.ended;
  // A limit on the length of files is the full disk that needs no rights. The log of the database meets it.
  server = await start(['/bin/sh', '-c', 'ulimit -f 2048 && exec "$@"', 'sh']);
  let made = 0;
  const add = () =>
    call('groups', { method: 'POST', body: JSON.stringify({ name: `Full ${made}`, group_type: 1 }) });
  let answer = await add();
  for (; answer.status === 200 && made < 2000; answer = await add()) made += 1;
  expect([answer.status, await answer.text()]).toEqual([500, expect.stringContaining('COM0004')]);
  expect(await names()).toHaveLength(made);
  expect(server.output()).toContain('disk I/O error');
  server.child.kill('SIGTERM');
  expect(await server.ended).toBe(0);
  server = await start();
  expect(await names()).toHaveLength(made);
  expect((await add()).status).toBe(200);
});
