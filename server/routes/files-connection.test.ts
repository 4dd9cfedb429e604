import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readdir, readFile, stat } from 'node:fs/promises';
import { Agent, request, type IncomingMessage } from 'node:http';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { blobsPath } from '../config.ts';
import { buildTestApp, type TestApp, type TestAppOptions } from '../testing/build-test-app.ts';
import { beginUpload, FORM_TYPE, formBody, type Answer } from '../testing/upload-client.ts';

const MIB = 1024 * 1024;

let test: TestApp;
let url: string;
let key: { authorization: string };

async function open(options: TestAppOptions = {}): Promise<void> {
  test = await buildTestApp(options);
  key = await test.keyOf('admin');
  url = await test.app.listen({ host: '127.0.0.1', port: 0 });
}

beforeEach(() => open());
afterEach(() => test.close());

const kept = () => readdir(blobsPath(test.config));

async function bytesOnDisk(): Promise<number> {
  const sizes = (await kept()).map(async (name) => (await stat(join(blobsPath(test.config), name))).size);
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

/** What is under way on the other side of the connection is seen on the disk only. */
const until = (isSo: () => Promise<boolean>) =>
  vi.waitFor(async () => expect(await isSo()).toBe(true), { timeout: 20_000, interval: 10 });
const nothingIsKept = () => until(async () => (await kept()).length === 0);

/** The server takes uploads as before. */
async function expectUnharmed(): Promise<void> {
  const { call, answer } = beginUpload(url, key);
  call.end('still here');
  expect((await answer).status).toBe(200);
  expect(await kept()).toHaveLength(1);
}

describe('an upload', () => {
  it('that comes in pieces, byte by byte, is put together', async () => {
    const { call, answer } = beginUpload(url, { ...key, 'content-type': FORM_TYPE });
    call.setNoDelay();
    const body = formBody([
      { disposition: 'form-data; filename=a.txt', bytes: '\r\n--a-boundary-for-tes\r\n' },
    ]);
    for (const byte of body) {
      call.write(Buffer.of(byte));
      await new Promise(setImmediate);
    }
    call.end();
    expect((await answer).body).toContain('"content_length":24}');
  });

  it('is kept as it was sent, each byte of it', async () => {
    const bytes = randomBytes(5 * MIB + 7);
    const { call, answer } = beginUpload(url, key);
    for (let at = 0; at < bytes.length; at += 70_001) call.write(bytes.subarray(at, at + 70_001));
    call.end();
    expect((await answer).body).toContain(`"content_length":${bytes.length}}`);
    const [name = ''] = await kept();
    expect((await readFile(join(blobsPath(test.config), name))).equals(bytes)).toBe(true);
  });

  it('of several, one after the other on one connection', async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const ports = new Set<number | undefined>();
    for (const name of ['a', 'b', 'c']) {
      const call = request(`${url}/api/v1/files`, {
        method: 'POST',
        agent,
        headers: {
          ...key,
          host: 'localhost',
          'content-type': 'text/plain',
          'content-disposition': `filename=${name}`,
        },
      });
      call.end('x'.repeat(1000));
      const [response] = (await once(call, 'response')) as [IncomingMessage];
      ports.add(response.socket.localPort);
      response.resume();
      await once(response, 'end');
      expect(response.statusCode).toBe(200);
    }
    agent.destroy();
    expect(ports.size).toBe(1);
  });

  it('is one of many at a time', async () => {
    const uploads = Array.from({ length: 20 }, () => beginUpload(url, key));
    uploads.forEach(({ call }, index) => call.write(Buffer.alloc(index + 1)));
    uploads.forEach(({ call }) => call.end());
    const answers = await Promise.all(uploads.map(({ answer }) => answer));
    expect(answers.map(({ body }) => Number(/"content_length":(\d+)/.exec(body)?.[1]))).toEqual(
      uploads.map((_, index) => index + 1),
    );
    expect(new Set(answers.map(({ body }) => /"file_id":\d+/.exec(body)?.[0])).size).toBe(20);
  });
});

