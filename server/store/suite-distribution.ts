import { describe, expect, it } from 'vitest';
import type { StoreUnderTest } from './store-suite.ts';
import type { DeviceImport } from './store.ts';
import { device } from './suite-devices.ts';
import { appContent } from './suite-parts.ts';

/** Above 2^53: neighbours that one JavaScript number stands for. */
const FIRST = 9007199254741001n;
const [PHONE, SCANNER, IPAD, RETIRED, FRESH] = [FIRST, FIRST + 1n, FIRST + 2n, FIRST + 3n, FIRST + 4n];

const fleet: DeviceImport[] = [
  device(PHONE),
  device(SCANNER),
  device(IPAD, { platform: 1 }),
  device(RETIRED, { isRemoved: true }),
  device(FRESH),
];

const silent = { silentInstall: true, notifyByEmail: false, at: 100 };
const byEmail = { silentInstall: false, notifyByEmail: true, at: 200 };

/** The fleet, an app for Android and one for iOS. */
async function setUp({ store }: StoreUnderTest) {
  const { devices, groups, apps } = store();
  await devices.put(fleet);
  const android = await apps.add(appContent(), 0);
  const ios = await apps.add(appContent({ platform: 1 }), 0);
  const group = async (name: string, ...members: bigint[]) => {
    const { id } = await groups.add({ name, description: '', type: 1, domain: '' });
    await groups.addMembers(id, members);
    return id;
  };
  return { devices, groups, apps, android, ios, group };
}

export function distributionTests(test: StoreUnderTest) {
  describe('to devices', () => toDevicesTests(test));
  describe('to groups', () => toGroupsTests(test));
  describe('of a device', () => ofDeviceTests(test));
  describe('that ends', () => endTests(test));
}

function toDevicesTests(test: StoreUnderTest) {
  it('keeps who gets an app and how, over a restart', async () => {
    const { apps, android } = await setUp(test);
    const given = [SCANNER, PHONE, SCANNER];
    expect(await apps.distributeToDevices(android.id, given, silent)).toEqual({ outcome: 'done' });
    expect(await apps.distributeToDevices(android.id, [], byEmail)).toEqual({ outcome: 'done' });
    await test.reopen();
    expect(await test.store().apps.devicesOf(android.id)).toEqual([
      { deviceId: PHONE, ...silent },
      { deviceId: SCANNER, ...silent },
    ]);
  });

  it('replaces how, where the app is there already', async () => {
    const { apps, android } = await setUp(test);
    await apps.distributeToDevices(android.id, [PHONE, SCANNER], silent);
    await apps.distributeToDevices(android.id, [FRESH, SCANNER], byEmail);
    expect(await apps.devicesOf(android.id)).toEqual([
      { deviceId: PHONE, ...silent },
      { deviceId: SCANNER, ...byEmail },
      { deviceId: FRESH, ...byEmail },
    ]);
  });

  it.each([
    ['unknown', [PHONE, 77n, IPAD, FIRST - 1n, 77n], [77n, FIRST - 1n]],
    ['mismatch', [RETIRED, PHONE, IPAD, RETIRED], [RETIRED, IPAD]],
  ])('distributes to all or none: %s', async (outcome, given, ids) => {
    const { apps, android } = await setUp(test);
    expect(await apps.distributeToDevices(android.id, given, silent)).toEqual({ outcome, ids });
    expect(await apps.devicesOf(android.id)).toEqual([]);
    const noApp = await apps.distributeToDevices(android.id + 99n, given, silent);
    expect(noApp).toEqual({ outcome: 'no-app' });
  });
}

