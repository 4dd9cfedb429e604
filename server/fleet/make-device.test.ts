import { describe, expect, it } from 'vitest';
import { luhnDigit } from './identifiers.ts';
import { makeDevice } from './make-device.ts';
import { MODELS } from './models.ts';
import { LANGUAGES } from './people.ts';
import { CITIES, COUNTRIES } from './places.ts';
import { releasesOf } from './releases.ts';

const NOW = Date.UTC(2026, 10, 23, 12);
const DAY_MS = 86_400_000;
const range = (count: number) => Array.from({ length: count }, (_, index) => makeDevice(1, index, NOW));
const fleet = range(500);

const duplicates = <T>(values: readonly T[]) =>
  values.filter((value, index) => values.indexOf(value) !== index);

describe('a device of the fleet', () => {
  it('is the same whenever it is made, whatever was made before', () => {
    for (const index of [0, 3, 15, 499, 99_999, 5_000_000_000]) {
      const first = makeDevice(7, index, NOW);
      makeDevice(7, index + 1, NOW);
      makeDevice(8, index, NOW + 1);
      expect(makeDevice(7, index, NOW)).toEqual(first);
    }
  });

  it('is another under another seed', () => {
    const other = Array.from({ length: 100 }, (_, index) => makeDevice(2, index + 40, NOW));
    const same = other.filter(({ serialNumber }, index) => serialNumber === fleet[index + 40]?.serialNumber);
    expect(same.map(({ name }) => name)).toEqual([]);
  });

  it('shares no id, serial number, IMEI, UDID or e-mail over 20,000', () => {
    const ids = new Set<bigint>();
    const seen = { serial: new Set<string>(), imei: new Set<string>(), udid: new Set<string>() };
    const emails = new Map<string, bigint>();
    const count = { serial: 0, imei: 0, udid: 0 };
    const add = (kind: keyof typeof seen, value: string | undefined) => {
      if (value === undefined) return;
      seen[kind].add(value);
      count[kind]++;
    };
    for (let index = 0; index < 20_000; index++) {
      const { id, serialNumber, sims, udid, user } = makeDevice(1, index, NOW);
      ids.add(id);
      add('serial', serialNumber);
      add('udid', udid);
      for (const sim of sims) add('imei', sim.imei);
      if (user !== undefined && emails.get(user.email) !== user.id) {
        expect(emails.has(user.email), user.email).toBe(false);
        emails.set(user.email, user.id);
      }
    }
    expect(ids.size).toBe(20_000);
    expect({ serial: seen.serial.size, imei: seen.imei.size, udid: seen.udid.size }).toEqual(count);
    expect(new Set(emails.values()).size).toBe(emails.size);
  });

  it('has ids above 2^53, odd and even, and two that one number stands for', () => {
    const ids = fleet.map(({ id }) => id);
    expect(ids.every((id) => id > 2n ** 53n && id < 2n ** 63n)).toBe(true);
    expect(new Set(ids.map((id) => id % 2n))).toEqual(new Set([0n, 1n]));
    const [first = 0n, second = 0n] = ids;
    expect(second - first).toBe(1n);
    expect(new Set(ids.map(Number)).size).toBeLessThan(ids.length);
    const users = fleet.flatMap(({ user }) => user?.id ?? []);
    expect(new Set(users.map((id) => id % 2n))).toEqual(new Set([0n, 1n]));
    expect(users.filter((id) => ids.includes(id))).toEqual([]);
  });

  it('has valid IMEIs, ICCIDs and MACs', () => {
    // The reference's own IMEI is valid.
    expect(luhnDigit('35732707169430')).toBe('7');
    const sims = fleet.flatMap((device) => device.sims);
    for (const { imei = '', iccid } of sims) {
      expect(imei).toMatch(/^\d{15}$/);
      expect(luhnDigit(imei.slice(0, -1))).toBe(imei.at(-1));
      if (iccid !== undefined) expect(luhnDigit(iccid.slice(0, -1))).toBe(iccid.at(-1));
    }
    for (const { facts } of fleet) {
      if (facts.wifi_mac !== undefined) expect(facts.wifi_mac).toMatch(/^(?:[0-9A-F]{2}:){5}[0-9A-F]{2}$/);
    }
  });

  it('runs a system its model can run, and has the storage it is sold with', () => {
    for (const device of fleet) {
      const model = MODELS.find(({ code }) => code === device.facts.model_name);
      if (model === undefined || device.capacityGb === 0 || device.capacityGb === 15.8) continue;
      expect(device).toMatchObject({
        model: model.model,
        productName: model.maker,
        platform: model.platform,
      });
      expect(model.capacities).toContain(device.capacityGb);
      const release = releasesOf(model).find(({ build }) => build === device.facts.build_version);
      expect(release?.version).toBe(device.osVersion);
      expect(release?.osName).toBe(device.facts.os_name);
      const { used_device_space: used, available_device_capacity: free } = device.facts;
      if (used !== undefined) expect(Number(used) + Number(free)).toBeCloseTo(device.capacityGb, 0);
      expect(device.sims.length > 0).toBe(model.tac !== undefined);
    }
  });

  it('has 8 to 25 apps and a trail that goes back in time, or a reason not to', () => {
    for (const { installedApps, locations, name, platform } of fleet) {
      if (name !== 'Unprovisioned device' && platform <= 3) {
        expect(installedApps.length).toBeGreaterThanOrEqual(8);
        expect(installedApps.length).toBeLessThanOrEqual(25);
      }
      expect(locations.length).toBeLessThanOrEqual(40);
      for (const [index, { locatedAt, addedAt, latitude, longitude }] of locations.entries()) {
        expect(locatedAt).toBeLessThanOrEqual(locations[index - 1]?.locatedAt ?? NOW);
        expect(addedAt).toBeGreaterThan(locatedAt);
        expect(addedAt).toBeLessThanOrEqual(NOW);
        expect(Math.abs(latitude)).toBeLessThan(85);
        expect(Math.abs(longitude)).toBeLessThan(180);
        const isNearCity = CITIES.some(
          (city) => Math.abs(city.latitude - latitude) < 0.7 && Math.abs(city.longitude - longitude) < 0.7,
        );
        expect(isNearCity).toBe(true);
      }
    }
  });

  it('has profiles as the reference prints them, the same on every device', () => {
    const bodies = new Set<string>();
    for (const { kind, body } of fleet.flatMap(({ profiles }) => profiles)) {
      bodies.add(body);
      const printed: unknown = JSON.parse(body);
      if (kind === 'configuration') expect(printed).toMatchObject({ payload_type: 'Configuration' });
      const path = kind === 'configuration' ? 'payloadcontent.0.payload_uuid' : 'prov_uuid';
      expect(printed).toHaveProperty(path);
    }
    expect(bodies.size).toBeLessThan(20);
  });
});

