import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildTestApp, type TestApp } from '../testing/build-test-app.ts';
import { openPageFiles } from './page-files.ts';
import { createBuiltPage } from './page.ts';

const HTML = '<script nonce="MUSTER_CSP_NONCE"></script><meta property="csp-nonce" nonce="MUSTER_CSP_NONCE">';
const SCRIPT = 'console.log("hello");\n'.repeat(200);

let folder: string;
let test: TestApp;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'muster-page-'));
  await mkdir(join(folder, 'assets'));
  await mkdir(join(folder, '.vite'));
  await Promise.all([
    writeFile(join(folder, 'index.html'), HTML),
    writeFile(join(folder, 'assets/app-1a2b.js'), SCRIPT),
    writeFile(join(folder, 'favicon.svg'), '<svg/>'),
    writeFile(join(folder, '.vite/manifest.json'), '{}'),
  ]);
  const files = await openPageFiles(folder);
  test = await buildTestApp({ page: createBuiltPage(files!) });
});
afterAll(async () => {
  await test.close();
  await rm(folder, { recursive: true });
});

it.each(['/', '/devices', '/devices?q=a.b', '/devices/9007199254741001', '/callback?code=x', '/apix'])(
  'serves the HTML at %s, with the nonce of the policy, and never from a cache',
  async (url) => {
    const answer = await test.app.inject(url);
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(answer.headers['cache-control']).toBe('no-store');
    const nonce = /'nonce-([^']+)'/.exec(String(answer.headers['content-security-policy']))?.[1] ?? '';
    expect(nonce).not.toBe('');
    expect(answer.body).toBe(HTML.replaceAll('MUSTER_CSP_NONCE', nonce));
  },
);

it('gives every answer a nonce of its own', async () => {
  const [one, two] = await Promise.all([test.app.inject('/'), test.app.inject('/')]);
  expect(one.body).not.toBe(two.body);
});

it.each([
  ['br', (body: Buffer) => brotliDecompressSync(body)],
  ['gzip', (body: Buffer) => gunzipSync(body)],
  [undefined, (body: Buffer) => body],
])('serves an asset for ever, compressed by %s', async (encoding, decode) => {
  const url = '/assets/app-1a2b.js';
  const answer = await test.app.inject({ url, headers: { 'accept-encoding': encoding ?? 'identity' } });
  expect(answer.statusCode).toBe(200);
  expect(answer.headers).toMatchObject({
    'content-type': 'text/javascript; charset=utf-8',
    'cache-control': 'public, max-age=31536000, immutable',
    vary: 'Accept-Encoding',
    'x-content-type-options': 'nosniff',
  });
  expect(answer.headers['content-encoding']).toBe(encoding);
  expect(decode(answer.rawPayload).toString()).toBe(SCRIPT);
});

it('asks again for files whose name does not change, and says when they did not', async () => {
  const answer = await test.app.inject('/favicon.svg');
  expect(answer.headers).toMatchObject({ 'cache-control': 'no-cache', 'content-type': 'image/svg+xml' });
  const headers = { 'if-none-match': String(answer.headers.etag) };
  expect((await test.app.inject({ url: '/favicon.svg', headers })).statusCode).toBe(304);
});

it.each([
  '/assets/app-old.js',
  '/assets/',
  '/nothing.js',
  '/.vite/manifest.json',
  '/index.html',
  '/assets/..%2findex.html',
  '/oauth/v2/nothing',
  '/healthz/x',
])('answers 404 in plain text at %s', async (url) => {
  const answer = await test.app.inject(url);
  expect(answer.statusCode).toBe(404);
  expect(answer.headers['content-type']).toMatch(/^text\/plain/);
});

it('serves HEAD without a body, and nothing else than reading', async () => {
  const head = await test.app.inject({ method: 'HEAD', url: '/assets/app-1a2b.js' });
  expect([head.statusCode, head.body]).toEqual([200, '']);
  const post = await test.app.inject({ method: 'POST', url: '/devices' });
  expect([post.statusCode, post.headers.allow]).toEqual([405, 'GET, HEAD']);
});

it('leaves the API its own answers', async () => {
  const answer = await test.app.inject('/api/v1/nothing');
  expect(answer.json()).toMatchObject({ error_code: 'COM0001' });
});

it('knows when there is no build', async () => {
  expect(await openPageFiles(join(folder, 'nowhere'))).toBeUndefined();
});
