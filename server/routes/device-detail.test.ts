import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildTestApp, type TestApp } from '../testing/build-test-app.ts';
import { FIRST_ID, testDevice } from '../testing/test-device.ts';

const USER = { id: 9007199254741021n, name: 'Zoë "Z" <b>', email: 'zoe@example.com' };
describe.each(['numbers', 'strings'] as const)('a device, ids as %s', (wire) => {
  let test: TestApp;
  let headers: { authorization: string };

  beforeAll(async () => {
    test = await buildTestApp({ config: { wire } });
    headers = await test.keyOf('helpdesk');
    await test.store.devices.put([testDevice(0, { user: USER, name: 'null' })]);
  });
  afterAll(() => test.close());

  const get = (url: string, more: object = {}) => test.app.inject({ url, headers: { ...headers, ...more } });

  it.each(['/api/v1', '/api/v1/mdm'])('is sent with every digit under %s', async (base) => {
    const answer = await get(`${base}/devices/${FIRST_ID}`);
    expect(answer.statusCode).toBe(200);
    const quote = wire === 'strings' ? '"' : '';
    expect(answer.body).toContain(`"user_id":${quote}9007199254741021${quote}`);
    expect(answer.body).toContain('"name":"null"');
    expect(answer.json()).toMatchObject({ security: {}, os: {}, network: {}, sims: [], network_usage: {} });
  });

  it('is not sent again to who has it', async () => {
    const etag = String((await get(`/api/v1/devices/${FIRST_ID}`)).headers.etag);
    const unchanged = await get(`/api/v1/devices/${FIRST_ID}`, { 'if-none-match': etag });
    expect([unchanged.statusCode, unchanged.body, unchanged.headers.etag]).toEqual([304, '', etag]);
    await test.store.devices.put([testDevice(0, { user: { ...USER, name: 'Zoë' }, name: 'null' })]);
    expect((await get(`/api/v1/devices/${FIRST_ID}`, { 'if-none-match': etag })).statusCode).toBe(200);
  });

  it.each([
    `${FIRST_ID + 1n}`,
    '0',
    '-1',
    'abc',
    '1e3',
    '9223372036854775808',
    `${FIRST_ID}.0`,
    '%00',
    `0${FIRST_ID}`,
  ])('is unknown as %s', async (id) => {
    const answer = await get(`/api/v1/devices/${id}`);
    expect([answer.statusCode, answer.json<{ error_code: string }>().error_code]).toEqual([404, 'COM0008']);
  });
});
