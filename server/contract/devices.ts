import { Type, type Static } from 'typebox';
import { deltaEnd, id, integer, integerOrUnknown, optionalId, type Wire } from './wire.ts';

/** What stands for a fact that is not known, in the detail answer. */
export const UNKNOWN = '--';

/** Label of `platform_type` by `platform_type_id`. Open: above 3 the vendor's own pages contradict each other. */
export const PLATFORM_TYPES: Readonly<Record<number, string>> = { 1: 'ios', 2: 'android', 3: 'windows' };

const booleanOrUnknown = () => Type.Unsafe<boolean | string>({ type: ['boolean', 'string'] });

/** A device of GET /devices (reference: "Device Meta Information"). */
export function deviceListItem(wire: Wire) {
  return Type.Object({
    device_id: id(wire),
    /** Internal storage, GB. */
    device_capacity: Type.Number(),
    os_version: Type.String(),
    is_lost_mode_enabled: Type.Boolean(),
    /** ios, android, windows, or "platform <id>" for one that has no name here; the name in both wire forms. */
    platform_type: Type.String(),
    /** 1 iOS, 2 Android, 3 Windows; an open integer. */
    platform_type_id: integer(wire),
    model: Type.String(),
    device_name: Type.String(),
    /** The maker, as in the reference's example ("asus"). */
    product_name: Type.String(),
    /** null for a device nobody is assigned to. */
    user: Type.Unsafe<DeviceUser | null>({ ...deviceUser(wire), nullable: true }),
    /** From here on: what later versions of the service add. "" where not known. */
    serial_number: Type.String(),
    /** One per SIM slot; empty for a device without a modem. */
    imei: Type.Array(Type.String()),
    udid: Type.String(),
    /** 1 corporate, 2 personal. */
    owned_by: integer(wire),
    /** True once the device was taken out of management but is still listed. */
    is_removed: Type.Boolean(),
  });
}

function deviceUser(wire: Wire) {
  return Type.Object({ user_id: id(wire), user_name: Type.String(), user_email: Type.String() });
}
type DeviceUser = Static<ReturnType<typeof deviceUser>>;

/** The answer of GET /devices; whole, a page of it, or what changed since a delta token. */
export function deviceList(wire: Wire) {
  return Type.Object({
    devices: Type.Array(deviceListItem(wire)),
    ...deltaEnd(wire),
  });
}

/**
 * Facts that stand at the top of the detail answer and again in its `os`, all of them text, "--" where not known.
 * Booleans read "true" and "false". Storage (`*_space`, `*_capacity`) and `available_ram_memory` are in GB,
 * `total_ram_memory` in MB, `battery_level` in percent, times in ms since 1970. `cellular_technology`: 0 none, 1 GSM,
 * 2 CDMA, 3 both.
 */
export const OS_FACTS = [
  'agent_type',
  'agent_version',
  'agent_version_code',
  'available_device_capacity',
  'available_external_capacity',
  'available_ram_memory',
  'battery_level',
  'build_version',
  'cellular_technology',
  'eas_device_identifier',
  'external_capacity',
  'firmware_version',
  'google_play_service_id',
  'is_activation_lock_enabled',
  'is_cloud_backup_enabled',
  'is_device_locator_enabled',
  'is_dnd_in_effect',
  'is_itunes_account_active',
  'is_profileowner',
  'is_supervised',
  'last_cloud_backup_date',
  'managed_status',
  'meid',
  'model_id',
  'modem_firmware_version',
  'notified_agent_version',
  'os_name',
  'processor_architecture',
  'processor_speed',
  'processor_type',
  'registered_time',
  'total_ram_memory',
  'used_device_space',
  'used_external_space',
] as const;

/** Facts that stand at the top of the detail answer only. `model_type`: 1 smartphone, 2 tablet, 3 laptop, 4 desktop, 5 TV. */
export const ASSET_FACTS = [
  'apn_password',
  'apn_user_name',
  'asset_owner',
  'asset_tag',
  'customer_id',
  'db_added_time',
  'description',
  'domain_netbios_name',
  'is_inactive',
  'is_modified',
  'last_modified_time',
  'model_name',
  'model_type',
  'office',
  'purchase_date',
  'purchase_order_number',
  'purchase_price',
  'purchase_type',
  'resource_type',
  'warranty_expiration_date',
  'warranty_number',
  'warranty_type',
] as const;

/** Facts of `network` only. `wifi_ip` holds several addresses, comma-separated. */
export const NETWORK_FACTS = [
  'bluetooth_mac',
  'data_roaming_enabled',
  'ethernet_ip',
  'ethernet_macs',
  'is_personal_hotspot_enabled',
  'voice_roaming_enabled',
  'wifi_ip',
  'wifi_mac',
] as const;