describe('cut off', () => {
  const SIZE = 4 * MIB;

  it.each(
    [0.1, 0.5, 0.99].flatMap((share) => [
      { share, type: 'text/plain', start: Buffer.alloc(0) },
      {
        share,
        type: FORM_TYPE,
        start: formBody([{ disposition: 'form-data; filename=a', bytes: 'x' }], '').subarray(0, -3),
      },
    ]),
  )('at $share of it ($type)', async ({ share, type, start }) => {
    const { call } = beginUpload(url, {
      ...key,
      'content-type': type,
      'content-length': SIZE + start.length,
    });
    call.write(start);
    call.write(Buffer.alloc(SIZE * share));
    await until(async () => (await bytesOnDisk()) >= SIZE * share * 0.9);
    call.destroy();
    await nothingIsKept();
    await expectUnharmed();
  });

  it('before its last chunk', async () => {
    const { call } = beginUpload(url, key);
    call.write(Buffer.alloc(MIB));
    await until(async () => (await bytesOnDisk()) === MIB);
    call.destroy();
    await nothingIsKept();
  });

  it('after the last boundary of its form, before the length that was announced', async () => {
    const body = formBody([{ disposition: 'form-data; filename=a', bytes: 'x' }]);
    const { call } = beginUpload(url, {
      ...key,
      'content-type': FORM_TYPE,
      'content-length': body.length + 10,
    });
    call.write(body);
    await until(async () => (await kept()).some((name) => !name.endsWith('.part')));
    call.destroy();
    await nothingIsKept();
  });

  it('by the end of the client', async () => {
    const client = spawn(process.execPath, ['-e', ENDLESS_CLIENT, `${url}/api/v1/files`, key.authorization]);
    await until(async () => (await bytesOnDisk()) > MIB);
    client.kill('SIGKILL');
    await nothingIsKept();
    await expectUnharmed();
  });

  it('since nothing more comes', async () => {
    test.app.server.setTimeout(100);
    const { call, answer } = beginUpload(url, key);
    call.write(Buffer.alloc(1000));
    await expect(answer).rejects.toThrow('socket hang up');
    await nothingIsKept();
  });

  it('by the end of the server, which waits until it is tidied up', async () => {
    const { call } = beginUpload(url, key);
    call.write(Buffer.alloc(MIB));
    await until(async () => (await bytesOnDisk()) === MIB);
    const closed = test.app.close();
    test.app.server.closeAllConnections();
    await closed;
    expect(await kept()).toEqual([]);
  });

  it('by fewer bytes than announced', async () => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    socket.end(head({ 'content-length': '10' }) + 'only 7.');
    expect(await read(socket)).not.toContain('HTTP/1.1 200');
    await nothingIsKept();
  });
});

const ENDLESS_CLIENT = `
  const [url, authorization] = process.argv.slice(1);
  const headers = { authorization, host: 'localhost', 'content-type': 'a/b', 'content-disposition': 'filename=a' };
  const call = require('node:http').request(url, { method: 'POST', headers });
  const more = () => { while (call.write(Buffer.alloc(65536))); call.once('drain', more); };
  more();
`;

/** The head of an upload as it goes over the wire. */
function head(headers: Record<string, string> = {}): string {
  const all = {
    host: 'localhost',
    ...key,
    'content-type': 'text/plain',
    'content-disposition': 'filename=a.txt',
    ...headers,
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `POST /api/v1/files HTTP/1.1\r\n${lines.join('')}\r\n`;
}

async function read(socket: Socket): Promise<string> {
  let text = '';
  socket.setEncoding('latin1').on('error', () => undefined);
  socket.on('data', (chunk: string) => (text += chunk)).resume();
  await once(socket, 'close');
  return text;
}

/** Sends 32 MiB without looking at what comes back, as simple clients do, and reads only then. */
async function sendAllThenRead(headers: Record<string, string>): Promise<string> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  socket.pause().on('error', () => undefined);
  socket.write(head(headers));
  for (let sent = 0; sent < 32 && !socket.destroyed; sent += 1) {
    await new Promise((resolve) => socket.write(Buffer.alloc(MIB, 'x'), resolve));
  }
  socket.end();
  return read(socket);
}

