import { expect, it } from 'vitest';
import type { StoreUnderTest } from './store-suite.ts';
import type { Store } from './store.ts';
import { device, listText, user } from './suite-devices.ts';

/** Neighbours that one JavaScript number stands for, odd and even, and the largest there can be. */
const IDS = [9007199254741000n, 9007199254741001n, 9007199254741002n, 4611686018427387905n, 2n ** 63n - 1n];

const HOSTILE = [
  '<img src=x onerror=alert(1)>',
  `'; drop table devices; --`,
  '"quoted", \\back\\slash/',
  'a\u0000b',
  'line\nbreak\ttab\u2028separator',
  '👩🏽‍🔧 emoji',
  'مرحبا \u202Egnp',
  'x'.repeat(5000),
  '',
];

const full = device(9007199254741001n, {
  name: 'Ward phone',
  user: user(9007199900000003n, 'Zoë', 'Zoe@Example.com'),
  serialNumber: 'SER1',
  udid: 'udid-1',
  ownedBy: 2,
  isLostMode: true,
  isRemoved: true,
  capacityGb: 15.8,
  sims: [
    {
      imei: '357327071694307',
      phoneNumber: '+1 202-555-0101',
      iccid: '8901',
      carrier: 'One',
      isRoaming: false,
    },
    { imei: '357327071694315' },
    {},
  ],
  facts: { os_name: 'OREO', 'odd "key"': '--' },
  locations: [
    { locatedAt: 1000, addedAt: 1500, latitude: -33.86882, longitude: 151.20931 },
    { locatedAt: 3000, addedAt: 3500, latitude: 90, longitude: -180 },
    { locatedAt: 3000, addedAt: 3600, latitude: 0, longitude: 0 },
  ],
  installedApps: [
    { name: 'B', identifier: 'b', version: '2' },
    { name: 'A', identifier: 'a', version: '1' },
  ],
  profiles: [
    { kind: 'configuration', body: '{"a":1}' },
    { kind: 'provisioning', body: '{"a":1}' },
  ],
});

/** The apps found on a device, without the ids that the store gives them. */
async function appsOf(store: Store, id: bigint) {
  const apps = await store.devices.installedApps(id);
  return apps.map(({ name, identifier, version }) => ({ name, identifier, version }));
}

