import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ConnectionRules } from './plugins/connections.ts';
import { idsOf } from './testing/api-client.ts';
import { openBare, type BareConnection } from './testing/bare-connection.ts';
import { buildTestApp, type TestApp } from './testing/build-test-app.ts';
import { TELLTALE } from './testing/documented-answer.ts';
import { beginUpload } from './testing/upload-client.ts';

let test: TestApp;
let url: string;
let key: { authorization: string };
let opened: BareConnection[];

/** Small, so that nothing has to be waited for; the usual ones differ in nothing else. */
const SHORT = { headersMs: 200, bodyMs: 200, checkEveryMs: 20, lingerMs: 100 };

async function open(connections?: Partial<ConnectionRules>): Promise<void> {
  test = await buildTestApp({ fleetSize: 3, ...(connections && { connections }) });
  key = await test.keyOf('admin');
  url = await test.app.listen({ host: '127.0.0.1', port: 0 });
}

beforeEach(() => {
  opened = [];
});
afterEach(() => {
  for (const { socket } of opened) socket.destroy();
});

/** One server for all of a part: it has to bear all of it. */
function serveAll(connections?: Partial<ConnectionRules>): void {
  beforeAll(() => open(connections));
  afterAll(() => test.close());
}

function bare(bytes?: string | Buffer): BareConnection {
  const connection = openBare(url, bytes);
  opened.push(connection);
  return connection;
}

/** A head as it goes over the wire, with what every request here carries. */
const head = (line: string, ...lines: string[]) =>
  [line, 'Host: localhost', `Authorization: ${key.authorization}`, ...lines, '', ''].join('\r\n');
const JSON_TYPE = 'Content-Type: application/json';
const GROUP = '{"name":"Smuggled","group_type":1}';

async function expectUnharmed(): Promise<void> {
  const answer = await bare(head('GET /api/v1/devices HTTP/1.1', 'Connection: close')).closed;
  expect(answer).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
  expect(answer.match(/"device_id"/g)).toHaveLength(3);
}

async function groups(): Promise<string[]> {
  return idsOf(await test.app.inject({ url: '/api/v1/groups', headers: key }), 'group_id');
}

/** Sends on and on, for as long as the connection lasts. */
async function drip({ socket, closed }: BareConnection, bytes: string): Promise<string> {
  const timer = setInterval(() => socket.write(bytes), 10);
  const received = await closed;
  clearInterval(timer);
  return received;
}

describe('a client that takes its time', () => {
  serveAll(SHORT);
  const refusal = /^HTTP\/1\.1 408 [^]*"error_code":"COM0014"[^]*too long to arrive"\}$/;

  it.each([
    ['with its headers', () => 'GET /healthz HTTP/1.1\r\nX: '],
    ['with the first line', () => 'GET /'],
    ['with its second request', () => `${head('GET /healthz HTTP/1.1')}GET /healthz HTTP/1.1\r\nX: `],
    ['and sends empty lines', () => '\r\n'],
  ])('%s is refused, and cut off though it goes on', async (_what, start) => {
    const text = await drip(bare(start()), start().endsWith('\n') ? '\r\n' : 'a');
    expect(text.slice(text.lastIndexOf('HTTP/1.1'))).toMatch(refusal);
    await expectUnharmed();
  });

  it('and sends nothing at all is refused, and cut off', async () => {
    expect(await bare().closed).toMatch(refusal);
  });

  it.each([
    ['of JSON', () => head('POST /api/v1/groups HTTP/1.1', JSON_TYPE, 'Content-Length: 100000')],
    [
      'of JSON in chunks',
      () => head('POST /api/v1/groups HTTP/1.1', JSON_TYPE, 'Transfer-Encoding: chunked'),
    ],
    [
      'of a form of sign-in',
      () =>
        head(
          'POST /oauth/v2/token HTTP/1.1',
          'Content-Type: application/x-www-form-urlencoded',
          'Content-Length: 9000',
        ),
    ],
  ])('with a body %s is refused, and cut off', async (_what, start) => {
    const bytes = start().includes('chunked') ? '1\r\n \r\n' : ' ';
    expect(await drip(bare(start()), bytes)).toMatch(refusal);
    await expectUnharmed();
  });

  it('with a body that nobody wants is cut off', async () => {
    const start = head('POST /api/v1/groups HTTP/1.1', 'Content-Length: 100000').replace(/Auth.*\r\n/, '');
    expect(await drip(bare(start), ' ')).toMatch(/^HTTP\/1\.1 401 /);
  });

  it('with an upload may', async () => {
    const { call, answer } = beginUpload(url, key);
    call.write('a');
    // What began later and is no upload is over by then.
    await bare(head('POST /api/v1/groups HTTP/1.1', JSON_TYPE, 'Content-Length: 9')).closed;
    call.end('b');
    expect(await answer).toMatchObject({
      status: 200,
      body: expect.stringContaining('"content_length":2}') as string,
    });
  });

  it('has nothing done by a request that was refused and came after all', async () => {
    const start = head('POST /api/v1/groups HTTP/1.1', JSON_TYPE, `Content-Length: ${GROUP.length}`);
    const before = await groups();
    const connection = bare(start.slice(0, -2));
    await connection.until(/408/);
    connection.socket.write(`\r\n${GROUP}`);
    expect((await connection.closed).match(/HTTP\/1\.1/g)).toHaveLength(1);
    expect(await groups()).toEqual(before);
  });
});

