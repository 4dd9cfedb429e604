import { statSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DatabaseTooNew, NotADatabase } from '../open-errors.ts';
import { openStore } from '../open-store.ts';
import { openConnection } from './connection.ts';
import { migrate } from './migrate.ts';
import { MIGRATIONS } from './migrations.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'muster-open-'));
  path = join(folder, 'muster.sqlite');
});
afterEach(() => rmSync(folder, { recursive: true }));

function withNative<T>(work: (native: DatabaseSync) => T): T {
  const native = new DatabaseSync(path, { readBigInts: true });
  try {
    return work(native);
  } finally {
    native.close();
  }
}

const applied = (native: DatabaseSync) =>
  native
    .prepare('select name from migrations order by name')
    .all()
    .map(({ name }) => name);

describe('opening', () => {
  it('makes a file that only its owner reads', async () => {
    await (await openStore(path)).close();
    expect((statSync(path).mode & 0o777).toString(8)).toBe('600');
  });

  it('records every migration and applies none twice', async () => {
    await (await openStore(path)).close();
    await (await openStore(path)).close();
    expect(withNative(applied)).toEqual(MIGRATIONS.map(({ name }) => name));
  });

  it('takes over a fleet made before there were groups and apps', async () => {
    const { native } = openConnection(path);
    migrate(native, path, MIGRATIONS.slice(0, 2));
    native.exec('insert into fleet (one, seed, size, done, now) values (1, 7, 3, 2, 5)');
    native.close();
    const store = await openStore(path);
    expect(await store.fleet.state()).toEqual({ seed: 7, size: 3, done: 2, now: 5, hasGroupsAndApps: false });
    await store.close();
  });

  it('leaves nothing of a migration that fails', async () => {
    await (await openStore(path)).close();
    const broken = {
      name: '9999-broken',
      sql: 'create table half (a integer) strict; select no_such_function()',
    };
    withNative((native) => {
      expect(() => migrate(native, path, [...MIGRATIONS, broken])).toThrow('no_such_function');
      expect(applied(native)).not.toContain('9999-broken');
      expect(native.prepare(`select 1 from sqlite_schema where name = 'half'`).get()).toBeUndefined();
    });
  });

  it('refuses a newer database and leaves it as it is', async () => {
    await (await openStore(path)).close();
    withNative((native) => native.exec(`insert into migrations values ('9999-from-the-future', 1)`));
    const before = readFileSync(path);
    await expect(openStore(path)).rejects.toThrow(DatabaseTooNew);
    await expect(openStore(path)).rejects.toThrow(/newer version of Muster.*9999-from-the-future/s);
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  it.each([
    ['text', () => writeFileSync(path, 'not a database, but long enough to be looked at '.repeat(30))],
    [
      'another program’s database',
      () => withNative((native) => native.exec('create table notes (text text)')),
    ],
  ])('refuses %s and leaves it as it is', async (_what, make) => {
    make();
    const before = readFileSync(path);
    await expect(openStore(path)).rejects.toThrow(NotADatabase);
    await expect(openStore(path)).rejects.toThrow(path);
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  it('says which folder is missing', async () => {
    await expect(openStore(join(folder, 'none', 'muster.sqlite'))).rejects.toThrow(
      /unable to open database file/,
    );
  });

  it('says that it is closed', async () => {
    const store = await openStore(path);
    await store.close();
    await expect(store.devices.count({})).rejects.toThrow();
    await expect(store.devices.listJson({}, 'numbers')[Symbol.asyncIterator]().next()).rejects.toThrow(
      'closed',
    );
  });
});
