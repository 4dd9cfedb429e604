import { HEX, mac, uuid } from './identifiers.ts';
import { MODEL_TYPE, type Model } from './models.ts';
import type { City } from './places.ts';
import type { Random } from './random.ts';
import type { Release } from './releases.ts';

const DAY_MS = 24 * 60 * 60_000;
const ALNUM = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

export interface Context {
  model: Model;
  release: Release;
  city: City;
  capacityGb: number;
  isPersonal: boolean;
  hasModem: boolean;
  index: number;
  now: number;
}

type Facts = Record<string, string>;

/** Facts by their documented names (contract/devices.ts), as text; one that is missing is not known. */
export function factsOf(random: Random, context: Context): Facts {
  const facts = {
    ...hardware(random, context),
    ...system(random, context),
    ...network(random, context),
    ...security(random, context),
    ...asset(random, context),
  };
  return forget(random, facts);
}

/** Facts that devices do keep to themselves now and then. */
const SHY = [
  'battery_level',
  'available_ram_memory',
  'bluetooth_mac',
  'wifi_ip',
  'used_device_space',
  'asset_tag',
];

function forget(random: Random, facts: Facts): Facts {
  for (const name of SHY) if (random.chance(0.03)) Reflect.deleteProperty(facts, name);
  return facts;
}

function hardware(random: Random, { model, capacityGb }: Context): Facts {
  const usedGb = capacityGb * (0.12 + random.next() * 0.82);
  const hasCard = model.platform === 2 && (model.isRugged || model.maker === 'Samsung') && random.chance(0.2);
  const externalGb = hasCard ? random.pick([32, 64, 128]) : 0;
  const externalUsedGb = externalGb * random.next() * 0.9;
  return {
    model_name: model.code,
    model_type: String(MODEL_TYPE[model.kind]),
    model_id: String(model.platform * 1000 + (model.code.length % 10) * 37),
    used_device_space: usedGb.toFixed(1),
    available_device_capacity: (capacityGb - usedGb).toFixed(1),
    external_capacity: externalGb.toFixed(1),
    used_external_space: externalUsedGb.toFixed(1),
    available_external_capacity: (externalGb - externalUsedGb).toFixed(1),
    // What the system leaves of the chips: a little less than sold.
    total_ram_memory: (model.ramGb * 1024 * 0.9 + random.below(60)).toFixed(1),
    available_ram_memory: (model.ramGb * (0.15 + random.next() * 0.45)).toFixed(1),
    processor_type: model.processor,
    processor_architecture: model.platform === 3 ? 'x64' : 'arm64',
    ...(model.kind !== 'desktop' && { battery_level: String(random.between(4, 100)) }),
  };
}

function system(random: Random, { model, release, isPersonal, hasModem, now }: Context): Facts {
  const addedAt = now - Math.floor((3 + random.next() * 1100) * DAY_MS);
  const common = {
    os_name: release.osName,
    build_version: release.build,
    added_time: String(addedAt),
    registered_time: String(addedAt - random.between(20_000, 240_000)),
    last_modified_time: String(now - Math.floor(random.next() ** 3 * 20 * DAY_MS)),
    managed_status: '2',
    is_supervised: String(!isPersonal && random.chance(0.9)),
    is_device_locator_enabled: String(random.chance(0.8)),
    // Nothing, or GSM, as every network here.
    cellular_technology: hasModem ? '1' : '0',
  };
  if (model.platform === 1) return { ...common, ...appleSystem(random, now) };
  if (model.platform === 3) return { ...common, agent_type: '6', agent_version: '11.4.2528.01.W' };
  return {
    ...common,
    agent_type: '3',
    agent_version: '9.2.612.B',
    agent_version_code: '2300612',
    notified_agent_version: '9.2.640.B',
    google_play_service_id: random.text(16, HEX).toLowerCase(),
    eas_device_identifier: random.text(26, ALNUM),
    is_profileowner: String(isPersonal),
    is_cloud_backup_enabled: String(random.chance(0.4)),
    ...(hasModem && {
      modem_firmware_version: `${model.code.replaceAll(/\W|^SM/g, '')}XXU${random.text(5, ALNUM)}`,
    }),
  };
}

function appleSystem(random: Random, now: number): Facts {
  const isBackedUp = random.chance(0.5);
  return {
    agent_type: '1',
    agent_version: '9.2.4',
    eas_device_identifier: random.text(26, ALNUM),
    is_activation_lock_enabled: String(random.chance(0.6)),
    is_cloud_backup_enabled: String(isBackedUp),
    is_dnd_in_effect: String(random.chance(0.15)),
    is_itunes_account_active: String(random.chance(0.55)),
    carrier_setting_version: random.pick(['57.0', '61.0', '62.0.1', '66.1']),
    ...(isBackedUp && { last_cloud_backup_date: String(now - Math.floor(random.next() * 9 * DAY_MS)) }),
  };
}

