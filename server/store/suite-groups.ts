import { describe, expect, it } from 'vitest';
import type { Group, GroupStore } from './group-store.ts';
import type { StoreUnderTest } from './store-suite.ts';
import { AlreadyExists } from './store.ts';
import { device } from './suite-devices.ts';

/** Above 2^53: two neighbours that one JavaScript number stands for. */
const FIRST = 9007199254741001n;

const ward = { name: 'Ward phones', description: 'Phones of the <b>wards</b>', type: 1, domain: '' };
const named = (name: string, domain = ''): Omit<Group, 'id'> => ({ ...ward, name, domain });

const membersRevision = async (groups: GroupStore, id: bigint) => (await groups.get(id))?.membersRevision;

export function groupTests(test: StoreUnderTest) {
  const { store, reopen } = test;

  it('keeps a group over a restart', async () => {
    const added = await store().groups.add({ ...ward, type: 11, domain: 'EXAMPLE.com' });
    expect(added).toEqual({ ...ward, type: 11, domain: 'EXAMPLE.com', id: added.id });
    expect(added.id).toBeGreaterThan(2n ** 53n);
    await reopen();
    expect(await store().groups.get(added.id)).toMatchObject(added);
    expect(await store().groups.list({})).toEqual([added]);
    expect(await store().groups.get(added.id + 1n)).toBeUndefined();
  });

  it.each([
    ['in another case', named('Ärzte'), named('ÄRZTE'), true],
    ['with spaces around', named('Ärzte'), named(' ärzte '), true],
    ['with its accents apart', named('Ärzte'), named('A\u0308rzte'), true],
    ['in another case of the domain', named('A', 'Example'), named('a', 'EXAMPLE'), true],
    ['in another domain', named('A', 'one'), named('A', 'two'), false],
    ['with an accent more', named('Arzte'), named('Ärzte'), false],
    ['that looks alike', named('m2'), named('m²'), false],
    // However the two are put together.
    ['with the parts elsewhere', named('ab', 'c'), named('a', 'bc'), false],
  ])('takes a name %s: %j and %j, taken: %s', async (_what, one, two, isTaken) => {
    const { groups } = store();
    await groups.add(one);
    const before = await groups.revision();
    if (isTaken) {
      await expect(groups.add(two)).rejects.toBeInstanceOf(AlreadyExists);
      expect(await groups.revision()).toBe(before);
    } else expect(await groups.add(two)).toMatchObject(two);
    expect(await groups.count({})).toBe(isTaken ? 1 : 2);
  });

  it('never gives an id again, to whatever kind of thing', async () => {
    const { groups, files } = store();
    const first = await groups.add(ward);
    await groups.remove(first.id);
    const again = await groups.add(ward);
    const file = await files.add({
      blob: 'b',
      name: 'n',
      contentType: 'x/y',
      size: 1,
      sha256: '0',
      createdAt: 0,
      expiresAt: 1,
    });
    await reopen();
    const last = await store().groups.add(named('Other'));
    expect(new Set([first.id, again.id, file.id, last.id]).size).toBe(4);
  });

  it('removes a group with its memberships and leaves the devices', async () => {
    await store().devices.put([device(FIRST)]);
    const { groups } = store();
    const { id } = await groups.add(ward);
    await groups.addMembers(id, [FIRST]);
    expect(await groups.remove(id)).toBe(true);
    expect(await groups.remove(id)).toBe(false);
    expect(await groups.get(id)).toBeUndefined();
    expect(await groups.members(id)).toBeUndefined();
    expect(await groups.ofDevice(FIRST)).toEqual([]);
    expect(await store().devices.get(FIRST)).toBeDefined();
  });

  describe('list', () => listTests(test));
  describe('members', () => memberTests(test));
  describe('members and their devices', () => removedDeviceTests(test));
}