function toGroupsTests(test: StoreUnderTest) {
  it('keeps which groups get an app and how, over a restart', async () => {
    const { apps, android, group } = await setUp(test);
    const [mixed, empty] = [await group('Mixed', IPAD, PHONE), await group('Empty')];
    const given = [empty, mixed, empty];
    expect(await apps.distributeToGroups(android.id, given, silent)).toEqual({ outcome: 'done' });
    expect(await apps.distributeToGroups(android.id, [empty], byEmail)).toEqual({ outcome: 'done' });
    await test.reopen();
    expect(await test.store().apps.groupsOf(android.id)).toEqual([
      { groupId: mixed, name: 'Mixed', ...silent },
      { groupId: empty, name: 'Empty', ...byEmail },
    ]);
    expect(await test.store().apps.devicesOf(android.id)).toEqual([]);
  });

  it('distributes to all or none', async () => {
    const { apps, android, ios, group } = await setUp(test);
    const [mixed, pads, phones] = [
      await group('Mixed', IPAD, PHONE),
      await group('iPads', IPAD),
      await group('Phones', PHONE),
    ];
    const to = (id: bigint, ...groups: bigint[]) => apps.distributeToGroups(id, groups, silent);
    expect(await to(android.id, mixed, pads, 77n, 5n)).toEqual({ outcome: 'unknown', ids: [77n, 5n] });
    expect(await to(android.id, phones, pads, mixed)).toEqual({ outcome: 'mismatch', ids: [pads] });
    expect(await to(ios.id, phones, pads)).toEqual({ outcome: 'mismatch', ids: [phones] });
    const retired = await group('Retired', RETIRED);
    expect(await to(android.id, retired)).toEqual({ outcome: 'mismatch', ids: [retired] });
    expect(await to(phones, 77n)).toEqual({ outcome: 'no-app' });
    expect(await apps.groupsOf(android.id)).toEqual([]);
    expect(await apps.groupsOf(ios.id)).toEqual([]);
  });

  it('tells what a group gets, by name in any case, then by id', async () => {
    const { apps, android, group } = await setUp(test);
    const phones = await group('Phones', PHONE);
    const named = (name: string, identifier: string) => apps.add(appContent({ name, identifier }), 0);
    const [zebra, apple, twin] = [
      await named('Zebra', 'z'),
      await named('apple', 'a1'),
      await named('Apple', 'a2'),
    ];
    for (const { id } of [twin, zebra, apple]) await apps.distributeToGroups(id, [phones], byEmail);
    await apps.distributeToGroups(android.id, [await group('Other')], silent);
    expect(await apps.ofGroup(phones)).toEqual([apple, twin, zebra].map((app) => ({ app, ...byEmail })));
    expect(await apps.ofGroup(phones + 99n)).toEqual([]);
  });
}

function ofDeviceTests(test: StoreUnderTest) {
  it('is nothing for one that is no longer managed', async () => {
    const { apps, android, group } = await setUp(test);
    const mixed = await group('Mixed', PHONE, RETIRED);
    expect(await apps.distributeToGroups(android.id, [mixed], silent)).toEqual({ outcome: 'done' });
    expect(await apps.ofDevice(PHONE)).toHaveLength(1);
    expect(await apps.ofDevice(RETIRED)).toEqual([]);
  });

  it('names each app once, with its own association and those of the groups', async () => {
    const { apps, android, group } = await setUp(test);
    const [one, two] = [await group('One', PHONE, SCANNER), await group('Two', PHONE)];
    const other = await apps.add(appContent({ name: 'Another', identifier: 'another' }), 0);
    await apps.distributeToGroups(android.id, [two], byEmail);
    await apps.distributeToGroups(android.id, [one], silent);
    await apps.distributeToDevices(android.id, [PHONE], byEmail);
    await apps.distributeToDevices(other.id, [PHONE], silent);
    expect(await apps.ofDevice(PHONE)).toEqual([
      { app: other, direct: silent, groups: [] },
      {
        app: android,
        direct: byEmail,
        groups: [
          { groupId: one, ...silent },
          { groupId: two, ...byEmail },
        ],
      },
    ]);
    expect(await apps.ofDevice(SCANNER)).toEqual([{ app: android, groups: [{ groupId: one, ...silent }] }]);
    expect(await apps.ofDevice(FRESH)).toEqual([]);
    expect(await apps.ofDevice(77n)).toEqual([]);
  });

  it('leaves out what is for another platform', async () => {
    const { apps, android, ios, group, devices } = await setUp(test);
    const mixed = await group('Mixed', IPAD, PHONE);
    for (const { id } of [android, ios]) await apps.distributeToGroups(id, [mixed], silent);
    await apps.distributeToDevices(android.id, [SCANNER], silent);
    const appsOf = async (id: bigint) => (await apps.ofDevice(id)).map(({ app }) => app);
    expect(await appsOf(PHONE)).toEqual([android]);
    expect(await appsOf(IPAD)).toEqual([ios]);
    expect(await appsOf(SCANNER)).toEqual([android]);
    // The same id on another system, as when the record was wrong.
    await devices.put([device(SCANNER, { platform: 3 })]);
    expect(await appsOf(SCANNER)).toEqual([]);
  });

  it('follows the members of a group', async () => {
    const { apps, groups, android, group } = await setUp(test);
    const id = await group('Empty');
    await apps.distributeToGroups(android.id, [id], silent);
    expect(await apps.ofDevice(PHONE)).toEqual([]);
    await groups.addMembers(id, [PHONE]);
    expect(await apps.ofDevice(PHONE)).toHaveLength(1);
    await groups.removeMember(id, PHONE);
    expect(await apps.ofDevice(PHONE)).toEqual([]);
  });
}

