import {
  ASSET_FACTS,
  type DeviceDetail,
  NETWORK_FACTS,
  OS_FACTS,
  PLATFORM_TYPES,
  SECURITY_FACTS,
  SIM_FACTS,
  UNKNOWN,
  USAGE_FACTS,
} from '../contract/devices.ts';
import type { Wire } from '../contract/wire.ts';

/** What the answer is made from; the store's DeviceRecord is one. Absent means not known. */
export interface DetailSource {
  id: bigint;
  name: string;
  platform: number;
  model: string;
  productName: string;
  osVersion: string;
  /** GB. */
  capacityGb: number;
  isLostMode: boolean;
  user?: { id: bigint };
  serialNumber?: string;
  udid?: string;
  ownedBy: number;
  sims: readonly DetailSim[];
  facts: Readonly<Record<string, string>>;
}

export interface DetailSim {
  imei?: string;
  phoneNumber?: string;
  iccid?: string;
  carrier?: string;
  isRoaming?: boolean;
}

/**
 * The documented answer of GET /devices/{device_id}, with everything it says twice: at the top and in `os`, in
 * `network` and in the first of `sims`.
 *
 * `facts` of the record are named as the reference names them, whichever part they stand in. Those of SIM_FACTS are
 * said of the network the device is in and stand in `network` and in the first SIM; what the record's own SIMs know
 * goes before them.
 */
export function toDetail(record: DetailSource, wire: Wire): DeviceDetail {
  const { facts } = record;
  const resourceId = String(record.id);
  const common = commonOf(record, wire);
  const os = pick(facts, OS_FACTS);
  const firstSim = simFacts(record.sims[0], facts);
  return {
    ...common,
    ...os,
    ...pick(facts, ASSET_FACTS),
    is_lost_mode_enabled: record.isLostMode,
    managed_device_id: resourceId,
    model: record.model,
    name: record.name,
    product_name: record.productName,
    user_id: record.user?.id ?? null,
    network: { ...pick(facts, NETWORK_FACTS), ...firstSim, resource_id: resourceId },
    network_usage: pick(facts, USAGE_FACTS),
    os: { ...common, ...os },
    security: {
      ...pick(facts, SECURITY_FACTS),
      external_storage_encryption: numberOf(facts.external_storage_encryption),
      passcode_complaint: booleanOf(facts.passcode_complaint),
      resource_id: resourceId,
    },
    sims: record.sims.map((sim, slot) => ({
      ...(slot === 0 ? firstSim : simFacts(sim, {})),
      imei: sim.imei ?? UNKNOWN,
      resource_id: resourceId,
    })),
  };
}

function commonOf(record: DetailSource, wire: Wire) {
  const imeis = record.sims.flatMap((sim) => sim.imei ?? []);
  return {
    added_time: numberOf(record.facts.added_time),
    device_capacity: record.capacityGb,
    imei: wire === 'strings' && imeis.length > 1 ? imeis : (imeis[0] ?? UNKNOWN),
    os_version: record.osVersion,
    owned_by: String(record.ownedBy),
    platform_type: wire === 'strings' ? String(record.platform) : platformName(record.platform),
    resource_id: String(record.id),
    serial_number: record.serialNumber ?? UNKNOWN,
    udid: record.udid ?? UNKNOWN,
  };
}

/** ios, android, windows, and "platform 7" for one that has no name here. */
export function platformName(platform: number): string {
  return PLATFORM_TYPES[platform] ?? `platform ${platform}`;
}

function pick<Name extends string>(
  facts: Readonly<Record<string, string>>,
  names: readonly Name[],
): Record<Name, string> {
  // fromEntries forgets the literal names that the argument carries.
  return Object.fromEntries(names.map((name) => [name, facts[name] ?? UNKNOWN])) as Record<Name, string>;
}

function simFacts(sim: DetailSim | undefined, facts: Readonly<Record<string, string>>) {
  return pick(
    {
      ...facts,
      ...(sim?.carrier !== undefined && { subscriber_carrier_network: sim.carrier }),
      ...(sim?.iccid !== undefined && { iccid: sim.iccid }),
      ...(sim?.isRoaming !== undefined && { is_roaming: String(sim.isRoaming) }),
      ...(sim?.phoneNumber !== undefined && { phone_number: sim.phoneNumber }),
    },
    SIM_FACTS,
  );
}

/** What the reference prints as a number, from text that was written from one. */
function numberOf(text: string | undefined): number | string {
  const number = Number(text);
  return text === undefined || text === '' || Number.isNaN(number) ? UNKNOWN : number;
}

function booleanOf(text: string | undefined): boolean | string {
  return text === 'true' || text === 'false' ? text === 'true' : UNKNOWN;
}
