import { ASSET_FACTS, NETWORK_FACTS, OS_FACTS, SECURITY_FACTS, SIM_FACTS, USAGE_FACTS } from './devices.ts';
import type { Wire } from './wire.ts';

/** Above 2^53 and odd: what a double cannot hold. */
export const DEVICE_ID = 9007199254741993n;
export const SECOND_DEVICE_ID = 9007199254742017n;
const USER_ID = 9007199254742057n;
const APP_ID = 9007199254744021n;
const GROUP_ID = 9007199254743011n;

export const deviceList = () => ({
  devices: [
    {
      device_id: DEVICE_ID,
      device_capacity: 128,
      os_version: '15',
      is_lost_mode_enabled: false,
      platform_type: 'android',
      platform_type_id: 2,
      model: 'Galaxy A54',
      device_name: 'Van 12',
      product_name: 'samsung',
      user: { user_id: USER_ID, user_name: 'Priya Raman', user_email: 'priya@example.com' },
      serial_number: 'R5CW30ABCDE',
      imei: ['356938035643809'],
      udid: '',
      owned_by: 1,
      is_removed: false,
    },
  ],
  'delta-token': 'd.5e81aa',
});

/** What is known of the example; the other facts are "--". */
const KNOWN: Readonly<Record<string, string>> = {
  agent_type: '3',
  available_device_capacity: '61.4',
  available_external_capacity: '0.0',
  available_ram_memory: '2.1',
  battery_level: '76',
  build_version: 'AP3A.240905.015',
  cellular_technology: '1',
  current_carrier_network: 'Telia',
  data_roaming_enabled: 'true',
  device_rooted: 'false',
  external_capacity: '0.0',
  hardware_encryption_caps: '-1',
  incoming_network_usage: '812.5',
  incoming_wifi_usage: '2048.0',
  is_device_locator_enabled: 'true',
  model_name: 'a54x',
  model_type: '1',
  os_name: 'Android 15',
  outgoing_network_usage: '96.2',
  outgoing_wifi_usage: '310.7',
  passcode_complaint_profiles: 'true',
  passcode_present: 'true',
  phone_number: '+46 70 555 01 12',
  storage_encryption: 'true',
  total_ram_memory: '7620.0',
  used_device_space: '46.6',
  used_external_space: '0.0',
  voice_roaming_enabled: 'true',
  warranty_expiration_date: '',
  wifi_ip: '10.20.4.71, fe80::a1',
  wifi_mac: '5E:9A:1C:40:22:7B',
};

const pick = (names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, KNOWN[name] ?? '--']));

export function deviceDetail(wire: Wire) {
  const resource = { resource_id: String(DEVICE_ID) };
  const common = {
    added_time: 1795428000000,
    device_capacity: 128,
    imei: '356938035643809',
    os_version: '15',
    owned_by: '1',
    platform_type: wire === 'strings' ? '2' : 'android',
    ...resource,
    serial_number: 'R5CW30ABCDE',
    udid: '--',
  };
  return {
    ...common,
    ...pick(OS_FACTS),
    ...pick(ASSET_FACTS),
    is_lost_mode_enabled: false,
    managed_device_id: String(DEVICE_ID),
    model: 'Galaxy A54',
    name: 'Van 12',
    product_name: 'samsung',
    user_id: USER_ID,
    network: { ...pick(NETWORK_FACTS), ...pick(SIM_FACTS), ...resource },
    network_usage: pick(USAGE_FACTS),
    os: { ...common, ...pick(OS_FACTS) },
    security: {
      ...pick(SECURITY_FACTS),
      external_storage_encryption: -1,
      passcode_complaint: true,
      ...resource,
    },
    sims: [{ ...pick(SIM_FACTS), imei: '356938035643809', ...resource }],
  };
}

const app = {
  app_name: 'Delivery',
  identifier: 'com.example.delivery',
  app_version: '3.2.0',
  app_id: APP_ID,
};

export const deviceApps = () => ({
  apps: [
    { ...app, silent_install: true, notify_user_via_email: false, is_direct: false, group_ids: [GROUP_ID] },
  ],
  installed_apps: [app],
});

const payload = {
  payload_type: 'Configuration',
  payload_version: 1,
  payload_identifier: 'com.example.wifi',
  payload_uuid: '0b7c8f52-6a0e-4f0b-9d53-2f6f4a1e77c1',
  payload_organization: 'Northwind',
  payload_description: 'Wi-Fi of the depots',
  payload_display_name: 'Depot Wi-Fi',
};

export const deviceProfiles = () => ({
  provisioning_profiles: [
    {
      prov_expiry_date: 1826964000000,
      prov_name: 'Northwind in-house',
      prov_uuid: '7d0f1b0e-58f4-4a0c-8a55-3a1f0a7b9e20',
      installed_source: 1,
    },
  ],
  configuration_profiles: [
    {
      payload_has_rem_password: false,
      payload_is_encrypted: false,
      payload_unremovable: true,
      ...payload,
      payloadcontent: [payload],
    },
  ],
});

export const deviceLocations = () => ({
  locations: [
    { located_time: 1795430000000, added_time: 1795430004000, latitude: 59.3293, longitude: 18.0686 },
  ],
});
