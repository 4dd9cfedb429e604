import { Type, type Static } from 'typebox';
import { FACT_MEANINGS, type FactName } from './device-facts.ts';
import { deltaEnd, id, integer, integerOrUnknown, optionalId, type Wire } from './wire.ts';

/** What stands for a fact that is not known, in the detail answer. */
export const UNKNOWN = '--';

/** Label of `platform_type` by `platform_type_id`. Open: above 3 the vendor's own pages contradict each other. */
export const PLATFORM_TYPES: Readonly<Record<number, string>> = { 1: 'ios', 2: 'android', 3: 'windows' };

const booleanOrUnknown = (description: string) =>
  Type.Unsafe<boolean | string>({ type: ['boolean', 'string'], description });

const OWNED_BY = '1 corporate, 2 personal.';
const CAPACITY = 'Internal storage, GB.';

/** A device of GET /devices (reference: "Device Meta Information"). */
export function deviceListItem(wire: Wire) {
  return Type.Object({
    device_id: id(wire, 'The device.'),
    device_capacity: Type.Number({ description: CAPACITY }),
    os_version: Type.String({ description: 'Version of the operating system.' }),
    is_lost_mode_enabled: Type.Boolean({ description: 'Whether the device is in lost mode.' }),
    platform_type: Type.String({
      description:
        'ios, android, windows, or "platform <id>" for one that has no name here; the name in both wire forms.',
    }),
    platform_type_id: integer(wire, '1 iOS, 2 Android, 3 Windows; an open integer.'),
    model: Type.String({ description: 'Model.' }),
    device_name: Type.String({ description: 'Name of the device.' }),
    product_name: Type.String({ description: 'The maker, as in the reference\'s example ("asus").' }),
    user: Type.Unsafe<DeviceUser | null>({ ...deviceUser(wire), nullable: true }),
    // From here on: what later versions of the service add.
    serial_number: Type.String({ description: 'Serial number; "" where not known.' }),
    imei: Type.Array(Type.String(), {
      description: 'One IMEI per SIM slot; empty for a device without a modem.',
    }),
    udid: Type.String({ description: 'UDID; "" where not known.' }),
    owned_by: integer(wire, OWNED_BY),
    is_removed: Type.Boolean({
      description: 'True once the device was taken out of management but is still listed.',
    }),
  });
}

function deviceUser(wire: Wire) {
  return Type.Object(
    {
      user_id: id(wire, 'The person.'),
      user_name: Type.String({ description: 'Name of the person.' }),
      user_email: Type.String({ description: 'E-mail address of the person.' }),
    },
    { description: 'Whom the device is assigned to; null where nobody.' },
  );
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
 * Facts that stand at the top of the detail answer and again in its `os`, all of them text, "--" where not known; see
 * device-facts.ts for meanings and units.
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

/** Facts that stand at the top of the detail answer only. */
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

/** Facts of `network` only. */
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

/** Facts of each of `sims`; `network` repeats those of the first. */
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

/** Facts of `network_usage`. */
export const USAGE_FACTS = [
  'incoming_network_usage',
  'incoming_wifi_usage',
  'outgoing_network_usage',
  'outgoing_wifi_usage',
] as const;

/** Facts of `security` that are text. */
export const SECURITY_FACTS = [
  'device_rooted',
  'hardware_encryption_caps',
  'passcode_complaint_profiles',
  'passcode_present',
  'storage_encryption',
] as const;

function texts<Name extends FactName>(names: readonly Name[]) {
  // fromEntries forgets the literal names that the argument carries.
  return Object.fromEntries(
    names.map((name) => [name, Type.String({ description: FACT_MEANINGS[name] })]),
  ) as Record<Name, ReturnType<typeof Type.String>>;
}

/** Identity and hardware that the top level and `os` have in common, beside `OS_FACTS`. */
function common(wire: Wire) {
  return {
    added_time: integerOrUnknown(wire, 'When the device was enrolled, ms since 1970.'),
    device_capacity: Type.Number({ description: CAPACITY }),
    imei: imeiOf(wire),
    os_version: Type.String({ description: 'Version of the operating system.' }),
    owned_by: Type.String({ description: OWNED_BY }),
    platform_type: Type.String({
      description:
        'ios, android, windows; where ids are sent as strings "1", "2", "3", as seen of the live service in this answer alone.',
    }),
    resource_id: Type.String({ description: "The device's id as text." }),
    serial_number: Type.String({ description: 'Serial number.' }),
    udid: Type.String({ description: 'UDID.' }),
  };
}

/** "array" comes first, because the serialiser takes a list for a string where it may. */
function imeiOf(wire: Wire) {
  const description =
    "The first SIM's; where ids are sent as strings a list if there are several, as the live service does at times.";
  return wire === 'numbers'
    ? Type.Unsafe<string | string[]>({ type: 'string', description })
    : Type.Unsafe<string | string[]>({ type: ['array', 'string'], items: { type: 'string' }, description });
}

/** The answer of GET /devices/{device_id} (reference: "Get device device details"): every key it prints. */
export function deviceDetail(wire: Wire) {
  const resourceId = () => Type.String({ description: "The device's id as text." });
  return Type.Object({
    ...common(wire),
    ...texts(OS_FACTS),
    ...texts(ASSET_FACTS),
    is_lost_mode_enabled: Type.Boolean({ description: 'Whether the device is in lost mode.' }),
    managed_device_id: resourceId(),
    model: Type.String({ description: 'Model.' }),
    name: Type.String({ description: 'Name of the device.' }),
    product_name: Type.String({ description: 'The maker.' }),
    user_id: optionalId(wire, 'Whom the device is assigned to; null where nobody.'),
    network: Type.Object(
      { ...texts(NETWORK_FACTS), ...texts(SIM_FACTS), resource_id: resourceId() },
      { description: 'How it is connected; facts of the SIM are those of the first of `sims`.' },
    ),
    network_usage: Type.Object(texts(USAGE_FACTS), { description: 'What it has sent and received.' }),
    os: Type.Object(
      { ...common(wire), ...texts(OS_FACTS) },
      { description: 'Facts of the top level once more.' },
    ),
    security: Type.Object(
      {
        ...texts(SECURITY_FACTS),
        external_storage_encryption: integerOrUnknown(
          wire,
          'Whether the memory card is encrypted: -1 where the device does not tell, 0 no, 1 yes.',
        ),
        passcode_complaint: booleanOrUnknown(
          "Whether the passcode fits the rules. The spelling is the service's.",
        ),
        resource_id: resourceId(),
      },
      { description: 'Passcode, encryption, root.' },
    ),
    sims: Type.Array(
      Type.Object({
        ...texts(SIM_FACTS),
        imei: Type.String({ description: 'IMEI of the slot.' }),
        resource_id: resourceId(),
      }),
      { description: 'One entry per SIM slot.' },
    ),
  });
}

export const DeviceListItem = deviceListItem('numbers');
export type DeviceListItem = Static<typeof DeviceListItem>;
export const DeviceList = deviceList('numbers');
export type DeviceList = Static<typeof DeviceList>;
export const DeviceDetail = deviceDetail('numbers');
export type DeviceDetail = Static<typeof DeviceDetail>;
