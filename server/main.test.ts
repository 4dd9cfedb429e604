import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { databasePath } from './config.ts';
import { ROOT } from './root.ts';
import { openStore } from './store/open-store.ts';

const KEY = 'a-key-for-the-tests-of-main';

let dataDir: string;
let children: ChildProcessWithoutNullStreams[];

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'muster-main-'));
  children = [];
});
afterEach(async () => {
  for (const child of children) child.kill('SIGKILL');
  await rm(dataDir, { recursive: true });
});

interface Started {
  child: ChildProcessWithoutNullStreams;
  /** All that it wrote, on both streams, so far. */
  output: () => string;
  url: string;
  ended: Promise<number | null>;
}

function launch(env: Record<string, string>) {
  const child = spawn(process.execPath, ['server/main.ts'], {
    cwd: ROOT,
    env: { DATA_DIR: dataDir, PORT: '0', FLEET_SIZE: '20', MDM_API_KEY: KEY, ...env },
  });
  children.push(child);
  let output = '';
  const read = (chunk: Buffer) => (output += chunk.toString());
  child.stdout.on('data', read);
  child.stderr.on('data', read);
  const ended = once(child, 'close').then(([code]) => code as number | null);
  return { child, output: () => output, ended };
}

async function start(env: Record<string, string> = {}): Promise<Started> {
  const launched = launch(env);
  const url = await new Promise<string>((resolve, reject) => {
    launched.child.stdout.on('data', () => {
      const found = /Muster is ready at (\S+)\n/.exec(launched.output())?.[1];
      if (found !== undefined) resolve(found);
    });
    void launched.ended.then((code) =>
      reject(new Error(`Ended with ${code ?? 'a signal'}: ${launched.output()}`)),
    );
  });
  return { ...launched, url };
}

/** Runs a start that is refused; nothing of the program's inside is shown to the person. */
async function refused(env: Record<string, string>): Promise<string> {
  const { ended, output } = launch(env);
  expect(await ended).toBe(1);
  expect(output()).not.toMatch(/^\s+at /m);
  return output();
}

const call = (url: string, path: string) => fetch(url + path, { headers: { authorization: KEY } });

describe('a start', () => {
  it('says where it is ready, and serves the fleet it made', async () => {
    const { url, child, ended } = await start();
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    const answer = await call(url, '/api/v1/devices');
    expect(answer.status).toBe(200);
    expect((await answer.text()).match(/"device_id"/g)).toHaveLength(20);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
  });

  it('lists all settings that are wrong', async () => {
    const output = await refused({ PORT: 'x', MDM_WIRE: 'y' });
    expect(output).toContain('PORT is "x"');
    expect(output).toContain('MDM_WIRE is "y"');
  });

  it('names the setting to change when the port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    expect(await refused({ PORT: String(port) })).toMatch(new RegExp(`Port ${port} .*PORT`));
    other.close();
  });

  it('is refused for other machines until there is a real account', async () => {
    const output = await refused({ HOST: '0.0.0.0' });
    expect(output).toContain('npm run account -- add');
  });

  it('for other machines warns that sign-in needs https, unless it has it', async () => {
    const store = await openStore(databasePath({ dataDir }));
    const person = { id: 'a', email: 'a@example.com', name: 'A', role: 'admin' } as const;
    await store.accounts.add({ ...person, isDisabled: false, isSample: false, passwordHash: 'x' });
    await store.close();
    const plain = await start({ HOST: '0.0.0.0' });
    expect(plain.output()).toMatch(/Warning: .*https.*PUBLIC_URL/);
    plain.child.kill('SIGTERM');
    await plain.ended;
    const behindProxy = await start({ HOST: '0.0.0.0', PUBLIC_URL: 'https://muster.example.com' });
    expect(behindProxy.url).toBe('https://muster.example.com');
    expect(behindProxy.output()).not.toContain('Warning');
  });

  it('is refused on a database of a newer version', async () => {
    const first = await start();
    first.child.kill('SIGTERM');
    await first.ended;
    const db = new DatabaseSync(databasePath({ dataDir }));
    const [table] = db
      .prepare(
        "select name from sqlite_schema where type = 'table' and name like '%migration%' order by name",
      )
      .all() as { name: string }[];
    const columns = db.prepare(`select name, type from pragma_table_info('${table?.name ?? ''}')`).all() as {
      name: string;
      type: string;
    }[];
    const values = columns.map(({ type }) => (type === 'TEXT' ? '9999-from-the-future' : 9999));
    db.prepare(`insert into "${table?.name ?? ''}" values (${values.map(() => '?').join()})`).run(...values);
    db.close();
    expect(await refused({})).toMatch(/newer version/);
  });
});

describe('an end', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)('%s lets a call at hand end', async (signal) => {
    const { url, child, ended } = await start({ FLEET_SIZE: '3000' });
    const begun = request(`${url}/api/v1/devices`, { headers: { authorization: KEY } }).end();
    const [answer] = (await once(begun, 'response')) as [NodeJS.ReadableStream];
    child.kill(signal);
    let body = '';
    for await (const chunk of answer) body += String(chunk);
    expect(body.match(/"device_id"/g)).toHaveLength(3000);
    expect(await ended).toBe(0);
  });

  it('by force loses nothing: the next start goes on', async () => {
    const first = await start();
    const before = await (await call(first.url, '/api/v1/devices')).text();
    first.child.kill('SIGKILL');
    await first.ended;
    const second = await start();
    expect(await (await call(second.url, '/api/v1/devices')).text()).toBe(before);
  });
});

describe('the log', () => {
  it('has no tokens, no query strings and no coordinates', async () => {
    const { url, child, ended, output } = await start({ LOG_LEVEL: 'trace' });
    await call(url, '/api/v1/devices?search=a-secret-search');
    await call(url, '/api/v1/devices?authtoken=a-secret-token');
    await fetch(`${url}/oauth/v2/token?code=a-secret-code&refresh_token=a-secret-refresh`, {
      method: 'POST',
    });
    await fetch(`${url}/api/v1/devices`, { headers: { authorization: 'Bearer a-secret-bearer' } });
    child.kill('SIGTERM');
    await ended;
    expect(output()).toContain('"path":"/api/v1/devices"');
    expect(output()).not.toContain('a-secret');
    expect(output()).not.toContain(KEY);
  });
});