/** Facts of each of `sims`; `network` repeats those of the first. `*_mcc` and `*_mnc` are the country and network codes. */
export const SIM_FACTS = [
  'carrier_setting_version',
  'current_carrier_network',
  'current_mcc',
  'current_mnc',
  'iccid',
  'is_roaming',
  'phone_number',
  'subscriber_carrier_network',
  'subscriber_mcc',
  'subscriber_mnc',
] as const;

/** Facts of `network_usage`: MB since the agent counts. */
export const USAGE_FACTS = [
  'incoming_network_usage',
  'incoming_wifi_usage',
  'outgoing_network_usage',
  'outgoing_wifi_usage',
] as const;

/** Facts of `security` that are text; `hardware_encryption_caps` is -1 where the device does not tell. */
export const SECURITY_FACTS = [
  'device_rooted',
  'hardware_encryption_caps',
  'passcode_complaint_profiles',
  'passcode_present',
  'storage_encryption',
] as const;

function texts<Name extends string>(names: readonly Name[]) {
  // fromEntries forgets the literal names that the argument carries.
  return Object.fromEntries(names.map((name) => [name, Type.String()])) as Record<
    Name,
    ReturnType<typeof Type.String>
  >;
}

/** Identity and hardware that the top level and `os` have in common, beside `OS_FACTS`. */
function common(wire: Wire) {
  return {
    /** When the device was enrolled, ms since 1970. */
    added_time: integerOrUnknown(wire),
    /** Internal storage, GB. */
    device_capacity: Type.Number(),
    /**
     * The first SIM's as text; under `strings` a list where there are several, as the live service does at times.
     * "array" comes first, because the serialiser takes a list for a string where it may.
     */
    imei:
      wire === 'numbers'
        ? Type.Unsafe<string | string[]>({ type: 'string' })
        : Type.Unsafe<string | string[]>({ type: ['array', 'string'], items: { type: 'string' } }),
    os_version: Type.String(),
    /** "1" corporate, "2" personal. */
    owned_by: Type.String(),
    /** ios, android, windows; under `strings` "1", "2", "3", as seen of the live service in this answer alone. */
    platform_type: Type.String(),
    /** The device's id as text. */
    resource_id: Type.String(),
    serial_number: Type.String(),
    udid: Type.String(),
  };
}

/** The answer of GET /devices/{device_id} (reference: "Get device device details"): every key it prints. */
export function deviceDetail(wire: Wire) {
  return Type.Object({
    ...common(wire),
    ...texts(OS_FACTS),
    ...texts(ASSET_FACTS),
    is_lost_mode_enabled: Type.Boolean(),
    /** The device's id as text. */
    managed_device_id: Type.String(),
    model: Type.String(),
    name: Type.String(),
    /** The maker. */
    product_name: Type.String(),
    /** null for a device nobody is assigned to. */
    user_id: optionalId(wire),
    network: Type.Object({ ...texts(NETWORK_FACTS), ...texts(SIM_FACTS), resource_id: Type.String() }),
    network_usage: Type.Object(texts(USAGE_FACTS)),
    os: Type.Object({ ...common(wire), ...texts(OS_FACTS) }),
    security: Type.Object({
      ...texts(SECURITY_FACTS),
      /** -1 where the device does not tell, 0 no, 1 yes. */
      external_storage_encryption: integerOrUnknown(wire),
      /** The vendor's spelling of "compliant". */
      passcode_complaint: booleanOrUnknown(),
      resource_id: Type.String(),
    }),
    sims: Type.Array(Type.Object({ ...texts(SIM_FACTS), imei: Type.String(), resource_id: Type.String() })),
  });
}

export const DeviceListItem = deviceListItem('numbers');
export type DeviceListItem = Static<typeof DeviceListItem>;
export const DeviceList = deviceList('numbers');
export type DeviceList = Static<typeof DeviceList>;
export const DeviceDetail = deviceDetail('numbers');
export type DeviceDetail = Static<typeof DeviceDetail>;

/** The query of GET /devices as it arrives; the route reads numbers out of it and refuses with COM0003, COM0014 or COM0021. */
export const DeviceListQuery = Type.Object({
  /** Devices a page, 1 to 1000. */
  limit: Type.Optional(Type.String()),
  /** Zero-based. */
  offset: Type.Optional(Type.String()),
  /** Where the next page begins; from `paging.next` of an earlier answer. */
  'skip-token': Type.Optional(Type.String()),
  /** From an earlier answer: only what changed since. */
  'delta-token': Type.Optional(Type.String()),
  /** In name, model, serial number, IMEI, phone number, user, e-mail or id, in any case. */
  search: Type.Optional(Type.String()),
  group_id: Type.Optional(Type.String()),
  /** Names or numbers of platforms, comma-separated. */
  platform: Type.Optional(Type.String()),
  imei: Type.Optional(Type.String()),
  serial_number: Type.Optional(Type.String()),
  email: Type.Optional(Type.String()),
  /** 1 corporate, 2 personal. */
  owned_by: Type.Optional(Type.String()),
});
export type DeviceListQuery = Static<typeof DeviceListQuery>;
