import type { DeviceImport, LocationFix } from '../store/store.ts';
import { possessive } from './device-name.ts';
import type { Owner } from './owner.ts';
import type { City } from './places.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** A device that is in every fleet large enough, so that what is hard to show is there to be looked at. */
export interface Specimen {
  /** Of models.ts; absent: left to chance. */
  modelCode?: string;
  /** True: somebody has it. */
  isAssigned?: boolean;
  change: (device: DeviceImport, context: { owner: Owner; now: number; city: City }) => DeviceImport;
}

const HEALTHY = {
  device_rooted: 'false',
  passcode_present: 'true',
  passcode_complaint: 'true',
  passcode_complaint_profiles: 'true',
  storage_encryption: 'true',
};
const CALM = { isLostMode: false, isRemoved: false } as const;

function named(name: string): Specimen {
  return { change: (device) => ({ ...device, ...CALM, name }) };
}

function secured(modelCode: string, facts: Record<string, string>): Specimen {
  return {
    modelCode,
    isAssigned: true,
    change: (device) => ({ ...device, ...CALM, facts: { ...device.facts, ...HEALTHY, ...facts } }),
  };
}

function at(city: City, locatedAt: number): LocationFix {
  const { latitude, longitude } = city;
  return { locatedAt, addedAt: locatedAt + 900, latitude, longitude };
}

/** The trail moved in time, so that its newest fix is from `newestAt`; one fix in the city where there was none. */
function shifted(locations: LocationFix[], city: City, newestAt: number): LocationFix[] {
  const [first = at(city, newestAt), ...rest] = locations;
  const by = newestAt - first.locatedAt;
  return [first, ...rest].map((fix) => ({
    ...fix,
    locatedAt: fix.locatedAt + by,
    addedAt: fix.addedAt + by,
  }));
}

/** An ordinary device of each platform with somebody who has it: what a fleet of three shows. */
function ordinary(modelCode: string): Specimen {
  return {
    modelCode,
    isAssigned: true,
    change: (device, { owner, now, city }) => ({
      ...device,
      ...CALM,
      user: owner.user,
      facts: { ...device.facts, ...HEALTHY },
      locations: shifted(device.locations, city, now - 7 * MINUTE_MS),
    }),
  };
}

/** By index in the fleet. */
const SPECIMENS: Readonly<Record<number, Specimen>> = {
  0: ordinary('iPhone15,4'),
  1: ordinary('SM-A546B'),
  2: ordinary('21AHCTO1WW'),
  3: {
    modelCode: 'iPhone14,5',
    isAssigned: true,
    change: (device, { now, city }) => ({
      ...device,
      isLostMode: true,
      isRemoved: false,
      locations: shifted(device.locations, city, now - 3 * MINUTE_MS),
    }),
  },
  5: secured('SM-G991B', { device_rooted: 'true', passcode_complaint: 'false' }),
  7: named('<img src=x onerror=alert(1)>'),
  8: named('=HYPERLINK("http://example.com/?"&A1,"Click me")'),
  9: named(`${'Extremely long name '.repeat(10).slice(0, 199)}.`),
  11: { ...named('Reception iPad'), modelCode: 'iPad12,1' },
  12: { ...named('Reception iPad'), modelCode: 'iPad12,1' },
  13: named('هاتف المدير العام (المكتب الرئيسي)'),
  14: named('O\'Brien, "Floor 2", scanner; spare'),
  15: {
    modelCode: 'TC21',
    change: (device) => bare(device),
  },
  16: { change: (device) => ({ ...without(device, 'user'), ...CALM, ownedBy: 1 }) },
  17: secured('bluejay', {
    passcode_present: 'false',
    passcode_complaint: 'false',
    passcode_complaint_profiles: 'false',
  }),
  18: secured('0C03', { storage_encryption: 'false' }),
  19: {
    isAssigned: true,
    change: (device, { owner }) => ({ ...device, ...CALM, user: owner.user, ownedBy: 2 }),
  },
  20: { modelCode: 'SM-S921B', change: (device) => ({ ...device, ...CALM, locations: [] }) },
  21: {
    modelCode: 'SM-G736B',
    change: (device, { now, city }) => ({
      ...device,
      ...CALM,
      locations: shifted(device.locations, city, now - 140 * DAY_MS),
    }),
  },
  22: named('+1 spare phone'),
  23: named('-2 °C cold store scanner'),
  24: named('@front-desk'),
  25: named('invoice\u202Egpj.exe'),
  26: named('👩🏽‍🔧 Workshop 🛠️'),
  27: named('Tab\there, and a line\nbreak'),
  28: named('שולחן קבלה – iPad 3'),
  29: { change: (device) => ({ ...device, isLostMode: false, isRemoved: true }) },
  30: {
    isAssigned: true,
    change: (device, { owner }) => ({ ...device, ...CALM, name: possessive(owner, 'iPhone') }),
  },
  31: named('100%_done\\(backslash)'),
  32: named('null'),
  33: { modelCode: '21HMCTO1WW', change: (device) => chromebook(device) },
  34: {
    modelCode: 'razor',
    change: (device) => ({ ...device, ...CALM, name: 'admin_Nexus 7', capacityGb: 15.8 }),
  },
};

export function specimenAt(index: number): Specimen | undefined {
  return SPECIMENS[index];
}

function without(device: DeviceImport, ...keys: ('user' | 'serialNumber' | 'udid')[]): DeviceImport {
  const copy = { ...device };
  for (const key of keys) Reflect.deleteProperty(copy, key);
  return copy;
}

/** One that reported next to nothing: enrolled, and silent since. */
function bare(device: DeviceImport): DeviceImport {
  const { model_type = '1', added_time = '' } = device.facts;
  return {
    ...without(device, 'user', 'serialNumber', 'udid'),
    ...CALM,
    name: 'Unprovisioned device',
    capacityGb: 0,
    sims: [],
    facts: { model_type, added_time },
    locations: [],
    installedApps: [],
    profiles: [],
  };
}

/** Of a platform above 3, whose number the vendor's pages do not agree on: shown by its number. */
function chromebook(device: DeviceImport): DeviceImport {
  return {
    ...device,
    ...CALM,
    platform: 4,
    productName: 'Acer',
    model: 'Chromebook Spin 514',
    name: 'Training Chromebook 1',
    osVersion: '128.0.6613.163',
    capacityGb: 128,
    facts: {
      ...device.facts,
      model_name: 'CP514-3WH',
      os_name: 'Chrome OS',
      build_version: '15964.59.0',
      processor_type: 'AMD Ryzen 5 5625C',
    },
    installedApps: [],
    profiles: [],
  };
}
