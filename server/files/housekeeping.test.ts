import { readdir } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { blobsPath } from '../config.ts';
import { buildTestApp, type TestApp } from '../testing/build-test-app.ts';
import { createFolderStorage } from './folder-storage.ts';
import { startHousekeeping, sweepFiles } from './housekeeping.ts';

const START = 1_700_000_000_000;
const DAY_MS = 24 * 60 * 60_000;

let test: TestApp;
let now: number;

beforeEach(async () => {
  now = START;
  test = await buildTestApp({ clock: () => now });
});
afterEach(() => test.close());

async function upload(name: string): Promise<string> {
  const headers = {
    ...(await test.keyOf('admin')),
    'content-type': 'text/plain',
    'content-disposition': `filename=${name}`,
  };
  const answer = await test.app.inject({ method: 'POST', url: '/api/v1/files', headers, payload: name });
  return /"file_id":(\d+)/.exec(answer.body)?.[1] ?? '';
}

const kept = async () => (await readdir(blobsPath(test.config))).length;

function deps(logged: string[] = []) {
  return {
    store: test.store,
    blobs: createFolderStorage(blobsPath(test.config)),
    clock: () => now,
    log: (_entry: object, message: string) => logged.push(message),
  };
}

describe('the sweep of files', () => {
  it('deletes what has expired, to the millisecond, and leaves the rest', async () => {
    const first = await upload('first');
    now += 1;
    const second = await upload('second');
    now = START + DAY_MS - 1;
    await sweepFiles(deps());
    expect(await kept()).toBe(2);
    expect(await test.store.files.get(BigInt(first), now)).toMatchObject({ name: 'first' });
    now += 1;
    await sweepFiles(deps());
    expect(await kept()).toBe(1);
    expect(await test.store.files.get(BigInt(first), now)).toBeUndefined();
    expect(await test.store.files.get(BigInt(second), now)).toMatchObject({ name: 'second' });
  });

  it('goes on after a file that cannot be deleted, and says so', async () => {
    await upload('first');
    await upload('second');
    now += DAY_MS;
    const logged: string[] = [];
    const { blobs, ...rest } = deps(logged);
    let calls = 0;
    const remove = (key: string) => {
      calls += 1;
      return calls === 1 ? Promise.reject(new Error('the disk')) : blobs.remove(key);
    };
    await sweepFiles({ ...rest, blobs: { remove } });
    expect(await kept()).toBe(1);
    expect(logged).toEqual(['a file could not be deleted']);
  });

  it('is made at once, and has ended when the stop has', async () => {
    await upload('first');
    now += DAY_MS;
    await startHousekeeping(deps())();
    expect(await kept()).toBe(0);
  });

  it('that fails is logged and stops nothing', async () => {
    const logged: string[] = [];
    const sweep = () => Promise.reject(new Error('the database'));
    await startHousekeeping({ ...deps(logged), store: { files: { sweep } } })();
    expect(logged).toEqual(['the sweep of files failed']);
  });
});
