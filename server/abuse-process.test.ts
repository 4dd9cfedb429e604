import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mostConnections } from './plugins/connections.ts';
import { openBare } from './testing/bare-connection.ts';
import { MAIN_KEY, startMain, type MainProcess } from './testing/main-process.ts';
import { beginUpload } from './testing/upload-client.ts';

let dataDir: string;
let server: MainProcess | undefined;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'muster-abuse-'));
  server = undefined;
});
afterEach(async () => {
  server?.child.kill('SIGKILL');
  await server?.ended;
  await rm(dataDir, { recursive: true });
});

describe('the most connections', () => {
  it.each([
    [100, 1],
    [400, 72],
    [1024, 384],
    [20_000, 9872],
    [1_048_576, 10_000],
  ])('where %i files may be open: %i', (openFiles, most) => {
    expect(mostConnections(openFiles)).toBe(most);
  });
});

/** More connections than the process may have files open. */
it('keeps files for its work, however many connections there are', async () => {
  server = await startMain({ DATA_DIR: dataDir, API_LIMITS: 'off' }, [
    '/bin/sh',
    '-c',
    'ulimit -n 400 && exec "$@"',
    'sh',
  ]);
  const { url } = server;
  const host = new URL(url).host;
  const head = (line: string, ...lines: string[]) =>
    [line, `Host: ${host}`, `Authorization: ${MAIN_KEY}`, ...lines, '', ''].join('\r\n');
  const connections = Array.from({ length: 500 }, () => openBare(url, head('GET /healthz HTTP/1.1')));
  const outcomes = await Promise.all(
    connections.map(({ until }) =>
      until(/"ok"/).then(
        () => true,
        () => false,
      ),
    ),
  );
  expect(outcomes.filter(Boolean)).toHaveLength(mostConnections(400));
  const open = connections.filter((_, index) => outcomes[index]);
  // Every one of those uploads at once, which takes a file each.
  for (const { socket } of open) {
    const lines = ['Content-Type: a/b', 'Content-Disposition: filename=a', 'Content-Length: 2'];
    socket.write(`${head('POST /api/v1/files HTTP/1.1', ...lines)}a`);
  }
  for (const { socket } of open) socket.write('b');
  await Promise.all(open.map(({ until }) => until(/"content_length":2\}/)));
  for (const { socket } of open) socket.destroy();
  const answers = async () => {
    try {
      return (await fetch(`${url}/healthz`)).ok;
    } catch {
      return false;
    }
  };
  // The other process learns of the ends in its own time.
  while (!(await answers())) await sleep(20);
  expect(server.output().match(/Too many connections/g)).toHaveLength(1);
  expect(server.output()).not.toMatch(/"level":[56]0/);
});

it('ends at once when it is told to a second time, though an upload goes on', async () => {
  server = await startMain({ DATA_DIR: dataDir });
  const { child, url, ended } = server;
  const { call } = beginUpload(url, { authorization: MAIN_KEY, host: new URL(url).host });
  call.write('a');
  const connection = openBare(url, `GET /healthz HTTP/1.1\r\nHost: ${new URL(url).host}\r\n\r\n`);
  await connection.until(/"ok"/);
  child.kill('SIGTERM');
  // An idle connection is closed as soon as the server is ending.
  await connection.closed;
  child.kill('SIGTERM');
  expect(await ended).toBe(143);
});