function endTests(test: StoreUnderTest) {
  it('takes an app from one device or group', async () => {
    const { apps, android, ios, group } = await setUp(test);
    const [one, two] = [await group('One', PHONE), await group('Two', PHONE)];
    await apps.distributeToGroups(android.id, [one, two], silent);
    await apps.distributeToDevices(android.id, [PHONE, SCANNER], silent);
    expect(await apps.takeFromGroup(ios.id, one)).toBe(false);
    expect(await apps.takeFromGroup(android.id, one)).toBe(true);
    expect(await apps.takeFromGroup(android.id, one)).toBe(false);
    expect(await apps.takeFromDevice(ios.id, PHONE)).toBe(false);
    expect(await apps.takeFromDevice(android.id, PHONE)).toBe(true);
    expect(await apps.takeFromDevice(android.id, PHONE)).toBe(false);
    expect(await apps.groupsOf(android.id)).toMatchObject([{ groupId: two }]);
    expect(await apps.devicesOf(android.id)).toMatchObject([{ deviceId: SCANNER }]);
    expect(await apps.ofDevice(PHONE)).toEqual([{ app: android, groups: [{ groupId: two, ...silent }] }]);
  });

  it('does not remove an app while it is distributed', async () => {
    const { apps, android, group } = await setUp(test);
    const id = await group('Empty');
    await apps.distributeToGroups(android.id, [id], silent);
    await apps.distributeToDevices(android.id, [PHONE, SCANNER], silent);
    expect(await apps.remove(android.id)).toEqual({ outcome: 'distributed', devices: 2, groups: 1 });
    for (const each of [PHONE, SCANNER]) await apps.takeFromDevice(android.id, each);
    expect(await apps.remove(android.id)).toEqual({ outcome: 'distributed', devices: 0, groups: 1 });
    expect(await apps.get(android.id)).toEqual(android);
    await apps.takeFromGroup(android.id, id);
    expect(await apps.remove(android.id)).toEqual({ outcome: 'done' });
  });

  it('ends with the device and with the group', async () => {
    const { apps, devices, groups, android, group } = await setUp(test);
    const id = await group('One', PHONE);
    await apps.distributeToGroups(android.id, [id], silent);
    await apps.distributeToDevices(android.id, [PHONE], silent);
    await devices.put([device(PHONE, { name: 'put again' })]);
    expect(await apps.devicesOf(android.id)).toHaveLength(1);
    await devices.remove(PHONE);
    expect(await apps.devicesOf(android.id)).toEqual([]);
    await groups.remove(id);
    expect(await apps.groupsOf(android.id)).toEqual([]);
    expect(await apps.remove(android.id)).toEqual({ outcome: 'done' });
  });
}
