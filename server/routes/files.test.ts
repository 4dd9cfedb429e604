import { createHash, randomBytes } from 'node:crypto';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { blobsPath } from '../config.ts';
import type { BlobStorage } from '../files/blob-storage.ts';
import { createFolderStorage } from '../files/folder-storage.ts';
import { buildTestApp, type TestApp } from '../testing/build-test-app.ts';
import { BOUNDARY, FORM_TYPE, formBody, type Part } from '../testing/upload-client.ts';

const NOW = 1_700_000_000_000;
const MAX = 300_000;
const APK = 'application/vnd.android.package-archive';

let test: TestApp;
let key: { authorization: string };

beforeAll(async () => {
  test = await buildTestApp({ clock: () => NOW, config: { maxUploadBytes: MAX } });
  key = await test.keyOf('admin');
});
afterAll(() => test.close());

type Headers = Record<string, string>;

const RAW: Headers = { 'content-type': 'image/png', 'content-disposition': 'filename=check.png' };

function send(headers: Headers, payload: string | Buffer, url = '/api/v1/files', to = test) {
  return to.app.inject({ method: 'POST', url, headers: { ...key, ...headers }, payload });
}

const sendForm = (parts: Part[], end?: string) => send({ 'content-type': FORM_TYPE }, formBody(parts, end));

function errorOf(answer: { statusCode: number; json: () => unknown }) {
  return [answer.statusCode, (answer.json() as { error_code: string }).error_code];
}

const kept = (of = test) => readdir(blobsPath(of.config));

/** What is stored of the file of an answer, and its bytes. */
async function stored(body: string) {
  const id = /"file_id":(\d+)/.exec(body)?.[1] ?? '';
  const file = await test.store.files.get(BigInt(id), NOW);
  if (file === undefined) throw new Error(`No file in ${body}`);
  return { file, bytes: await readFile(join(blobsPath(test.config), file.blob)) };
}

describe.each(['/api/v1/files', '/api/v1/mdm/files'])('POST %s', (url) => {
  it('keeps the body as it is and answers as the reference prints', async () => {
    const bytes = randomBytes(1479);
    const answer = await send(RAW, bytes, url);
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['content-type']).toBe('application/json; charset=utf-8');
    expect(answer.body).toMatch(
      /^\{"content_type":"image\/png","file_name":"check.png","file_id":\d{16,},"expiry_time":1700086400000,"content_length":1479\}$/,
    );
    const { file, bytes: read } = await stored(answer.body);
    expect(read.equals(bytes)).toBe(true);
    expect(file).toMatchObject({
      name: 'check.png',
      contentType: 'image/png',
      size: 1479,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      createdAt: NOW,
      expiresAt: NOW + 86_400_000,
    });
  });

  it('keeps the file of a form', async () => {
    const bytes = randomBytes(200_000);
    const body = formBody([
      { disposition: 'form-data; name="note"', bytes: 'x'.repeat(5000) },
      { disposition: 'form-data; name="file"; filename="My app.apk"', type: `${APK}; x=y`, bytes },
      { disposition: 'form-data; name="after"', type: 'application/octet-stream', bytes: 'y' },
    ]);
    const answer = await send({ 'content-type': FORM_TYPE }, body, url);
    expect(answer.json()).toMatchObject({
      content_type: APK,
      file_name: 'My app.apk',
      content_length: 200_000,
    });
    expect((await stored(answer.body)).bytes.equals(bytes)).toBe(true);
  });
});

describe('the types that are taken', () => {
  it.each([
    ['application/json', 'application/json'],
    ['text/plain; charset=utf-8', 'text/plain'],
    ['application/x-www-form-urlencoded', 'application/x-www-form-urlencoded'],
    ['Application/X-Itunes-IPA', 'application/x-itunes-ipa'],
    ['multipart/mixed; boundary=x', 'multipart/mixed'],
    ['apk', 'application/octet-stream'],
    ['<script>/x', 'application/octet-stream'],
  ])('%s', async (type, essence) => {
    const answer = await send({ ...RAW, 'content-type': type }, '{"not": "read"');
    expect(answer.json()).toMatchObject({ content_type: essence, content_length: 14 });
    expect((await stored(answer.body)).bytes.toString()).toBe('{"not": "read"');
  });
});