describe('a fleet of 500', () => {
  const share: [what: string, count: number][] = [
    ['iOS', fleet.filter(({ platform }) => platform === 1).length],
    ['Android', fleet.filter(({ platform }) => platform === 2).length],
    ['Windows', fleet.filter(({ platform }) => platform === 3).length],
    ['lost mode', fleet.filter(({ isLostMode }) => isLostMode).length],
    ['removed', fleet.filter(({ isRemoved }) => isRemoved).length],
    ['personal', fleet.filter(({ ownedBy }) => ownedBy === 2).length],
    ['no user', fleet.filter(({ user }) => user === undefined).length],
    ['rooted', fleet.filter(({ facts }) => facts.device_rooted === 'true').length],
    ['no passcode', fleet.filter(({ facts }) => facts.passcode_present === 'false').length],
    ['not compliant', fleet.filter(({ facts }) => facts.passcode_complaint === 'false').length],
    ['not encrypted', fleet.filter(({ facts }) => facts.storage_encryption === 'false').length],
    ['facts not known', fleet.filter(({ facts }) => facts.battery_level === undefined).length],
    ['two SIM slots', fleet.filter(({ sims }) => sims.length === 2).length],
    ['never located', fleet.filter(({ locations }) => locations.length === 0).length],
    ['located months ago', fleet.filter(({ locations: [newest] }) => age(newest) > 40 * DAY_MS).length],
    ['located within an hour', fleet.filter(({ locations: [newest] }) => age(newest) < DAY_MS / 24).length],
  ];
  function age(fix: { locatedAt: number } | undefined): number {
    return fix === undefined ? Number.NaN : NOW - fix.locatedAt;
  }

  it.each(share)('has some of: %s', (_what, count) => {
    expect(count).toBeGreaterThanOrEqual(2);
    expect(count).toBeLessThan(300);
  });

  it('has names in many scripts and people with several devices', () => {
    const names = fleet.flatMap(({ user }) => user?.name ?? []).join('');
    for (const script of [
      'Latin',
      'Arabic',
      'Cyrillic',
      'Han',
      'Devanagari',
      'Hebrew',
      'Thai',
      'Greek',
      'Hangul',
    ]) {
      expect(names, script).toMatch(new RegExp(`\\p{Script=${script}}`, 'u'));
    }
    const ids = fleet.flatMap(({ user }) => user?.id ?? []);
    expect(duplicates(ids).length).toBeGreaterThan(20);
    for (const { user } of fleet) {
      if (user !== undefined) expect(user.email).toMatch(/^[a-z]+\.[a-z]+\d*@example\.(?:com|org)$/);
    }
  });

  it('has the names that are hard to show, within its first 40', () => {
    const names = fleet.slice(0, 40).map(({ name }) => name);
    expect(duplicates(names)).toContain('Reception iPad');
    expect(names.some((name) => name.length === 200)).toBe(true);
    expect(names).toContain('<img src=x onerror=alert(1)>');
    for (const sign of ['=', '+', '-', '@']) expect(names.some((name) => name.startsWith(sign))).toBe(true);
    expect(names.some((name) => /\p{Script=Arabic}/u.test(name))).toBe(true);
    expect(names.some((name) => name.includes('"') && name.includes(','))).toBe(true);
  });

  it('has an ordinary, located device of each platform first', () => {
    const [iphone, android, laptop] = fleet;
    expect([iphone?.platform, android?.platform, laptop?.platform]).toEqual([1, 2, 3]);
    for (const device of [iphone, android, laptop]) {
      expect(device).toMatchObject({ isLostMode: false, isRemoved: false });
      expect(device?.user?.name).toBeTruthy();
      expect(device?.locations.length).toBeGreaterThan(0);
    }
  });
});

