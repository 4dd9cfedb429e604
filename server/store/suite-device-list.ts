import { describe, expect, it } from 'vitest';
import type { StoreUnderTest } from './store-suite.ts';
import type { DeviceFilter } from './store.ts';
import { device, listIds, listText, user } from './suite-devices.ts';

const ana = user(71n, 'Ana MÜLLER', 'Ana.Mueller@Example.com');
const fleet = [
  device(1n, { name: 'ЛЕНА iPhone', platform: 1, user: ana, serialNumber: 'F2LX9Q' }),
  device(2n, {
    name: '100%_done\\',
    ownedBy: 2,
    sims: [{ imei: '357327071694307' }, { imei: '357327071694315' }],
  }),
  device(3n, { platform: 3, model: 'Latitude 5440', sims: [{ phoneNumber: '+49 176 040690-12' }] }),
  device(4n, { platform: 7, name: "O'Brien ﬁne", user: user(72n, 'आदित्य', 'aditya@example.org') }),
  device(9007199254741001n, { user: ana, serialNumber: 'f2lx9Z' }),
];

const FILTERS: readonly (readonly [what: string, filter: DeviceFilter, ids: bigint[]])[] = [
  ['nothing', {}, [1n, 2n, 3n, 4n, 9007199254741001n]],
  ['a name in another case', { search: 'лена' }, [1n]],
  ['a user in another case', { search: 'müller' }, [1n, 9007199254741001n]],
  ['an e-mail', { search: 'ADITYA@' }, [4n]],
  ['a name in another script', { search: 'आदित्य' }, [4n]],
  ['a ligature', { search: 'FINE' }, [4n]],
  ['percent for itself', { search: '0%_d' }, [2n]],
  ['percent for itself only', { search: '1%0' }, []],
  ['an underscore for itself', { search: '_' }, [2n]],
  ['a backslash', { search: '\\' }, [2n]],
  ['a quote', { search: "O'B" }, [4n]],
  ['the tail of an IMEI', { search: '694315' }, [2n]],
  ['the tail of a serial number', { search: 'x9q' }, [1n]],
  ['a phone number as it is written', { search: '040690-12' }, [3n]],
  ['a phone number without spaces', { search: '+4917604069012' }, [3n]],
  ['a model', { search: 'latitude' }, [3n]],
  ['an id', { search: '9007199254741001' }, [9007199254741001n]],
  ['spaces around', { search: '  latitude ' }, [3n]],
  ['nothing, spelled', { search: '  ' }, [1n, 2n, 3n, 4n, 9007199254741001n]],
  ['a very long text', { search: 'x'.repeat(100_000) }, []],
  ['platforms', { platforms: [1, 7] }, [1n, 4n]],
  ['no platform', { platforms: [] }, []],
  ['an IMEI of the second slot', { imei: '357327071694315' }, [2n]],
  ['a part of an IMEI', { imei: '35732707169431' }, []],
  ['a serial number', { serialNumber: 'F2LX9Z' }, [9007199254741001n]],
  ['an e-mail in another case', { email: 'ana.mueller@EXAMPLE.COM' }, [1n, 9007199254741001n]],
  ['ownership', { ownedBy: 2 }, [2n]],
  ['a group that there is not', { groupId: 1n }, []],
  ['two at once', { search: 'müller', platforms: [1] }, [1n]],
];

export function deviceListTests(test: StoreUnderTest) {
  const { store } = test;
  it.each(FILTERS)('finds by %s', async (_what, filter, ids) => {
    await store().devices.put(fleet);
    expect(await listIds(store(), filter)).toEqual(ids);
    expect(await store().devices.count(filter)).toBe(ids.length);
  });

  it('finds the members of a group, in its order and by other filters too', async () => {
    await store().devices.put(fleet);
    const { groups } = store();
    const group = await groups.add({ name: 'Ward', description: '', type: 1, domain: '' });
    const other = await groups.add({ name: 'Lab', description: '', type: 1, domain: '' });
    await groups.addMembers(group.id, [9007199254741001n, 3n, 1n]);
    await groups.addMembers(other.id, [2n, 3n]);
    expect(await listIds(store(), { groupId: group.id })).toEqual([1n, 3n, 9007199254741001n]);
    expect(await store().devices.count({ groupId: group.id })).toBe(3);
    expect(await listIds(store(), { groupId: group.id }, { offset: 1, limit: 1 })).toEqual([3n]);
    expect(await listIds(store(), { groupId: group.id, search: 'müller', platforms: [1] })).toEqual([1n]);
    await groups.removeMember(group.id, 3n);
    expect(await listIds(store(), { groupId: group.id })).toEqual([1n, 9007199254741001n]);
  });

  it('prints the documented item', async () => {
    const sims = [{ imei: '11' }, { phoneNumber: '5' }, { imei: '22' }];
    await store().devices.put([
      device(9007199254741001n, { user: ana, sims, serialNumber: 'S', udid: 'U', isLostMode: true }),
      device(9007199254741002n, { platform: 7, capacityGb: 15.8, ownedBy: 2, isRemoved: true }),
    ]);
    const item = (id: string, type: string, owned: string, user: string) =>
      `{"device_id":${id},"device_capacity":128,"os_version":"15","is_lost_mode_enabled":true,` +
      `"platform_type":"android","platform_type_id":${type},"model":"Pixel 8",` +
      `"device_name":"Device 9007199254741001","product_name":"Google",` +
      `"user":{"user_id":${user},"user_name":"Ana MÜLLER","user_email":"Ana.Mueller@Example.com"},` +
      `"serial_number":"S","imei":["11","22"],"udid":"U","owned_by":${owned},"is_removed":false}`;
    const numbers = await listText(store());
    expect(numbers).toContain(item('9007199254741001', '2', '1', '71'));
    expect(await listText(store(), {}, 'strings')).toContain(
      item('"9007199254741001"', '"2"', '"1"', '"71"'),
    );
    expect(JSON.parse(numbers)).toMatchObject([
      {},
      {
        device_capacity: 15.8,
        platform_type: 'platform 7',
        user: null,
        serial_number: '',
        imei: [],
        udid: '',
        owned_by: 2,
        is_removed: true,
      },
    ]);
  });

  describe('paging', () => pagingTests(test));
  describe('deltas', () => deltaTests(test));
}