function listTests({ store }: StoreUnderTest) {
  it('pages by id', async () => {
    const { groups } = store();
    const ids: bigint[] = [];
    for (const name of ['C', 'A', 'B']) ids.push((await groups.add(named(name))).id);
    const idsOf = async (offset: number, limit: number) =>
      (await groups.list({ page: { offset, limit } })).map(({ id }) => id);
    expect(ids).toEqual(ids.toSorted((one, other) => (one < other ? -1 : 1)));
    expect(await idsOf(0, 2)).toEqual(ids.slice(0, 2));
    expect(await idsOf(2, 2)).toEqual(ids.slice(2));
    expect(await idsOf(3, 2)).toEqual([]);
    expect(await groups.count({})).toBe(3);
  });

  it('tells what was added and removed after a revision', async () => {
    const { groups } = store();
    const one = await groups.add(named('One'));
    const two = await groups.add(named('Two'));
    const before = await groups.revision();
    expect(await groups.list({ changedSince: before })).toEqual([]);
    expect(await groups.removedSince(before)).toEqual([]);
    const three = await groups.add(named('Three'));
    expect(await groups.revision()).toBeGreaterThan(before);
    expect(await groups.list({ changedSince: before })).toEqual([three]);
    expect(await groups.count({ changedSince: before })).toBe(1);
    await groups.remove(two.id);
    const between = await groups.revision();
    await groups.remove(one.id);
    expect(await groups.removedSince(before)).toEqual([one.id, two.id]);
    expect(await groups.removedSince(between)).toEqual([one.id]);
  });

  it('stays where it is when no group is added or removed', async () => {
    await store().devices.put([device(1n)]);
    const { groups } = store();
    const { id } = await groups.add(ward);
    const before = await groups.revision();
    await groups.addMembers(id, [1n]);
    await groups.removeMember(id, 1n);
    await groups.remove(id + 1n);
    expect(await groups.revision()).toBe(before);
  });
}

