import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { verifyPassword } from '../auth/passwords.ts';
import { hashSecret } from '../auth/secret-hash.ts';
import { databasePath } from '../config.ts';
import { openStore } from '../store/open-store.ts';
import type { Store } from '../store/store.ts';

let dataDir: string;
/** Open all the while, as the server's would be. */
let store: Store;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'muster-cli-'));
  store = await openStore(databasePath({ dataDir }));
});

afterEach(async () => {
  await store.close();
  await rm(dataDir, { recursive: true, force: true });
});

interface Result {
  code: number | null;
  out: string;
  err: string;
}

function run(tool: 'account' | 'api-key', args: string[], input = ''): Promise<Result> {
  return new Promise((resolve, reject) => {
    const script = join(import.meta.dirname, `${tool}.ts`);
    const child = spawn(process.execPath, [script, ...args], { env: { ...process.env, DATA_DIR: dataDir } });
    const result: Result = { code: null, out: '', err: '' };
    child.stdout.on('data', (chunk: Buffer) => (result.out += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (result.err += chunk.toString()));
    child.on('error', reject);
    child.on('close', (code) => resolve({ ...result, code }));
    child.stdin.end(input);
  });
}

const PASSWORD = 'correct horse battery';
const ADD = ['add', 'ada@corp.com', '--name', 'Ada Lovelace', '--role', 'admin'];

describe('accounts', () => {
  test('one is added with the password of the standard input, and listed', async () => {
    expect(await run('account', ADD, `${PASSWORD}\n`)).toMatchObject({ code: 0, err: '' });
    const account = await store.accounts.findByEmail('ADA@corp.com');
    expect(account).toMatchObject({
      name: 'Ada Lovelace',
      role: 'admin',
      isDisabled: false,
      isSample: false,
    });
    expect(await verifyPassword(PASSWORD, account?.passwordHash)).toBe(true);
    const { out } = await run('account', ['list']);
    expect(out).toMatch(/ada@corp\.com +Ada Lovelace +admin +enabled/);
  });

  test('role, password, disable and enable do what they say, also by another spelling of the e-mail', async () => {
    await run('account', ADD, PASSWORD);
    const account = (await store.accounts.findByEmail('ada@corp.com'))!;
    await store.oauth.put({
      model: 'RefreshToken',
      id: 'hash',
      payload: {},
      accountId: account.id,
      createdAt: Date.now(),
    });
    expect((await run('account', ['role', 'Ada@Corp.com', 'HELPDESK'])).code).toBe(0);
    expect(await store.accounts.get(account.id)).toMatchObject({ role: 'helpdesk' });
    expect(await store.oauth.find('RefreshToken', 'hash')).toBeDefined();

    expect((await run('account', ['password', 'ada@corp.com'], 'a newer password')).code).toBe(0);
    const { passwordHash } = (await store.accounts.findByEmail('ada@corp.com'))!;
    expect(await verifyPassword('a newer password', passwordHash)).toBe(true);
    expect(await store.oauth.find('RefreshToken', 'hash')).toBeUndefined();

    expect((await run('account', ['disable', 'ada@corp.com'])).code).toBe(0);
    expect(await store.accounts.get(account.id)).toMatchObject({ isDisabled: true });
    expect((await run('account', ['list'])).out).toContain('disabled');
    expect((await run('account', ['enable', 'ada@corp.com'])).code).toBe(0);
    expect(await store.accounts.get(account.id)).toMatchObject({ isDisabled: false });
  });

  test.each([
    ['a short password', ADD, 'short', 1, 'at least 12'],
    ['a password of two lines', ADD, 'a password of\ntwo lines', 1, 'one line'],
    ['no password', ADD, '', 1, 'at least 12'],
    ['no e-mail', ['add'], '', 1, 'EMAIL is missing'],
    ['what is no e-mail', ['add', 'ada', '--name', 'A', '--role', 'admin'], PASSWORD, 1, 'no e-mail'],
    ['no name', ['add', 'ada@corp.com', '--role', 'admin'], PASSWORD, 1, '--name is missing'],
    ['an unknown role', ['add', 'ada@corp.com', '--name', 'A', '--role', 'boss'], PASSWORD, 1, 'helpdesk'],
    ['an unknown account', ['disable', 'nobody@corp.com'], '', 1, 'nobody@corp.com'],
    ['an unknown command', ['delete', 'ada@corp.com'], '', 1, '"delete" is no command'],
    ['too much', ['list', 'more'], '', 1, 'Not understood: more'],
    ['an unknown option', ['list', '--all'], '', 2, '--all'],
    ['an option of another command', ['list', '--role', 'admin'], '', 1, 'belong to add'],
    ['nothing', [], '', 2, 'npm run account'],
  ])('%s is refused in words', async (_what, args, input, code, words) => {
    const result = await run('account', args, input);
    expect(result).toMatchObject({ code, out: '' });
    expect(result.err).toContain(words);
    expect(result.err).not.toContain('    at ');
    expect(await store.accounts.list()).toEqual([]);
  });

  test('an e-mail that is taken is refused', async () => {
    await run('account', ADD, PASSWORD);
    const again = await run('account', ['add', 'ADA@corp.com', '--name', 'B', '--role', 'manager'], PASSWORD);
    expect(again).toMatchObject({ code: 1, out: '' });
    expect(again.err).toContain('already an account');
  });

  test('help is given on the standard output', async () => {
    expect(await run('account', ['--help'])).toMatchObject({ code: 0, err: '' });
  });

  test('a file that is no database is said to be none', async () => {
    await store.close();
    await writeFile(databasePath({ dataDir }), 'this is text, and long enough to be looked at as a database');
    const result = await run('account', ['list']);
    await rm(databasePath({ dataDir }));
    store = await openStore(databasePath({ dataDir }));
    expect(result.code).toBe(1);
    expect(result.err).toContain('is not a database');
    expect(result.err).not.toContain('    at ');
  });
});

describe('API keys', () => {
  test('one is printed alone, kept as its hash, listed without it, and revoked', async () => {
    const made = await run('api-key', ['create', 'nightly', '--role', 'helpdesk']);
    expect(made.code).toBe(0);
    const key = made.out.trim();
    expect(key).toMatch(/^mk_[\w-]{43}$/);
    expect(await store.apiKeys.findByHash(hashSecret(key))).toMatchObject({
      name: 'nightly',
      role: 'helpdesk',
    });
    const { out } = await run('api-key', ['list']);
    expect(out).toMatch(/nightly +helpdesk +\d{4}-/);
    expect(out).not.toContain(key);
    expect((await run('api-key', ['revoke', 'nightly'])).code).toBe(0);
    expect(await store.apiKeys.findByHash(hashSecret(key))).toBeUndefined();
  });

  test('without a role it is an administrator’s', async () => {
    await run('api-key', ['create', 'nightly']);
    expect(await store.apiKeys.list()).toMatchObject([{ name: 'nightly', role: 'admin' }]);
  });

  test('a name that is taken or unknown is refused', async () => {
    await run('api-key', ['create', 'nightly']);
    const again = await run('api-key', ['create', 'nightly']);
    expect(again).toMatchObject({ code: 1, out: '' });
    expect(again.err).toContain('already an API key');
    expect(await run('api-key', ['revoke', 'daily'])).toMatchObject({ code: 1, out: '' });
  });
});
