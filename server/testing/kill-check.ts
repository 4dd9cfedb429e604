import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { blobsPath, databasePath } from '../config.ts';
import type { Call, KnownApp, KnownFile, KnownGroup, Ledger, Ledgered } from './kill-writers.ts';

const idsIn = (text: string, key: string) =>
  new Set([...text.matchAll(new RegExp(`"${key}":(\\d+)`, 'g'))].map(([, id = '']) => id));

/** The ids of a list of the API by the names of the things, which are unique. */
function idsByName(text: string, idKey: string, nameKey: string): Map<string, string> {
  const found = text.matchAll(new RegExp(`"${idKey}":(\\d+),"${nameKey}":"([^"]*)"`, 'g'));
  return new Map([...found].map(([, id = '', name = '']) => [name, id]));
}

const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
const sorted = (ids: ReadonlySet<string>) => [...ids].sort();
const groupText = (group: KnownGroup | undefined) => group && sorted(group.members);
const appText = (app: KnownApp | undefined) => app && [app.version, sorted(app.devices)];

interface Kind<T> {
  list: Map<string, Ledgered<T>>;
  ids: ReadonlyMap<string, string>;
  read: (id: string) => Promise<T>;
  /** In a form that can be compared. */
  told: (value: T | undefined) => unknown;
}

/** Compares those of these names with what is there; what is there is what is known from then on. */
async function compare<T>(names: ReadonlySet<string>, { list, ids, read, told }: Kind<T>): Promise<string[]> {
  const wrong: string[] = [];
  for (const [name, entry] of list) {
    if (!names.has(name)) continue;
    const id = ids.get(name);
    const actual = id === undefined ? undefined : await read(id);
    const isKnown =
      isSame(told(actual), told(entry.known)) && (entry.id === '' || id === undefined || id === entry.id);
    const isAfter = entry.maybe !== undefined && isSame(told(actual), told(entry.maybe.value));
    if (!isKnown && !isAfter) {
      const expected = JSON.stringify([told(entry.known), entry.maybe && told(entry.maybe.value)]);
      wrong.push(`${name} is ${JSON.stringify(told(actual))} and not of ${expected}`);
    }
    entry.known = actual;
    delete entry.maybe;
  }
  return wrong;
}

/** What is there and was made by no writer, by the way names are given. */
function strangers(
  ids: ReadonlyMap<string, string>,
  list: ReadonlyMap<string, unknown>,
  kind: string,
): string[] {
  return [...ids.keys()]
    .filter((name) => name.startsWith(`${kind} `) && !list.has(name))
    .map((name) => `${name} was made by nobody`);
}

/** Everything of these names that is not as it was acknowledged, or half, in words. */
export async function checkKept(
  { call, dataDir }: { call: Call; dataDir: string },
  ledger: Ledger,
  names: ReadonlySet<string>,
): Promise<string[]> {
  const groupIds = idsByName(await call('GET', 'groups'), 'group_id', 'name');
  const appIds = idsByName(await call('GET', 'apps'), 'app_id', 'app_name');
  return [
    ...strangers(groupIds, ledger.groups, 'Group'),
    ...strangers(appIds, ledger.apps, 'App'),
    ...(await compare(names, {
      list: ledger.groups,
      ids: groupIds,
      read: async (id) => ({ members: membersIn(await call('GET', `groups/${id}/members`)) }),
      told: groupText,
    })),
    ...(await compare(names, {
      list: ledger.apps,
      ids: appIds,
      read: async (id) => ({
        version: /"version":"([^"]*)"/.exec(await call('GET', `apps/${id}`))?.[1] ?? '',
        devices: idsIn(await call('GET', `apps/${id}/devices`), 'device_id'),
      }),
      told: appText,
    })),
    ...(await checkFiles(dataDir, ledger, names)),
  ];
}

function membersIn(text: string): Set<string> {
  return new Set(text.match(/\d+/g));
}

interface FileRow {
  id: string;
  name: string;
  blob: string;
  size: string;
  sha256: string;
}

/** Files are not listed by the API: looked at in the database and in the folder. */
async function checkFiles(dataDir: string, ledger: Ledger, names: ReadonlySet<string>): Promise<string[]> {
  const native = new DatabaseSync(databasePath({ dataDir }), { readOnly: true });
  // The columns are those of the statement, all of them text.
  const rows = native
    .prepare('select cast(id as text) id, name, blob, cast(size as text) size, sha256 from files')
    .all() as unknown as FileRow[];
  const sound = [
    ...native
      .prepare('pragma integrity_check')
      .all()
      .map((row) => row.integrity_check),
    ...native
      .prepare('pragma foreign_key_check')
      .all()
      .map((row) => JSON.stringify(row)),
  ].filter((line) => line !== 'ok');
  native.close();
  const folder = blobsPath({ dataDir });
  const blobs = new Set(readdirSync(folder));
  const needed = new Set(rows.map(({ blob }) => blob));
  const wrong = sound.map((line) => `the database: ${String(line)}`);
  wrong.push(...[...blobs].filter((name) => !needed.has(name)).map((name) => `${name} is needed by no file`));
  wrong.push(...rows.filter(({ blob }) => !blobs.has(blob)).map(({ name }) => `${name} has no bytes`));
  const byName = new Map(rows.map((row) => [row.name, row]));
  const read = ({ blob, size, sha256 }: FileRow): KnownFile => {
    const bytes = blobs.has(blob) ? readFileSync(join(folder, blob)) : Buffer.alloc(0);
    const actual = createHash('sha256').update(bytes).digest('hex');
    if (actual !== sha256 || String(bytes.length) !== size)
      wrong.push(`${blob} has other bytes than its row says`);
    return { size: Number(size), sha256 };
  };
  wrong.push(
    ...(await compare(names, {
      list: ledger.files,
      ids: new Map(rows.map(({ id, name }) => [name, id])),
      read: (id) => Promise.resolve(read([...byName.values()].find((row) => row.id === id)!)),
      told: (file) => file,
    })),
  );
  return wrong;
}
