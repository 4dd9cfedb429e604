import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { blobsPath } from './config.ts';
import { MAIN_KEY, startMain, type MainProcess } from './testing/main-process.ts';
import { beginUpload } from './testing/upload-client.ts';

const MIB = 1024 * 1024;

let dataDir: string;
let processes: MainProcess[];

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'muster-uploads-'));
  processes = [];
});
afterEach(async () => {
  for (const { child } of processes) child.kill('SIGKILL');
  await Promise.all(processes.map(({ ended }) => ended));
  await rm(dataDir, { recursive: true });
});

async function start(env: Record<string, string> = {}, wrap: readonly string[] = []): Promise<MainProcess> {
  const started = await startMain({ DATA_DIR: dataDir, ...env }, wrap);
  processes.push(started);
  return started;
}

/** What is under way in the other process is seen on the disk and at its port only. */
const until = (check: () => Promise<void>) => vi.waitFor(check, { timeout: 20_000 });

const begin = ({ url }: MainProcess) =>
  beginUpload(url, { authorization: MAIN_KEY, host: new URL(url).host });
const kept = () => readdir(blobsPath({ dataDir }));

/** Begins an upload and goes on when the first of it is in a part file. */
async function beginAndSee(server: MainProcess) {
  const upload = begin(server);
  upload.call.write(Buffer.alloc(MIB));
  await until(async () => {
    const [part = ''] = (await kept()).filter((name) => name.endsWith('.part'));
    expect((await stat(join(blobsPath({ dataDir }), part))).size).toBe(MIB);
  });
  return upload;
}

describe('an upload at the end of the server', () => {
  it('that goes on is let end', async () => {
    const server = await start();
    const { call, answer } = await beginAndSee(server);
    server.child.kill('SIGTERM');
    // By then it takes no new ones.
    await until(() => expect(fetch(`${server.url}/healthz`)).rejects.toThrow());
    call.end(Buffer.alloc(MIB));
    expect((await answer).body).toContain(`"content_length":${2 * MIB}}`);
    expect(await server.ended).toBe(0);
    expect(await kept()).toEqual([expect.stringMatching(/^[\da-f]{32}$/)]);
  });

  it('that stands still leaves nothing', async () => {
    const server = await start();
    const { answer } = await beginAndSee(server);
    server.child.kill('SIGTERM');
    await expect(answer).rejects.toThrow('socket hang up');
    expect(await server.ended).toBe(0);
    expect(await kept()).toEqual([]);
  });

  it('by force is swept away by the next start, which keeps what is whole', async () => {
    const first = await start();
    const whole = begin(first);
    whole.call.end('whole');
    expect((await whole.answer).status).toBe(200);
    await beginAndSee(first);
    first.child.kill('SIGKILL');
    await first.ended;
    expect(await kept()).toHaveLength(2);
    await start();
    expect(await kept()).toEqual([expect.stringMatching(/^[\da-f]{32}$/)]);
  });

  it('is not touched by a second server that finds the port taken', async () => {
    const server = await start();
    const { call, answer } = await beginAndSee(server);
    await expect(start({ PORT: new URL(server.url).port })).rejects.toThrow('is in use');
    call.end();
    expect((await answer).status).toBe(200);
  });
});

describe('an upload on a full disk', () => {
  it('is refused, and leaves nothing and the server unharmed', async () => {
    // A limit on the length of files is the full disk that needs no rights: it fails in the middle as well.
    const server = await start({}, ['/bin/sh', '-c', 'ulimit -f 16384 && exec "$@"', 'sh']);
    const { call, answer } = begin(server);
    call.write(Buffer.alloc(64 * MIB));
    expect(await answer).toMatchObject({ status: 400, body: expect.stringContaining('no room') as string });
    expect(await kept()).toEqual([]);
    const next = begin(server);
    next.call.end('x');
    expect((await next.answer).status).toBe(200);
  });
});

describe('the log', () => {
  it.each([
    ['info', false],
    ['debug', true],
  ])('at %s tells of an upload that was cut off: %s', async (level, isTold) => {
    const server = await start({ LOG_LEVEL: level });
    const { call } = await beginAndSee(server);
    call.destroy();
    await until(async () => expect(await kept()).toEqual([]));
    server.child.kill('SIGTERM');
    expect(await server.ended).toBe(0);
    expect(server.output().includes('/api/v1/files')).toBe(isTold);
    expect(server.output()).not.toMatch(/"level":[456]0/);
  });
});