describe('the tables', () => {
  it('give every model a release, a code and a modem code of its own', () => {
    for (const model of MODELS) {
      expect(releasesOf(model), model.model).not.toEqual([]);
      expect(model.capacities.every((size) => size > 0) && model.ramGb > 0 && model.weight > 0).toBe(true);
      expect(model.serial).toContain('*');
      expect(model.macPrefix).toMatch(/^[0-9A-F]{2}:[0-9A-F]{2}:[0-9A-F]{2}$/);
      if (model.tac !== undefined) expect(String(model.tac)).toMatch(/^\d{8}$/);
    }
    expect(duplicates(MODELS.map(({ code }) => code))).toEqual([]);
    expect(duplicates(MODELS.flatMap(({ tac }) => tac ?? []))).toEqual([]);
  });

  it('give every country a number, carriers and cities, and every language a country', () => {
    for (const { code, phone, mcc, carriers, cities } of COUNTRIES.values()) {
      expect(phone, code).toMatch(/^\+\d[\dxz -]+$/);
      expect(mcc).toMatch(/^\d{3}$/);
      for (const { name, mnc } of carriers) expect(`${name} ${mnc}`).toMatch(/^\S.* \d{2,3}$/);
      for (const { name, latitude, longitude } of cities) {
        expect(name).not.toBe('');
        expect(Math.abs(latitude) < 70 && Math.abs(longitude) <= 180).toBe(true);
      }
    }
    expect(CITIES.length).toBeGreaterThanOrEqual(55);
    for (const { countries, given, family } of LANGUAGES) {
      for (const country of countries) expect(COUNTRIES.has(country)).toBe(true);
      for (const { ascii } of [...given, ...family]) expect(ascii).toMatch(/^[a-z]+$/);
    }
  });
});