describe('the name', () => {
  it('comes from the header in UTF-8', async () => {
    const disposition = Buffer.from('attachment; filename="../Ünï 漢.apk"').toString('latin1');
    const answer = await send({ ...RAW, 'content-disposition': disposition }, 'x');
    expect(answer.json()).toMatchObject({ file_name: 'Ünï 漢.apk' });
  });

  it.each([
    ['form-data; name=f; filename="../Ünï 漢.apk"', 'Ünï 漢.apk'],
    ["form-data; filename=no.apk; filename*=UTF-8''%C3%BC.apk", 'ü.apk'],
    ['form-data; file_name=other.apk', 'other.apk'],
  ])('comes from the part: %s', async (disposition, name) => {
    const answer = await sendForm([{ disposition, bytes: 'x' }]);
    expect(answer.json()).toMatchObject({ file_name: name, content_type: 'application/octet-stream' });
  });
});

describe('refused, and nothing kept', () => {
  beforeEach(() =>
    rm(blobsPath(test.config), { recursive: true }).then(() => createFolderStorage(blobsPath(test.config))),
  );

  it.each<[string, Headers, string, number, string]>([
    ['no type', { 'content-disposition': 'filename=a' }, 'x', 422, 'COM0011'],
    ['no name', { 'content-type': 'image/png' }, 'x', 422, 'COM0011'],
    ['a name of nothing', { ...RAW, 'content-disposition': 'filename=".."' }, 'x', 422, 'COM0011'],
    ['compressed', { ...RAW, 'content-encoding': 'gzip' }, 'x', 422, 'COM0011'],
    ['no boundary', { 'content-type': 'multipart/form-data' }, 'x', 422, 'COM0011'],
    ['empty', RAW, '', 400, 'COM0006'],
    ['empty, chunked', { ...RAW, 'transfer-encoding': 'chunked' }, '', 400, 'COM0006'],
    ['too long', RAW, 'x'.repeat(MAX + 1), 400, 'FIL0001'],
    ['too long, chunked', { ...RAW, 'transfer-encoding': 'chunked' }, 'x'.repeat(MAX + 1), 400, 'FIL0001'],
    ['an empty form', { 'content-type': FORM_TYPE }, '', 400, 'COM0006'],
  ])('%s', async (_what, headers, payload, status, code) => {
    expect(errorOf(await send(headers, payload))).toEqual([status, code]);
    expect(await kept()).toEqual([]);
  });

  const FILE: Part = { disposition: 'form-data; name="f"; filename="a.apk"', bytes: 'x'.repeat(100_000) };

  it.each<[string, Part[], string | undefined, string]>([
    ['no parts', [], undefined, 'COM0006'],
    ['no file', [{ disposition: 'form-data; name="f"', bytes: 'x' }], undefined, 'COM0006'],
    ['a part without headers', [{ bytes: 'x' }], undefined, 'COM0006'],
    ['an empty file', [{ ...FILE, bytes: '' }], undefined, 'COM0006'],
    ['a file without a name', [{ ...FILE, disposition: 'form-data; filename=""' }], undefined, 'COM0011'],
    ['two files', [FILE, FILE], undefined, 'FIL0001'],
    [
      'two small files',
      [
        { ...FILE, bytes: 'x' },
        { ...FILE, bytes: 'y' },
      ],
      undefined,
      'FIL0001',
    ],
    ['a file that is too long', [{ ...FILE, bytes: 'x'.repeat(MAX + 1) }], undefined, 'FIL0001'],
    ['fields that are too long', [FILE, { bytes: 'x'.repeat(MAX + 1024 ** 2) }], undefined, 'FIL0001'],
    ['no last boundary', [FILE], '', 'FIL0001'],
    [
      'no last boundary after a field',
      [FILE, { disposition: 'form-data; name=a', bytes: 'x' }],
      '',
      'FIL0001',
    ],
    ['an encoded file', [{ ...FILE, encoding: 'base64' }], undefined, 'FIL0001'],
    ['too many parts', [FILE, ...Array.from({ length: 100 }, () => ({ bytes: 'x' }))], undefined, 'FIL0001'],
    [
      'headers that are too long',
      [{ disposition: `form-data; x=${'x'.repeat(20_000)}; filename=a`, bytes: 'x' }],
      undefined,
      'COM0006',
    ],
  ])('a form with %s', async (_what, parts, end, code) => {
    expect(errorOf(await sendForm(parts, end))[1]).toBe(code);
    expect(await kept()).toEqual([]);
  });

  it.each([
    ['other text', 'no boundary in it'],
    ['another boundary', formBody([FILE]).toString().replaceAll(BOUNDARY, 'another')],
    ['a boundary only', `--${BOUNDARY}`],
    ['headers without an end', `--${BOUNDARY}\r\nContent-Disposition: form-data; filename=a`],
  ])('a form of %s', async (_what, body) => {
    expect(errorOf(await send({ 'content-type': FORM_TYPE }, body))).toEqual([400, 'FIL0001']);
    expect(await kept()).toEqual([]);
  });

  it('takes a form with text before and after', async () => {
    const body = Buffer.concat([
      Buffer.from('before\r\n'),
      formBody([FILE]),
      Buffer.from('after'.repeat(50_000)),
    ]);
    expect((await send({ 'content-type': FORM_TYPE }, body)).statusCode).toBe(200);
  });

  it.each([
    ['helpdesk', 403, 'SCOPE_MISMATCH'],
    ['none', 401, 'COM0013'],
  ] as const)('for %s', async (role, status, code) => {
    const authorization = role === 'none' ? 'none' : (await test.keyOf(role)).authorization;
    expect(errorOf(await send({ ...RAW, authorization }, 'x'))).toEqual([status, code]);
    expect(await kept()).toEqual([]);
  });

  it('takes the longest file', async () => {
    expect((await send(RAW, 'x'.repeat(MAX))).json()).toMatchObject({ content_length: MAX });
    expect((await sendForm([{ ...FILE, bytes: 'x'.repeat(MAX) }])).json()).toMatchObject({
      content_length: MAX,
    });
  });
});