function memberTests({ store, reopen }: StoreUnderTest) {
  const fleet = Array.from({ length: 5 }, (_, index) => device(FIRST + BigInt(index)));
  const [a, b, c, d] = fleet.map(({ id }) => id) as [bigint, bigint, bigint, bigint];

  it('adds many with every digit, in ascending order, over a restart', async () => {
    await store().devices.put(fleet);
    const { id } = await store().groups.add(ward);
    expect(await store().groups.addMembers(id, [d, b, d, a])).toEqual({ outcome: 'done' });
    await reopen();
    const page = await store().groups.members(id);
    expect(page).toMatchObject({ ids: [a, b, d], total: 3 });
    expect(page?.membersRevision).toBe(await membersRevision(store().groups, id));
    expect(await store().groups.ofDevice(b)).toEqual([id]);
    expect(await store().groups.ofDevice(c)).toEqual([]);
  });

  it.each([
    [0, 2, [a, b]],
    [2, 2, [c]],
    [3, 2, []],
    [0, 0, []],
  ])('pages from %d, %d at most', async (offset, limit, ids) => {
    await store().devices.put(fleet);
    const { id } = await store().groups.add(ward);
    await store().groups.addMembers(id, [a, b, c]);
    expect(await store().groups.members(id, { offset, limit })).toMatchObject({ ids, total: 3 });
  });

  it('adds all or none, and tells the unknown ones in the order given', async () => {
    await store().devices.put(fleet);
    const { groups } = store();
    const { id } = await groups.add(ward);
    await groups.addMembers(id, [a]);
    const before = await groups.get(id);
    // The last is past 64 bits, where SQLite has no integers.
    const unknown = [77n, FIRST - 1n, 5n, 2n ** 63n];
    const given = [b, 77n, FIRST - 1n, 77n, c, 5n, 2n ** 63n];
    expect(await groups.addMembers(id, given)).toEqual({ outcome: 'unknown-devices', ids: unknown });
    expect(await groups.get(id)).toEqual(before);
    expect(await groups.members(id)).toMatchObject({ ids: [a], total: 1 });
    expect(await groups.addMembers(id + 1n, [a])).toEqual({ outcome: 'no-group' });
    expect(await groups.addMembers(id + 1n, [77n])).toEqual({ outcome: 'no-group' });
  });

  it('counts a change of the members only where there is one', async () => {
    await store().devices.put(fleet);
    const { groups } = store();
    const { id } = await groups.add(ward);
    const other = await groups.add(named('Other'));
    const seen = [await membersRevision(groups, id)];
    const changes = async (change: () => Promise<unknown>) => {
      await change();
      const revision = await membersRevision(groups, id);
      const isChange = revision !== seen.at(-1);
      if (isChange) expect(revision).toBeGreaterThan(seen.at(-1) ?? 0n);
      seen.push(revision);
      return isChange;
    };
    expect(await changes(() => groups.addMembers(id, [a, b]))).toBe(true);
    expect(await changes(() => groups.addMembers(id, [b, a]))).toBe(false);
    expect(await changes(() => groups.addMembers(id, []))).toBe(false);
    expect(await changes(() => groups.addMembers(id, [b, c]))).toBe(true);
    expect(await changes(() => groups.removeMember(id, d))).toBe(false);
    expect(await changes(() => groups.removeMember(id, c))).toBe(true);
    expect(await changes(() => groups.addMembers(other.id, [a]))).toBe(false);
  });

  it('takes one out', async () => {
    await store().devices.put(fleet);
    const { groups } = store();
    const one = await groups.add(named('One'));
    const two = await groups.add(named('Two'));
    for (const { id } of [two, one]) await groups.addMembers(id, [a, b]);
    expect(await groups.ofDevice(a)).toEqual([one.id, two.id]);
    expect(await groups.removeMember(one.id, a)).toBe(true);
    expect(await groups.removeMember(one.id, a)).toBe(false);
    expect(await groups.removeMember(one.id + 999n, a)).toBe(false);
    expect(await groups.members(one.id)).toMatchObject({ ids: [b], total: 1 });
    expect(await groups.members(two.id)).toMatchObject({ ids: [a, b], total: 2 });
    expect(await groups.ofDevice(a)).toEqual([two.id]);
  });

  it('adds from several sides at once', async () => {
    await store().devices.put(fleet);
    const { groups } = store();
    const { id } = await groups.add(ward);
    await Promise.all(fleet.map((each) => groups.addMembers(id, [each.id])));
    expect(await groups.members(id)).toMatchObject({ total: fleet.length });
  });

  it('adds tens of thousands as one', async () => {
    const { devices, groups } = store();
    const many = Array.from({ length: 30_000 }, (_, index) => FIRST + BigInt(index));
    await devices.put(many.map((id) => device(id)));
    const { id } = await groups.add(ward);
    const before = await membersRevision(groups, id);
    expect(await groups.addMembers(id, many)).toEqual({ outcome: 'done' });
    expect((await groups.members(id))?.ids).toEqual(many);
    expect(await membersRevision(groups, id)).toBe((before ?? 0n) + 1n);
  });
}

function removedDeviceTests({ store }: StoreUnderTest) {
  it('takes a removed device out of its groups, and counts that as their change', async () => {
    const { devices, groups } = store();
    await devices.put([device(1n), device(2n)]);
    const one = await groups.add(named('One'));
    const two = await groups.add(named('Two'));
    await groups.addMembers(one.id, [1n, 2n]);
    await groups.addMembers(two.id, [2n]);
    const [before, untouched] = [await groups.get(one.id), await groups.get(two.id)];
    await devices.remove(1n);
    const after = await groups.members(one.id);
    expect(after).toMatchObject({ ids: [2n], total: 1 });
    expect(after?.membersRevision).toBeGreaterThan(before?.membersRevision ?? 0n);
    expect(await groups.get(two.id)).toEqual(untouched);
    // Back again, it is a device like any new one.
    await devices.put([device(1n)]);
    expect(await groups.ofDevice(1n)).toEqual([]);
  });

  it('keeps the memberships of a device that is put again', async () => {
    const { devices, groups } = store();
    await devices.put([device(1n)]);
    const { id } = await groups.add(ward);
    await groups.addMembers(id, [1n]);
    const before = await groups.members(id);
    await devices.put([device(1n, { name: 'changed' })]);
    expect(await groups.members(id)).toEqual(before);
  });
}