describe('refused while it is being sent', () => {
  it.each<[string, TestAppOptions, Record<string, string>, string, string]>([
    ['without a key', {}, { authorization: 'none' }, '401', 'COM0013'],
    ['without a name', {}, { 'content-disposition': 'inline' }, '422', 'COM0011'],
    ['too long by its length', { config: { maxUploadBytes: MIB } }, {}, '400', 'FIL0001'],
  ])('%s: the answer arrives, and the connection ends', async (_what, options, headers, status, code) => {
    await test.close();
    await open(options);
    const answer = await sendAllThenRead({ 'content-length': String(32 * MIB), ...headers });
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} [^]*"error_code":"${code}"[^]*\\}$`));
    expect(answer.toLowerCase()).toContain('\r\nconnection: close\r\n');
    expect(answer.match(/HTTP\/1\.1/g)).toHaveLength(1);
    expect(await kept()).toEqual([]);
  });

  it.each(['text/plain', FORM_TYPE])('too long without a length (%s)', async (type) => {
    await test.close();
    await open({ config: { maxUploadBytes: MIB } });
    const { call, answer } = beginUpload(url, { ...key, 'content-type': type });
    call.write(formBody([{ disposition: 'form-data; filename=a', bytes: 'x' }], '').subarray(0, -3));
    call.write(Buffer.alloc(4 * MIB));
    expectFailure(await answer, 400, 'FIL0001');
    expect(await kept()).toEqual([]);
  });

  it('over the limit of calls', async () => {
    await test.close();
    await open({ config: { apiLimits: 'free' }, clock: () => 1_700_000_000_000 });
    for (let calls = 0; calls < 100; calls += 1) {
      await test.app.inject({ url: '/api/v1/devices?limit=1', headers: key });
    }
    const { call, answer } = beginUpload(url, { ...key, 'content-length': 100 * MIB });
    call.write(Buffer.alloc(4 * MIB));
    const refused = await answer;
    expectFailure(refused, 429, 'COM0002');
    expect(refused.headers['retry-after']).toMatch(/^\d+$/);
  });

  function expectFailure(answer: Answer, status: number, code: string): void {
    expect([answer.status, answer.headers.connection]).toEqual([status, 'close']);
    expect(answer.body).toContain(`"error_code":"${code}"`);
  }

  it('longer than announced: what is too much is no request', async () => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    socket.end(head({ 'content-length': '3' }) + 'abcdef');
    expect(await read(socket)).toMatch(/^HTTP\/1.1 400 [^]*"COM0014"/);
    const { call, answer } = beginUpload(url, key);
    call.end('still here');
    expect((await answer).status).toBe(200);
  });
});

describe('Expect: 100-continue', () => {
  async function expecting(path: string, method: string, headers: Record<string, string>, body: string) {
    const call = request(url + path, {
      method,
      agent: false,
      headers: {
        ...key,
        host: 'localhost',
        expect: '100-continue',
        'content-length': body.length,
        ...headers,
      },
    });
    let wasContinued = false;
    call.on('continue', () => {
      wasContinued = true;
      call.end(body);
    });
    call.flushHeaders();
    const [response] = (await once(call, 'response')) as [IncomingMessage];
    response.resume();
    await once(response, 'end');
    call.destroy();
    return [wasContinued, response.statusCode];
  }
  const FILE = { 'content-type': 'text/plain', 'content-disposition': 'filename=a' };

  it.each([
    ['what is taken', '/api/v1/files', 'POST', FILE, [true, 200]],
    ['what has no name', '/api/v1/files', 'POST', { 'content-type': 'text/plain' }, [false, 422]],
    ['who may not', '/api/v1/files', 'POST', { ...FILE, authorization: 'none' }, [false, 401]],
    ['other bodies', '/api/me/views', 'PUT', { 'content-type': 'application/json' }, [true, 200]],
    ['what is nowhere', '/api/v1/nowhere', 'POST', FILE, [false, 405]],
  ])('asks for %s, before it is sent', async (_what, path, method, headers, expected) => {
    const body = JSON.stringify({ name: 'a', query: 'b' });
    expect(await expecting(path, method, headers, body)).toEqual(expected);
  });
});