export function deviceTests({ store, reopen }: StoreUnderTest) {
  it('keeps a whole device over a restart', async () => {
    await store().devices.put([full]);
    await reopen();
    const { locations, installedApps, profiles, ...record } = full;
    const { revision, ...read } = (await store().devices.get(full.id)) ?? {};
    expect(read).toEqual(record);
    expect(revision).toBe(await store().devices.revision());
    const [oldest, ...newest] = locations;
    expect(await store().devices.locations(full.id)).toEqual([...newest, oldest]);
    expect(await appsOf(store(), full.id)).toEqual(installedApps);
    expect(await store().devices.profiles(full.id)).toEqual(profiles);
  });

  it('keeps every digit of ids above 2^53', async () => {
    await store().devices.put(
      IDS.map((id, index) => device(id, { user: user(id - 1n, `User ${index}`, `${index}@example.com`) })),
    );
    for (const id of IDS) {
      expect(await store().devices.get(id)).toMatchObject({ id, user: { id: id - 1n } });
    }
    const text = await listText(store());
    for (const id of IDS) expect(text).toContain(`{"device_id":${id},`);
    for (const id of IDS) expect(text).toContain(`"user":{"user_id":${id - 1n},`);
    expect(await store().devices.get(9007199254741003n)).toBeUndefined();
  });

  it.each(HOSTILE)('keeps %j as it is, wherever it stands', async (text) => {
    const id = 5n;
    const hostile = device(id, {
      name: text,
      model: text,
      productName: text,
      osVersion: text,
      serialNumber: text,
      udid: text,
      user: user(7n, text, text),
      sims: [{ imei: text, phoneNumber: text, iccid: text, carrier: text }],
      facts: { [text]: text },
      installedApps: [{ name: text, identifier: text, version: text }],
      profiles: [{ kind: 'configuration', body: text }],
    });
    await store().devices.put([hostile]);
    const { installedApps, profiles, name, model, sims, facts } = hostile;
    const read = await store().devices.get(id);
    expect(read).toMatchObject({
      name,
      model,
      sims,
      facts,
      user: hostile.user,
      serialNumber: text,
      udid: text,
    });
    expect(await appsOf(store(), id)).toEqual(installedApps);
    expect(await store().devices.profiles(id)).toEqual(profiles);
    const listed: unknown = JSON.parse(await listText(store()));
    expect(listed).toMatchObject([
      { device_name: text, model: text, serial_number: text, imei: [text], user: { user_name: text } },
    ]);
  });

  it('gives an app the same id on every device, and another version another', async () => {
    const [one, two] = [
      { name: 'A', identifier: 'a', version: '1' },
      { name: 'A', identifier: 'a', version: '2' },
    ];
    await store().devices.put([
      device(1n, { installedApps: [one, two] }),
      device(2n, { installedApps: [two] }),
    ]);
    const [first, second] = await store().devices.installedApps(1n);
    expect(first?.id).toBeGreaterThan(2n ** 53n);
    expect(second?.id).not.toBe(first?.id);
    expect(await store().devices.installedApps(2n)).toEqual([second]);
  });

  it('replaces a device with all that hangs on it', async () => {
    await store().devices.put([full]);
    await store().devices.put([device(full.id, { sims: [{ imei: '1' }] })]);
    const read = await store().devices.get(full.id);
    expect(read).toMatchObject({ sims: [{ imei: '1' }], facts: {} });
    expect(read).not.toHaveProperty('user');
    expect(read).not.toHaveProperty('serialNumber');
    for (const part of ['locations', 'installedApps', 'profiles'] as const) {
      expect(await store().devices[part](full.id)).toEqual([]);
    }
  });

  it('removes a device with all that hangs on it', async () => {
    await store().devices.put([full, device(6n)]);
    expect(await store().devices.remove(full.id)).toBe(true);
    expect(await store().devices.remove(full.id)).toBe(false);
    expect(await store().devices.get(full.id)).toBeUndefined();
    for (const part of ['locations', 'installedApps', 'profiles'] as const) {
      expect(await store().devices[part](full.id)).toEqual([]);
    }
    expect(await store().devices.count({})).toBe(1);
  });

  databaseTests({ store, reopen });
}

function databaseTests({ store, reopen }: StoreUnderTest) {
  it('puts all or nothing', async () => {
    // Breaks in the middle of the batch: undefined cannot be kept.
    const broken = { ...device(2n), name: undefined as unknown as string };
    const before = await store().devices.revision();
    await expect(store().devices.put([device(1n), broken])).rejects.toThrow();
    expect(await store().devices.count({})).toBe(0);
    expect(await store().devices.revision()).toBe(before);
    await store().devices.put([device(1n)]);
    expect(await store().devices.count({})).toBe(1);
  });

  it('keeps concurrent changes apart', async () => {
    await Promise.all(
      Array.from({ length: 20 }, async (_, index) => {
        await store().devices.put([device(BigInt(index))]);
        await store().secrets.getOrCreate(String(index), () => Promise.resolve('x'));
        await store().devices.get(BigInt(index));
      }),
    );
    expect(await store().devices.count({})).toBe(20);
  });

  it('keeps fleet progress and devices together', async () => {
    expect(await store().fleet.state()).toBeUndefined();
    const state = { seed: 1, size: 5, done: 2, now: 1_795_000_000_000, hasGroupsAndApps: false };
    await store().fleet.advance(state, [device(1n), device(2n)]);
    await reopen();
    expect(await store().fleet.state()).toEqual(state);
    const broken = { ...device(3n), name: undefined as unknown as string };
    await expect(store().fleet.advance({ ...state, done: 3 }, [broken])).rejects.toThrow();
    expect(await store().fleet.state()).toEqual(state);
    const whole = { ...state, done: 5, hasGroupsAndApps: true };
    await store().fleet.advance(whole, []);
    await reopen();
    expect(await store().fleet.state()).toEqual(whole);
  });

  it('keeps its id, and has another than the next database', async () => {
    const id = store().databaseId;
    expect(id).toMatch(/^[0-9a-f]{32}$/);
    await reopen();
    expect(store().databaseId).toBe(id);
  });
}