function pagingTests({ store }: StoreUnderTest) {
  const many = Array.from({ length: 4500 }, (_, index) => device(BigInt(index + 1)));

  it.each([
    [0, 1, [1n]],
    [2, 2, [3n, 4n]],
    [4499, 10, [4500n]],
    [4500, 10, []],
    [0, 0, []],
  ])('from %d, %d at most', async (offset, limit, ids) => {
    await store().devices.put(many);
    expect(await listIds(store(), {}, { offset, limit })).toEqual(ids);
  });

  it('gives more than a chunk in order and whole', async () => {
    await store().devices.put(many);
    const all = many.map(({ id }) => id);
    expect(await listIds(store())).toEqual(all);
    expect(JSON.parse(await listText(store()))).toHaveLength(4500);
    expect(await listIds(store(), {}, { offset: 100, limit: 3000 })).toEqual(all.slice(100, 3100));
  });

  it('does not see what is changed while it reads', async () => {
    await store().devices.put(many);
    let text = '';
    for await (const chunk of store().devices.listJson({}, 'numbers')) {
      if (text === '') {
        await store().devices.remove(4000n);
        await store().devices.put([device(9000n), device(3000n, { name: 'changed' })]);
      }
      text += chunk;
    }
    expect(JSON.parse(`[${text}]`)).toHaveLength(4500);
    expect(text).not.toContain('changed');
    expect(await store().devices.count({})).toBe(4500);
  });

  it('can be left in the middle', async () => {
    await store().devices.put(many);
    for await (const chunk of store().devices.listJson({}, 'numbers')) {
      expect(chunk).not.toBe('');
      break;
    }
    await store().devices.put([device(9000n)]);
    expect(await listIds(store(), { search: 'Device 9000' })).toEqual([9000n]);
  });
}

function deltaTests({ store }: StoreUnderTest) {
  it('tells what changed after a revision, and nothing twice', async () => {
    const { devices } = store();
    await devices.put(fleet);
    const before = await devices.revision();
    expect(await listIds(store(), { changedSince: before })).toEqual([]);
    await devices.put([device(2n)]);
    expect(await devices.revision()).toBeGreaterThan(before);
    expect(await listIds(store(), { changedSince: before })).toEqual([2n]);
    expect(await listIds(store(), { changedSince: await devices.revision() })).toEqual([]);
  });

  it('counts a changed user as a change of all devices of that user', async () => {
    const { devices } = store();
    await devices.put(fleet);
    const before = await devices.revision();
    await devices.put([device(5n, { user: { ...ana, name: 'Ana Weiß' } })]);
    expect(await listIds(store(), { changedSince: before })).toEqual([1n, 5n, 9007199254741001n]);
    expect(await listIds(store(), { search: 'weiß' })).toEqual([1n, 5n, 9007199254741001n]);
    expect(await listIds(store(), { search: 'müller' })).toEqual([]);
  });

  it('remembers what was removed until it is back', async () => {
    const { devices } = store();
    await devices.put(fleet);
    const before = await devices.revision();
    await devices.remove(3n);
    const between = await devices.revision();
    await devices.remove(9007199254741001n);
    expect(await devices.removedSince(before)).toEqual([3n, 9007199254741001n]);
    expect(await devices.removedSince(between)).toEqual([9007199254741001n]);
    await devices.put([device(3n)]);
    expect(await devices.removedSince(before)).toEqual([9007199254741001n]);
    expect(await listIds(store(), { changedSince: before })).toEqual([3n]);
  });

  it('stays where it is when nothing changes', async () => {
    const { devices } = store();
    const before = await devices.revision();
    await devices.put([]);
    await devices.remove(1n);
    expect(await devices.revision()).toBe(before);
  });
}