it('ends though a client that was refused does not', async () => {
  await open(SHORT);
  const connection = bare('GET /');
  await connection.until(/408/);
  await test.close();
  await connection.closed;
});

describe('connections in great number', () => {
  serveAll({ most: 20 });

  it('are shed beyond the most, and taken again when there is room', async () => {
    const connections = Array.from({ length: 60 }, () => bare(head('GET /healthz HTTP/1.1')));
    const outcomes = await Promise.all(
      connections.map(({ until }) =>
        until(/"ok"/).then(
          () => 'answered',
          () => 'shed',
        ),
      ),
    );
    expect(outcomes.filter((outcome) => outcome === 'answered')).toHaveLength(20);
    expect(outcomes.filter((outcome) => outcome === 'shed')).toHaveLength(40);
    // Who is in goes on as before.
    const first = connections[outcomes.indexOf('answered')]!;
    first.socket.write(head('GET /api/v1/nowhere HTTP/1.1'));
    await first.until(/COM0001/);
    const gone = connections.map(({ socket, closed }) => {
      socket.end();
      return closed;
    });
    await Promise.all(gone);
    await expectUnharmed();
  });
});

/** Requests that one server may take for one request and the next for two, and what else is no HTTP. */
const NO_REQUEST: readonly [what: string, bytes: () => string | Buffer][] = [
  ...(
    [
      ['two lengths', ['Content-Length: 2', 'Content-Length: 3'], '{}x'],
      ['a length and chunks', ['Content-Length: 5', 'Transfer-Encoding: chunked'], '0\r\n\r\n'],
      ['chunks and a length', ['Transfer-Encoding: chunked', 'Content-Length: 5'], '0\r\n\r\n'],
      ['a coding like chunked', ['Transfer-Encoding: xchunked'], '0\r\n\r\n'],
      ['chunked, and then another', ['Transfer-Encoding: chunked, identity'], '0\r\n\r\n'],
      [
        'chunked, and another header',
        ['Transfer-Encoding: chunked', 'Transfer-Encoding: identity'],
        '0\r\n\r\n',
      ],
      ['a tab before chunked', ['Transfer-Encoding:\x0bchunked'], '0\r\n\r\n'],
      ['a space before the colon', ['Transfer-Encoding : chunked'], '0\r\n\r\n'],
      ['a signed length', ['Content-Length: +2'], '{}'],
      ['a negative length', ['Content-Length: -1'], ''],
      ['a length beyond all numbers', [`Content-Length: ${'9'.repeat(40)}`], ''],
      ['a chunk of no size', ['Transfer-Encoding: chunked'], 'zz\r\n{}\r\n0\r\n\r\n'],
      ['a chunk of a negative size', ['Transfer-Encoding: chunked'], '-1\r\n{}\r\n0\r\n\r\n'],
      ['a chunk longer than its size', ['Transfer-Encoding: chunked'], '2\r\n{}}\r\n0\r\n\r\n'],
      ['a chunk with endless extensions', ['Transfer-Encoding: chunked'], `2;${'a'.repeat(20_000)}`],
      ['chunks on bare line feeds', ['Transfer-Encoding: chunked'], '2\n{}\n0\n\n'],
      ['a length behind the chunks', ['Transfer-Encoding: chunked'], '0\r\nContent-Length: 5\r\n\r\n'],
      ['a folded header', ['X: a', ' b'], ''],
      ['a NUL in a header', ['X: a\0b'], ''],
      ['a line that is no header', ['nothing'], ''],
    ] as const
  ).map(([what, lines, body]): [string, () => string] => [
    what,
    () => head('POST /api/v1/groups HTTP/1.1', JSON_TYPE, ...lines) + body,
  ]),
  ['bare line feeds', () => head('GET /healthz HTTP/1.1').replaceAll('\r', '')],
  ['bare carriage returns', () => head('GET /healthz HTTP/1.1').replaceAll('\n', '')],
  ['HTTP/2', () => 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
  ['HTTP/3', () => 'GET / HTTP/3.0\r\n\r\n'],
  ['TLS', () => Buffer.from('16030100c8010000c40303', 'hex')],
  ['SSH', () => 'SSH-2.0-OpenSSH_9.6\r\n'],
  ['zeros', () => Buffer.alloc(100_000)],
  ['a method of 4 MiB', () => 'A'.repeat(4 * 1024 * 1024)],
  ['a method that is none', () => head('FOO / HTTP/1.1')],
  ['a path without a slash', () => head('GET healthz HTTP/1.1')],
  ['bytes in the path', () => head('GET /\xff\xfe HTTP/1.1')],
  ['control characters in the path', () => head('GET /\x01 HTTP/1.1')],
];

describe('no request', () => {
  serveAll({ ...SHORT, headersMs: 30_000 });

  it.each(NO_REQUEST)('%s: refused, closed, and nothing done', async (_what, bytes) => {
    const before = await groups();
    const text = await bare(bytes()).closed;
    expect(text).toMatch(/^HTTP\/1\.1 400 [^]*"error_code":"COM0014"[^]*\}$/);
    expect(text.match(/HTTP\/1\.1/g)).toHaveLength(1);
    expect(text.toLowerCase()).toContain('\r\nconnection: close\r\n');
    expect(text).not.toMatch(TELLTALE);
    expect(await groups()).toEqual(before);
    await expectUnharmed();
  });

  it.each([
    ['headers of 70 kB', () => head('GET /healthz HTTP/1.1', `X: ${'a'.repeat(70_000)}`)],
    ['headers of 4 MiB', () => head('GET /healthz HTTP/1.1', `X: ${'a'.repeat(4 * 1024 * 1024)}`)],
    ['a path of 4 MiB', () => head(`GET /${'a'.repeat(4 * 1024 * 1024)} HTTP/1.1`)],
    ['10,000 headers', () => head('GET /healthz HTTP/1.1', ...Array<string>(10_000).fill('abc: def'))],
  ])('%s: 431, and closed', async (_what, bytes) => {
    const text = await bare(bytes()).closed;
    expect(text).toMatch(/^HTTP\/1\.1 431 [^]*"error_code":"COM0014"[^]*too long"\}$/);
    await expectUnharmed();
  });

  it.each(['CONNECT evil.example:443 HTTP/1.1', 'CONNECT localhost HTTP/1.1'])('%s: closed', async (line) => {
    expect(await bare(head(line)).closed).toBe('');
    await expectUnharmed();
  });
});

describe('an odd request', () => {
  serveAll();

  it.each<[what: string, bytes: () => string, status: number, said: RegExp]>([
    ['HTTP/1.0', () => head('GET /healthz HTTP/1.0'), 200, /"ok"/],
    ['HTTP/1.0, a list', () => head('GET /api/v1/devices HTTP/1.0'), 200, /\r\n\r\n\{"devices":/],
    ['HTTP/1.0 without Host', () => 'GET /healthz HTTP/1.0\r\n\r\n', 400, /COM0014/],
    ['HTTP/1.1 without Host', () => 'GET /healthz HTTP/1.1\r\nConnection: close\r\n\r\n', 400, /COM0014/],
    ['two Hosts', () => head('GET /healthz HTTP/1.1', 'Host: evil.example'), 400, /COM0014.*more than one/],
    [
      'an upgrade',
      () => head('GET /healthz HTTP/1.1', 'Connection: upgrade', 'Upgrade: websocket'),
      200,
      /"ok"/,
    ],
    [
      'an upgrade to HTTP/2',
      () => head('GET /api/v1/x HTTP/1.1', 'Connection: upgrade', 'Upgrade: h2c'),
      405,
      /COM0001/,
    ],
    ['an expectation of its own', () => head('GET /healthz HTTP/1.1', 'Expect: wonders'), 200, /"ok"/],
    ['a whole address', () => head('GET http://localhost/api/v1/devices?limit=1 HTTP/1.1'), 200, /"devices"/],
    ['a whole address, nowhere', () => head('GET http://localhost/api/v1/x HTTP/1.1'), 405, /COM0001/],
    ['a whole address without a path', () => head('GET http://localhost?a HTTP/1.1'), 404, /Not found/],
    [
      "another server's address",
      () => head('GET http://evil.example/api/v1/devices HTTP/1.1'),
      400,
      /COM0014/,
    ],
    ['an address in the path', () => head('GET //evil.example/api/v1/devices HTTP/1.1'), 404, /Not found/],
    ['an asterisk', () => head('OPTIONS * HTTP/1.1'), 404, /Not found/],
    ['TRACE', () => head('TRACE /api/v1/devices HTTP/1.1'), 405, /COM0001/],
    ['line ends in the path', () => head('GET /%0d%0aSet-Cookie:%20a HTTP/1.1'), 404, /Not found/],
    ['line ends in an id', () => head('GET /api/v1/devices/%0d%0aSet-Cookie:%20a HTTP/1.1'), 404, /COM0008/],
    ['a body of a GET', () => head('GET /healthz HTTP/1.1', 'Content-Length: 4') + 'GET ', 200, /"ok"/],
    ['900 headers', () => head('GET /healthz HTTP/1.1', ...Array<string>(900).fill('abc: def')), 200, /"ok"/],
  ])('%s', async (_what, bytes, status, said) => {
    const connection = bare(bytes().replace('\r\nHost', '\r\nAccept: */*\r\nHost'));
    const text = await connection.until(said);
    expect(text).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(text.slice(0, text.indexOf('\r\n\r\n')).toLowerCase()).not.toContain('\r\nset-cookie');
    expect(text).not.toMatch(TELLTALE);
    await expectUnharmed();
  });

  it('is one of several that were sent at once: answered in their order', async () => {
    const text = await bare(
      head('GET /api/v1/devices HTTP/1.1') +
        head('POST /api/v1/groups HTTP/1.1', JSON_TYPE, `Content-Length: ${GROUP.length}`) +
        GROUP +
        head('GET /healthz HTTP/1.1', 'Connection: close'),
    ).closed;
    expect(text).toMatch(/"devices"[^]*"name":"Smuggled"[^]*"status":"ok"/);
    expect(text.match(/HTTP\/1\.1 200/g)).toHaveLength(3);
  });
});

describe('a body of JSON that is too large', () => {
  serveAll();
  const MIB = 1024 * 1024;

  /** Sends 16 MiB without looking at what comes back, and reads only then. */
  async function sendAllThenRead(start: string): Promise<string> {
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    socket.pause().on('error', () => undefined);
    socket.write(start);
    for (let sent = 0; sent < 16 && !socket.destroyed; sent += 1) {
      await new Promise((resolve) => socket.write(Buffer.alloc(MIB, ' '), resolve));
    }
    socket.end();
    let text = '';
    socket.setEncoding('latin1').on('data', (chunk: string) => (text += chunk));
    await once(socket.resume(), 'close');
    return text;
  }

  it.each([
    ['POST /api/v1/groups HTTP/1.1', JSON_TYPE],
    ['PUT /api/me/views HTTP/1.1', JSON_TYPE],
    ['POST /oauth/v2/token HTTP/1.1', 'Content-Type: application/x-www-form-urlencoded'],
  ])('%s: the answer arrives, and the connection ends', async (line, type) => {
    const text = await sendAllThenRead(head(line, type, `Content-Length: ${16 * MIB}`));
    expect(text).toMatch(/^HTTP\/1\.1 400 [^]*"error_code":"COM0014"[^]*the body is too large"\}$/);
    expect(text.toLowerCase()).toContain('\r\nconnection: close\r\n');
    await expectUnharmed();
  });

  it('in chunks is refused as soon as it is', async () => {
    const connection = bare(head('POST /api/v1/groups HTTP/1.1', JSON_TYPE, 'Transfer-Encoding: chunked'));
    connection.socket.write(`${(8 * MIB).toString(16)}\r\n${' '.repeat(5 * MIB)}`);
    await connection.until(/^HTTP\/1\.1 400 [^]*"COM0014"[^]*the body is too large"\}$/);
    await expectUnharmed();
  });
});
