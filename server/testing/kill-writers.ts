import { createHash } from 'node:crypto';
import type { Random } from '../fleet/random.ts';
import { idIn } from './api-calls.ts';

/** Calls the API of one server process; fails where there is no answer, or one that is no success. */
export type Call = (method: string, path: string, body?: string | Buffer) => Promise<string>;

/** A group as one writer left it. `undefined`: there is none. */
export interface KnownGroup {
  members: ReadonlySet<string>;
}

export interface KnownApp {
  version: string;
  devices: ReadonlySet<string>;
}

export interface KnownFile {
  size: number;
  sha256: string;
}

/** What a thing is known to be by what was acknowledged, and what it may be instead: a write without an answer. */
export interface Ledgered<T> {
  id: string;
  known: T | undefined;
  maybe?: { value: T | undefined };
}

/** What was acknowledged, by name: names are given by the writers, so that what got no answer can be found again. */
export interface Ledger {
  groups: Map<string, Ledgered<KnownGroup>>;
  apps: Map<string, Ledgered<KnownApp>>;
  /** By the name of the file. */
  files: Map<string, Ledgered<KnownFile>>;
  /** Names that were touched since the last look. */
  touched: Set<string>;
  acknowledged: number;
}

export function emptyLedger(): Ledger {
  return { groups: new Map(), apps: new Map(), files: new Map(), touched: new Set(), acknowledged: 0 };
}

export interface WriterContext {
  call: Call;
  ledger: Ledger;
  random: Random;
  devices: readonly string[];
  /** A name that nobody had before. */
  newName: (kind: string) => string;
  /** Told after every write that was acknowledged. */
  onAcknowledged: () => void;
}

/** Makes one write: before it is answered, the thing may be as before or as after, and then it is as after. */
async function write<T>(
  { ledger, onAcknowledged }: WriterContext,
  entry: Ledgered<T>,
  after: T | undefined,
  send: () => Promise<string>,
): Promise<string> {
  entry.maybe = { value: after };
  const answer = await send();
  entry.known = after;
  delete entry.maybe;
  ledger.acknowledged += 1;
  onAcknowledged();
  return answer;
}

function enter<T>(context: WriterContext, list: Map<string, Ledgered<T>>, kind: string) {
  const name = context.newName(kind);
  const entry: Ledgered<T> = { id: '', known: undefined };
  list.set(name, entry);
  context.ledger.touched.add(name);
  return { name, entry };
}

/** Makes a group, fills it, changes its members, and deletes some, for as long as the server answers. */
export async function writeGroups(context: WriterContext): Promise<never> {
  const { call, ledger, random, devices } = context;
  for (;;) {
    const { name, entry } = enter<KnownGroup>(context, ledger.groups, 'Group');
    let members = new Set<string>();
    const change = (after: Set<string> | undefined, send: () => Promise<string>) =>
      write(context, entry, after && { members: after }, send).then((answer) => {
        members = after ?? members;
        return answer;
      });
    const body = JSON.stringify({ name, group_type: 1 });
    entry.id = idIn(await change(members, () => call('POST', 'groups', body)), 'group_id').toString();
    const path = `groups/${entry.id}`;
    const many = random.sample(devices, random.between(2, devices.length));
    await change(new Set(many), () => call('POST', `${path}/members`, `{"member_ids":[${many.join()}]}`));
    for (let step = random.below(4); step > 0; step -= 1) {
      const one = random.pick(devices);
      const isIn = members.has(one);
      const after = new Set(isIn ? [...members].filter((id) => id !== one) : [...members, one]);
      await change(after, () => call(isIn ? 'DELETE' : 'POST', `${path}/members/${one}`));
    }
    if (random.chance(0.3)) await change(undefined, () => call('DELETE', path));
  }
}

/** Adds a store app, distributes it, changes it, and takes it back and deletes it again. */
export async function writeApps(context: WriterContext): Promise<never> {
  const { call, ledger, random, devices } = context;
  for (;;) {
    const { name, entry } = enter<KnownApp>(context, ledger.apps, 'App');
    let now: KnownApp = { version: '1', devices: new Set() };
    const change = (after: KnownApp | undefined, send: () => Promise<string>) =>
      write(context, entry, after, send).then((answer) => {
        now = after ?? now;
        return answer;
      });
    const fields = {
      app_name: name,
      app_type: 0,
      app_category_id: 1,
      supported_devices: 3,
      platform_type: 1,
    };
    const identifiers = { bundle_identifier: `com.example.${name.replaceAll(/\W/g, '')}`, version: '1' };
    const body = JSON.stringify({ ...fields, ...identifiers });
    entry.id = idIn(await change(now, () => call('POST', 'apps', body)), 'app_id').toString();
    const path = `apps/${entry.id}`;
    const many = random.sample(devices, random.between(1, devices.length));
    await change({ ...now, devices: new Set(many) }, () =>
      call('POST', `${path}/devices`, `{"device_ids":[${many.join()}]}`),
    );
    await change({ ...now, version: '2' }, () => call('PUT', path, JSON.stringify({ version: '2' })));
    if (random.chance(0.5)) continue;
    for (const device of many) {
      const left = new Set([...now.devices].filter((id) => id !== device));
      await change({ ...now, devices: left }, () => call('DELETE', `${path}/devices/${device}`));
    }
    await change(undefined, () => call('DELETE', path));
  }
}

const MAX_FILE_BYTES = 400_000;

/** Uploads one file after the other. */
export async function writeFiles(context: WriterContext): Promise<never> {
  const { call, ledger, random } = context;
  for (;;) {
    const { name, entry } = enter<KnownFile>(context, ledger.files, 'File');
    const bytes = Buffer.alloc(random.between(1, MAX_FILE_BYTES), `${name} `);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const answer = await write(context, entry, { size: bytes.length, sha256 }, () =>
      call('POST', `files ${name}`, bytes),
    );
    entry.id = idIn(answer, 'file_id').toString();
  }
}