function network(random: Random, { model, hasModem }: Context): Facts {
  const wifiMac = mac(random, model.macPrefix);
  const ip = `10.${random.below(256)}.${random.below(256)}.${random.between(2, 254)}`;
  const megabytes = (most: number) => (random.next() ** 2 * most).toFixed(1);
  return {
    wifi_mac: wifiMac,
    wifi_ip: `${ip}, ${linkLocal(wifiMac)}`,
    bluetooth_mac: mac(random, model.macPrefix),
    ...(model.platform === 3 && { ethernet_macs: mac(random, model.macPrefix) }),
    ...(model.kind === 'desktop' && { ethernet_ip: ip }),
    ...(hasModem && {
      data_roaming_enabled: String(random.chance(0.3)),
      voice_roaming_enabled: String(random.chance(0.6)),
      is_personal_hotspot_enabled: String(random.chance(0.1)),
    }),
    incoming_network_usage: hasModem ? megabytes(20_000) : '0.0',
    outgoing_network_usage: hasModem ? megabytes(3000) : '0.0',
    incoming_wifi_usage: megabytes(90_000),
    outgoing_wifi_usage: megabytes(12_000),
  };
}

/** The IPv6 address that a card gives itself from its MAC (RFC 4291, appendix A). */
function linkLocal(address: string): string {
  const [a = '', b = '', c = '', d = '', e = '', f = ''] = address.split(':');
  const first = (Number.parseInt(a, 16) ^ 2).toString(16).toUpperCase();
  const groups = [first + b, `${c}FF`, `FE${d}`, e + f];
  return `FE80::${groups.map((group) => group.replace(/^0+(?=.)/, '')).join(':')}`;
}

function security(random: Random, { model, isPersonal }: Context): Facts {
  const hasPasscode = !random.chance(isPersonal ? 0.07 : 0.03);
  const isCompliant = hasPasscode && !random.chance(0.04);
  const isRooted = model.platform !== 3 && random.chance(0.012);
  return {
    device_rooted: String(isRooted),
    passcode_present: String(hasPasscode),
    passcode_complaint: String(isCompliant),
    passcode_complaint_profiles: String(isCompliant || random.chance(0.5)),
    // On Apple's the passcode is the key: without one nothing is protected.
    storage_encryption: String(
      model.platform === 1 ? hasPasscode : !random.chance(model.platform === 3 ? 0.12 : 0.03),
    ),
    external_storage_encryption: model.platform === 2 ? random.pick(['-1', '0', '1']) : '-1',
    hardware_encryption_caps: model.platform === 1 ? '3' : '-1',
  };
}

function asset(random: Random, { model, city, isPersonal, index, now }: Context): Facts {
  const common = {
    resource_type: '120',
    customer_id: '1',
    is_modified: 'false',
    is_inactive: String(random.chance(0.04)),
    ...(model.platform === 3 && { domain_netbios_name: 'EXAMPLE' }),
  };
  if (isPersonal || random.chance(0.3)) return common;
  const boughtAt = now - Math.floor((40 + random.next() * 1200) * DAY_MS);
  const day = (at: number) => new Date(at).toISOString().slice(0, 10);
  return {
    ...common,
    asset_tag: `EX-${String(index + 1).padStart(6, '0')}`,
    asset_owner: 'Example Logistics',
    office: city.name,
    purchase_date: day(boughtAt),
    purchase_order_number: `PO-${new Date(boughtAt).getUTCFullYear()}-${random.between(1000, 9999)}`,
    purchase_price: `${random.between(199, 1899)}.00`,
    purchase_type: random.pick(['Purchased', 'Leased']),
    warranty_expiration_date: day(boughtAt + 2 * 365 * DAY_MS),
    warranty_number: random.text(10, ALNUM),
    warranty_type: random.pick(['Standard', 'Extended']),
  };
}

/** UDID in the platform's shape: Apple's chip and device number, Windows's GUID; Android has none of its own. */
export function udidOf(random: Random, model: Model): string | undefined {
  if (model.platform === 1)
    return `0000${random.pick(['8101', '8110', '8120', '8130', '8140'])}-00${random.text(14, HEX)}`;
  if (model.platform === 3) return uuid(random).toUpperCase();
  return random.chance(0.6) ? random.text(32, HEX).toLowerCase() : undefined;
}
