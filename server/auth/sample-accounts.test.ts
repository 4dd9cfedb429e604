import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Config } from '../config.ts';
import {
  authorization,
  callApi,
  createProofKey,
  locationOf,
  askForCode,
  makeDataDir,
  obtainTokens,
  refresh,
  removeDataDir,
  startAuth,
  TestBrowser,
  type TestAuth,
} from '../testing/auth-client.ts';
import { hashPassword } from './passwords.ts';
import { assertRealAccounts } from './sample-accounts.ts';

let dataDir: string;
let server: TestAuth;

beforeEach(async () => {
  dataDir = await makeDataDir();
  server = await startAuth(dataDir);
});

afterEach(async () => {
  await server.stop();
  await removeDataDir(dataDir);
});

async function restart(change: Partial<Config>) {
  await server.stop();
  server = await startAuth(dataDir, change);
}

const PUBLIC: [string, Partial<Config>][] = [
  ['HOST is an address of the network', { host: '192.0.2.1' }],
  ['HOST is every address', { host: '0.0.0.0' }],
  ['a proxy passes the public on to a loopback HOST', { publicUrl: 'https://muster.example.com' }],
];

test('there is one for each role, and a restart makes no second', async () => {
  const roles = server.auth.sampleAccounts.map(({ role }) => role);
  expect(roles).toEqual(['admin', 'technician', 'helpdesk', 'manager']);
  await restart({});
  expect(await server.store.accounts.list()).toHaveLength(4);
  expect(server.auth.sampleAccounts).toHaveLength(4);
});

test('one that was disabled or has another password is not offered, and not made good', async () => {
  const admin = (await server.store.accounts.findByEmail('admin@example.com'))!;
  const manager = (await server.store.accounts.findByEmail('manager@example.com'))!;
  await server.store.accounts.update(admin.id, { isDisabled: true });
  await server.store.accounts.update(manager.id, { passwordHash: await hashPassword('another password') });
  await restart({});
  expect(server.auth.sampleAccounts.map(({ role }) => role)).toEqual(['technician', 'helpdesk']);
});

describe.each(PUBLIC)('where %s', (_what, change) => {
  test('none exists, and none can sign in that existed before', async () => {
    const key = await createProofKey();
    const tokens = await obtainTokens(server.app, key, 'admin@example.com');
    await restart(change);
    expect(server.auth.sampleAccounts).toEqual([]);
    const { answer } = await callApi(server, key, tokens.access_token);
    expect(answer).toMatchObject({ isAuthenticated: false, reason: 'the account is gone or disabled' });
    const browser = new TestBrowser(server.app);
    expect((await refresh(browser, key, tokens.refresh_token)).statusCode).toBe(400);
    const page = locationOf(await askForCode(browser, authorization())).pathname;
    const shown = await browser.get(page);
    expect(shown.body).not.toContain('muster-sample');
    const form = { email: 'admin@example.com', password: 'muster-sample' };
    expect((await browser.post(page, form)).body).toContain('Email or password is not right.');
  });

  test('the start is refused until a real account is there and enabled', async () => {
    await restart(change);
    const { store, config } = server;
    await expect(assertRealAccounts(store, config)).rejects.toThrow('npm run account -- add');
    const id = randomUUID();
    await store.accounts.add({
      id,
      email: 'ada@corp.com',
      name: 'Ada',
      role: 'admin',
      isDisabled: true,
      isSample: false,
      passwordHash: await hashPassword('correct horse battery'),
    });
    await expect(assertRealAccounts(store, config)).rejects.toThrow('npm run account -- add');
    await store.accounts.update(id, { isDisabled: false });
    await expect(assertRealAccounts(store, config)).resolves.toBeUndefined();
  });
});

test('on this machine alone nobody has to make an account', async () => {
  await expect(assertRealAccounts(server.store, server.config)).resolves.toBeUndefined();
});
