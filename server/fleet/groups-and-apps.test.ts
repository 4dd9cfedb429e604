import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openStore } from '../store/open-store.ts';
import type { Store } from '../store/store.ts';
import { generateFleet } from './generate.ts';
import { makeDevice } from './make-device.ts';
import { SAMPLE_GROUPS } from './sample-groups.ts';

const NOW = Date.UTC(2026, 10, 23, 12);
const FLEET = { seed: 3, size: 80, now: NOW };

const opened: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0)) await close();
});

async function newStore(): Promise<Store> {
  const folder = await mkdtemp(join(tmpdir(), 'muster-groups-'));
  const store = await openStore(join(folder, 'muster.sqlite'));
  opened.push(async () => {
    await store.close();
    await rm(folder, { recursive: true });
  });
  return store;
}

/** Everything there is of groups and apps, ids and times included. */
async function contentsOf({ groups, apps }: Store) {
  const allApps = await apps.list({});
  return {
    groups: await groups.list({}),
    members: await Promise.all(
      (await groups.list({})).map(async ({ id }) => (await groups.members(id))?.ids),
    ),
    apps: allApps,
    ofDevices: await Promise.all(allApps.map(({ id }) => apps.devicesOf(id))),
    ofGroups: await Promise.all(allApps.map(({ id }) => apps.groupsOf(id))),
    icons: await Promise.all(allApps.map(async ({ icon }) => (await apps.icon(icon ?? ''))?.bytes.length)),
  };
}
type Contents = Awaited<ReturnType<typeof contentsOf>>;

const WRITES = ['add', 'update', 'addMembers', 'distributeToGroups', 'distributeToDevices'];

/** The store, with every write to groups and apps after the first so many refused. */
function cutShort(store: Store, allowed: number): { store: Store; writes: () => number } {
  let writes = 0;
  const counting = <T extends object>(part: T): T =>
    new Proxy(part, {
      get(target, name, receiver) {
        if (WRITES.includes(String(name)) && writes++ >= allowed) throw new Error('cut short');
        return Reflect.get(target, name, receiver) as unknown;
      },
    });
  return {
    store: { ...store, groups: counting(store.groups), apps: counting(store.apps) },
    writes: () => writes,
  };
}

describe('the groups and apps of a fleet', () => {
  let whole: Contents;
  beforeAll(async () => {
    const store = await newStore();
    await generateFleet(store, FLEET);
    whole = await contentsOf(store);
  });

  it('are the same every time', async () => {
    const store = await newStore();
    await generateFleet(store, FLEET);
    expect(await contentsOf(store)).toEqual(whole);
    expect(await store.fleet.state()).toMatchObject({ hasGroupsAndApps: true });
  });

  it.each([0, 1, 2, 9, 30, 31, 33, 36, 50, 60, 65])(
    'come to the same end when cut short after %i writes',
    async (allowed) => {
      const store = await newStore();
      const cut = cutShort(store, allowed);
      await expect(generateFleet(cut.store, FLEET)).rejects.toThrow('cut short');
      expect(cut.writes()).toBe(allowed + 1);
      expect(await store.fleet.state()).toMatchObject({ done: 80, hasGroupsAndApps: false });
      await generateFleet(store, { seed: 4, size: 0, now: NOW + 1 });
      expect(await contentsOf(store)).toEqual(whole);
      expect(await store.fleet.state()).toMatchObject({ seed: 3, hasGroupsAndApps: true });
    },
  );

  it('come to a fleet that was made before there were any, once', async () => {
    const store = await newStore();
    const devices = Array.from({ length: 80 }, (_, index) => makeDevice(3, index, NOW));
    await store.fleet.advance({ ...FLEET, done: 80, hasGroupsAndApps: false }, devices);
    await generateFleet(store, FLEET);
    expect(await contentsOf(store)).toEqual(whole);

    const [first] = whole.groups;
    await store.groups.remove(first!.id);
    await generateFleet(store, FLEET);
    expect(await store.groups.list({})).toEqual(whole.groups.slice(1));
  });

  it('come to the smallest fleet too, and to none that is not ours', async () => {
    const store = await newStore();
    await generateFleet(store, { ...FLEET, size: 1 });
    expect(await store.apps.count({})).toBe(16);
    const foreign = await newStore();
    await foreign.devices.put([makeDevice(9, 5, NOW)]);
    await generateFleet(foreign, FLEET);
    expect([await foreign.groups.count({}), await foreign.apps.count({})]).toEqual([0, 0]);
  });
});

describe('a fleet of 1,500', () => {
  let contents: Contents;
  let sizes: Map<string, number>;
  beforeAll(async () => {
    const store = await newStore();
    await generateFleet(store, { ...FLEET, size: 1500 });
    contents = await contentsOf(store);
    sizes = new Map(
      contents.groups.map(({ name, domain }, index) => [
        domain === '' ? name : `${name} (${domain})`,
        contents.members[index]?.length ?? 0,
      ]),
    );
  });

  it('has groups of all sizes, the largest about half of it, and one that is empty', () => {
    const all = [...sizes.values()];
    expect(sizes.get('Spare pool')).toBe(0);
    expect(all.filter((size) => size === 0)).toHaveLength(1);
    expect(Math.max(...all)).toBe(sizes.get('All Android'));
    expect((sizes.get('All Android') ?? 0) / 1500).toBeGreaterThan(0.42);
    expect((sizes.get('All Android') ?? 0) / 1500).toBeLessThan(0.56);
    expect(sizes.get('Pilot ring 1')).toBeLessThan(40);
    expect(sizes.get('Warehouse (EMEA)')).toBeGreaterThan(0);
    expect(sizes.get('Warehouse (APAC)')).toBeGreaterThan(0);
  });

  it('has what is hard to show', () => {
    expect(contents.groups.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['<b>Field & "Sales"</b>', 'موظفو القاهرة ودبي والرياض', '東京・大阪オフィス']),
    );
    expect(SAMPLE_GROUPS.drivers.description).toHaveLength(300);
    expect([...new Set(contents.groups.map(({ type }) => type))].sort((a, b) => a - b)).toEqual([
      1, 6, 7, 11,
    ]);
    expect(contents.icons.filter((bytes) => bytes === undefined)).toHaveLength(3);
  });

  it('has apps of every kind, of every platform, and distributed in every way', () => {
    const kinds = new Set(contents.apps.map(({ platform, type }) => `${platform}/${type}`));
    for (const kind of ['1/0', '1/1', '1/2', '2/0', '2/1', '2/2', '3/0', '3/2'])
      expect(kinds).toContain(kind);
    const ways = contents.apps.map((_, index) => {
      const [devices = [], groups = []] = [contents.ofDevices[index], contents.ofGroups[index]];
      return `${groups.length > 0 ? 'groups' : ''}${devices.length > 0 ? 'devices' : ''}`;
    });
    expect(new Set(ways)).toEqual(new Set(['', 'groups', 'devices', 'groupsdevices']));
    const all = [...contents.ofDevices, ...contents.ofGroups].flat();
    for (const isSilent of [true, false]) {
      for (const isMailed of [true, false]) {
        const wanted = expect.objectContaining({
          silentInstall: isSilent,
          notifyByEmail: isMailed,
        }) as unknown;
        expect(all).toContainEqual(wanted);
      }
    }
    for (const { at } of all) expect(at).toBeLessThan(NOW);
    for (const { addedAt, modifiedAt } of contents.apps) expect(addedAt).toBeLessThanOrEqual(modifiedAt);
  });
});