describe('trouble of the server', () => {
  const withBlobs = (change: (real: BlobStorage) => Partial<BlobStorage>) => (folder: string) => {
    const real = createFolderStorage(folder);
    return { ...real, ...change(real) };
  };

  it('a disk that is too small for the length that is announced is said at once', async () => {
    const room = withBlobs(() => ({ hasRoomFor: (bytes) => Promise.resolve(bytes <= 10) }));
    const small = await buildTestApp({ blobs: room(blobsPath(test.config)) });
    const authorization = (await small.keyOf('admin')).authorization;
    const answer = await send({ ...RAW, authorization }, 'x'.repeat(11), undefined, small);
    expect(errorOf(answer)).toEqual([400, 'FIL0001']);
    expect(answer.json<{ error_description: string }>().error_description).toContain('no room');
    expect((await send({ ...RAW, authorization }, 'x'.repeat(10), undefined, small)).statusCode).toBe(200);
    await small.close();
  });

  it('a folder that is gone is 500 and says nothing of itself', async () => {
    const broken = await buildTestApp();
    await rm(blobsPath(broken.config), { recursive: true });
    const answer = await send({ ...RAW, ...(await broken.keyOf('admin')) }, 'x', undefined, broken);
    expect(errorOf(answer)).toEqual([500, 'COM0004']);
    expect(answer.body).not.toContain('muster');
    await broken.close();
  });

  it.each([
    ['raw', RAW, 'x'],
    ['form', { 'content-type': FORM_TYPE }, formBody([{ disposition: 'form-data; filename=a', bytes: 'x' }])],
  ])('a database that fails leaves no bytes (%s)', async (_form, headers, payload) => {
    const add = () => Promise.reject(new Error('the database'));
    const failing = await buildTestApp({
      wrapStore: (store) => ({ ...store, files: { ...store.files, add } }),
    });
    const answer = await send({ ...headers, ...(await failing.keyOf('admin')) }, payload, undefined, failing);
    expect(errorOf(answer)).toEqual([500, 'COM0004']);
    expect(await kept(failing)).toEqual([]);
    await failing.close();
  });
});

describe('MDM_WIRE=strings', () => {
  it('answers ids and numbers as strings', async () => {
    const strings = await buildTestApp({ clock: () => NOW, config: { wire: 'strings' } });
    const answer = await send({ ...RAW, ...(await strings.keyOf('admin')) }, 'abc', undefined, strings);
    expect(answer.json()).toEqual({
      content_type: 'image/png',
      file_name: 'check.png',
      file_id: expect.stringMatching(/^\d{16,}$/) as string,
      expiry_time: '1700086400000',
      content_length: '3',
    });
    await strings.close();
  });
});
