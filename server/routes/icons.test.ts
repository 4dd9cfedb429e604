import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildPng, samplePixels } from '../package-reader/testing/ipa-builder.ts';
import { apiCalls, idIn } from '../testing/api-calls.ts';
import { buildTestApp, type TestApp } from '../testing/build-test-app.ts';

const APP = { app_name: 'Picker', app_type: 0, app_category_id: 2, supported_devices: 3 };
const GIF = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');
const JPEG = Buffer.from(
  '/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////////////wgALCAABAAEBAREA/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQABPxA=',
  'base64',
);
const WEBP = Buffer.from('UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==', 'base64');
const ICO = Buffer.concat([
  Buffer.from('000001000100010101000100200030000000160000', 'hex'),
  Buffer.alloc(64),
]);
const SVG = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>');

const pngOf = (width: number, height: number) => buildPng(samplePixels(width, height));

let test: TestApp;
let api: ReturnType<typeof apiCalls>;

beforeAll(async () => {
  test = await buildTestApp();
  api = apiCalls(test, await test.keyOf('admin'));
});
afterAll(() => test.close());

/** Adds an app with that icon; the address of the picture. */
async function addWithIcon(bytes: Uint8Array, field = 'display_image'): Promise<string> {
  const answer = await api.call('POST', 'apps', { ...APP, [field]: await api.upload(bytes, 'icon') });
  expect(answer.statusCode).toBe(200);
  return answer.json<{ icon: string }>().icon;
}
const refusal = async (bytes: Uint8Array) =>
  api.failure('POST', 'apps', { ...APP, display_image: await api.upload(bytes, 'icon.png') });

describe('the icon of an app', () => {
  it.each<[string, Uint8Array]>([
    ['image/png', pngOf(64, 64)],
    ['image/gif', GIF],
    ['image/jpeg', JPEG],
    ['image/webp', WEBP],
  ])('is kept as %s and served to anybody who has its address', async (type, bytes) => {
    const url = await addWithIcon(bytes);
    expect(url).toBe(`http://localhost/api/icons/${createHash('sha256').update(bytes).digest('hex')}`);
    const answer = await test.app.inject({ url });
    expect(answer.statusCode).toBe(200);
    expect(answer.rawPayload.equals(bytes)).toBe(true);
    expect(answer.headers).toMatchObject({
      'content-type': type,
      'cache-control': 'public, max-age=31536000, immutable',
      'content-security-policy': "default-src 'none'; sandbox",
      'content-disposition': 'inline',
      'x-content-type-options': 'nosniff',
    });
  });

  it('is in the list, too', async () => {
    const url = await addWithIcon(pngOf(8, 8));
    expect((await api.call('GET', 'apps')).body).toContain(`"icon":"${url}"`);
  });

  it('is full_image where display_image is absent', async () => {
    const bytes = pngOf(9, 9);
    expect(await addWithIcon(bytes, 'full_image')).toContain(
      createHash('sha256').update(bytes).digest('hex'),
    );
    const [small, large] = [pngOf(10, 10), pngOf(20, 20)];
    const both = await api.call('POST', 'apps', {
      ...APP,
      display_image: await api.upload(small),
      full_image: await api.upload(large),
    });
    expect(both.json<{ icon: string }>().icon).toContain(createHash('sha256').update(small).digest('hex'));
  });

  it('stays where an update brings no other, and goes when the last app that has it goes', async () => {
    const bytes = pngOf(11, 11);
    const added = await api.call('POST', 'apps', { ...APP, display_image: await api.upload(bytes) });
    const id = idIn(added.body, 'app_id');
    const { icon } = added.json<{ icon: string }>();
    const renamed = await api.call('PUT', `apps/${id}`, { app_name: 'Renamed' });
    expect(renamed.json<{ icon: string }>().icon).toBe(icon);

    const replaced = await api.call('PUT', `apps/${id}`, { full_image: await api.upload(pngOf(12, 12)) });
    const { icon: newIcon } = replaced.json<{ icon: string }>();
    expect(newIcon).not.toBe(icon);
    expect((await test.app.inject({ url: icon })).statusCode).toBe(404);
    expect((await test.app.inject({ url: newIcon })).statusCode).toBe(200);
  });

  it('is not sent again to who has it', async () => {
    const url = await addWithIcon(pngOf(13, 13));
    const etag = String((await test.app.inject({ url })).headers.etag);
    const again = await test.app.inject({ url, headers: { 'if-none-match': etag } });
    expect([again.statusCode, again.body]).toEqual([304, '']);
    expect(again.headers['cache-control']).toContain('immutable');
  });

  it.each([
    ['a drawing, which may hold a script', SVG, 'FIL0001', /PNG, JPEG, GIF or WebP/],
    ['an icon file', ICO, 'FIL0001', /PNG, JPEG, GIF or WebP/],
    ['a page', Buffer.from('<!doctype html><script>alert(1)</script>'), 'FIL0001', /PNG/],
    ['a picture cut off', pngOf(64, 64).subarray(0, 12), 'FIL0001', /PNG/],
    ['more than 1 MiB', Buffer.concat([pngOf(1, 1), Buffer.alloc(1024 * 1024)]), 'PAY0001', /1 MiB/],
    ['a picture too wide', pngOf(4097, 1), 'PAY0001', /4096 pixels a side, it has 4097 x 1/],
    ['a picture too high', pngOf(1, 4097), 'PAY0001', /4096 pixels/],
  ])('is not %s', async (_what, bytes, code, words) => {
    expect(await refusal(bytes)).toEqual([400, code, expect.stringMatching(words)]);
  });
});

it.each(['0'.repeat(64), 'abc', '..%2F..%2Fmuster.sqlite', 'A'.repeat(64), `${'a'.repeat(63)}%00`])(
  'GET /api/icons/%s answers the documented error',
  async (name) => {
    const answer = await test.app.inject({ url: `/api/icons/${name}` });
    expect(answer.statusCode).toBe(404);
    expect(answer.headers['content-type']).toBe('application/json; charset=utf-8');
    expect(answer.json()).toMatchObject({ error_code: 'COM0008' });
    expect(answer.headers['cache-control']).toBe('no-store');
  },
);
