import Fastify from 'fastify';
import { describe, expect, it } from 'vitest';
import { deviceDetail } from '../contract/devices.ts';
import type { Wire } from '../contract/wire.ts';
import { type DetailSource, toDetail } from './device-detail.ts';

/** The facts behind the reference's example ("Get device device details"). */
const example: DetailSource = {
  id: 2n,
  name: 'admin_SM-G935F',
  platform: 2,
  model: 'Nexus 7',
  productName: 'asus',
  osVersion: '4.4.2',
  capacityGb: 15.8,
  isLostMode: false,
  user: { id: 9007199254741020n },
  serialNumber: 'RZ8H60ASLHR',
  ownedBy: 2,
  sims: [{ imei: '357327071694307', phoneNumber: '5954646764' }],
  facts: {
    cellular_technology: '1',
    used_device_space: '12.4',
    google_play_service_id: '3ad8caab1cda8495',
    model_name: 'hero2ltexx',
    warranty_expiration_date: '',
    available_external_capacity: '0.0',
    available_ram_memory: '2.6',
    agent_type: '3',
    modem_firmware_version: 'G935FXXU2ERD6',
    is_device_locator_enabled: 'false',
    added_time: '1534406564170',
    outgoing_network_usage: '0.0',
    incoming_wifi_usage: '0.0',
    outgoing_wifi_usage: '0.0',
    incoming_network_usage: '0.0',
    eas_device_identifier: 'JQ7V9FB4JL6ETBUT6A32MSVFD0',
    current_mnc: 'in',
    current_mcc: 'in',
    voice_roaming_enabled: 'true',
    data_roaming_enabled: 'true',
    wifi_ip: '172.23.123.198, FE80::4E66:41FF:FE2F:910',
    wifi_mac: '4C:66:41:2F:09:10',
    external_capacity: '0.0',
    passcode_complaint: 'false',
    external_storage_encryption: '-1',
    storage_encryption: 'true',
    hardware_encryption_caps: '-1',
    passcode_complaint_profiles: 'true',
    device_rooted: 'false',
    passcode_present: 'true',
    build_version: 'R16NW',
    is_cloud_backup_enabled: 'false',
    model_type: '1',
    model_id: '1',
    total_ram_memory: '3533.0',
    used_external_space: '0.0',
    os_name: 'OREO',
  },
};

/** As a route sends it: Fastify makes the serialiser from the schema. */
async function sent(source: DetailSource, wire: Wire): Promise<string> {
  const app = Fastify();
  app.get('/', { schema: { response: { 200: deviceDetail(wire) } } }, () => toDetail(source, wire));
  return (await app.inject('/')).body;
}

function without(source: DetailSource, ...keys: ('user' | 'serialNumber')[]): DetailSource {
  const copy = { ...source };
  for (const key of keys) Reflect.deleteProperty(copy, key);
  return copy;
}

const unknownOs = {
  meid: '--',
  agent_version_code: '--',
  processor_type: '--',
  managed_status: '--',
  processor_architecture: '--',
  is_dnd_in_effect: '--',
  is_profileowner: '--',
  firmware_version: '--',
  processor_speed: '--',
  registered_time: '--',
  is_activation_lock_enabled: '--',
  battery_level: '--',
  is_itunes_account_active: '--',
  is_supervised: '--',
  available_device_capacity: '--',
  last_cloud_backup_date: '--',
  agent_version: '--',
  notified_agent_version: '--',
};
const os = {
  ...unknownOs,
  added_time: 1534406564170,
  cellular_technology: '1',
  eas_device_identifier: 'JQ7V9FB4JL6ETBUT6A32MSVFD0',
  used_device_space: '12.4',
  google_play_service_id: '3ad8caab1cda8495',
  external_capacity: '0.0',
  platform_type: 'android',
  udid: '--',
  available_external_capacity: '0.0',
  build_version: 'R16NW',
  is_cloud_backup_enabled: 'false',
  os_version: '4.4.2',
  owned_by: '2',
  serial_number: 'RZ8H60ASLHR',
  available_ram_memory: '2.6',
  model_id: '1',
  agent_type: '3',
  modem_firmware_version: 'G935FXXU2ERD6',
  is_device_locator_enabled: 'false',
  total_ram_memory: '3533.0',
  used_external_space: '0.0',
  resource_id: '2',
  os_name: 'OREO',
  imei: '357327071694307',
  device_capacity: 15.8,
};
const sim = {
  is_roaming: '--',
  current_mnc: 'in',
  subscriber_mnc: '--',
  current_carrier_network: '--',
  subscriber_carrier_network: '--',
  iccid: '--',
  carrier_setting_version: '--',
  resource_id: '2',
  subscriber_mcc: '--',
  phone_number: '5954646764',
  current_mcc: 'in',
};
/** The reference's example, key by key. */
const printed = {
  ...os,
  user_id: 9007199254741020n,
  name: 'admin_SM-G935F',
  model: 'Nexus 7',
  product_name: 'asus',
  is_lost_mode_enabled: false,
  managed_device_id: '2',
  model_name: 'hero2ltexx',
  model_type: '1',
  warranty_expiration_date: '',
  ...Object.fromEntries(
    ['warranty_number', 'office', 'purchase_order_number', 'purchase_type', 'asset_tag', 'resource_type']
      .concat(['warranty_type', 'purchase_price', 'purchase_date', 'is_modified', 'apn_user_name'])
      .concat(['is_inactive', 'description', 'domain_netbios_name', 'asset_owner', 'apn_password'])
      .concat(['last_modified_time', 'db_added_time', 'customer_id'])
      .map((name) => [name, '--']),
  ),
  network_usage: {
    outgoing_network_usage: '0.0',
    incoming_wifi_usage: '0.0',
    outgoing_wifi_usage: '0.0',
    incoming_network_usage: '0.0',
  },
  sims: [{ ...sim, imei: '357327071694307' }],
  network: {
    ...sim,
    is_personal_hotspot_enabled: '--',
    voice_roaming_enabled: 'true',
    ethernet_ip: '--',
    data_roaming_enabled: 'true',
    ethernet_macs: '--',
    wifi_ip: '172.23.123.198, FE80::4E66:41FF:FE2F:910',
    bluetooth_mac: '--',
    wifi_mac: '4C:66:41:2F:09:10',
  },
  security: {
    passcode_complaint: false,
    external_storage_encryption: -1,
    storage_encryption: 'true',
    hardware_encryption_caps: '-1',
    passcode_complaint_profiles: 'true',
    resource_id: '2',
    device_rooted: 'false',
    passcode_present: 'true',
  },
  os,
};

describe('toDetail', () => {
  it('prints the example of the reference', () => {
    expect(toDetail(example, 'numbers')).toEqual(printed);
  });

  it('says "--" for all it does not know, and keeps every key', () => {
    const bare = toDetail({ ...without(example, 'user', 'serialNumber'), sims: [], facts: {} }, 'numbers');
    expect(Object.keys(bare).sort()).toEqual(Object.keys(printed).sort());
    expect(bare).toMatchObject({
      user_id: null,
      serial_number: '--',
      imei: '--',
      added_time: '--',
      sims: [],
      network: { phone_number: '--', wifi_ip: '--' },
      security: { passcode_complaint: '--', external_storage_encryption: '--', device_rooted: '--' },
    });
  });

  it('gives each SIM its own facts, and the network those of the first', () => {
    const sims = [
      { imei: '111', phoneNumber: '+1', iccid: '8901', carrier: 'One', isRoaming: true },
      { imei: '222', carrier: 'Two' },
    ];
    const detail = toDetail({ ...example, sims }, 'numbers');
    const first = {
      subscriber_carrier_network: 'One',
      iccid: '8901',
      is_roaming: 'true',
      phone_number: '+1',
    };
    expect(detail.sims[0]).toMatchObject({ ...first, imei: '111', current_mcc: 'in' });
    expect(detail.network).toMatchObject(first);
    expect(detail.sims[1]).toMatchObject({
      imei: '222',
      subscriber_carrier_network: 'Two',
      phone_number: '--',
      current_mcc: '--',
    });
  });

  it('names the platform under numbers and numbers it under strings', () => {
    for (const [platform, name] of [
      [1, 'ios'],
      [2, 'android'],
      [3, 'windows'],
      [7, 'platform 7'],
    ] as const) {
      expect(toDetail({ ...example, platform }, 'numbers').os.platform_type).toBe(name);
      expect(toDetail({ ...example, platform }, 'strings').os.platform_type).toBe(String(platform));
    }
  });

  it.each(['numbers', 'strings'] as const)(
    'goes through the serialiser with every digit, as %s',
    async (wire) => {
      const sims = [{ imei: '111' }, { imei: '222' }];
      const source = { ...example, id: 9007199254741001n, user: { id: 9007199254741003n }, sims };
      const text = await sent(source, wire);
      const isText = wire === 'strings';
      expect(text).toContain(isText ? '"user_id":"9007199254741003"' : '"user_id":9007199254741003,');
      expect(text).toContain('"resource_id":"9007199254741001"');
      expect(text).toContain('"device_capacity":15.8');
      expect(text).toContain(isText ? '"imei":["111","222"]' : '"imei":"111"');
      expect(text).toContain(isText ? '"added_time":"1534406564170"' : '"added_time":1534406564170');
      expect(text).toContain(
        isText ? '"external_storage_encryption":"-1"' : '"external_storage_encryption":-1',
      );
      expect(JSON.parse(await sent({ ...example, sims: [] }, wire))).toMatchObject({ imei: '--' });
      expect(JSON.parse(await sent({ ...without(source, 'user'), facts: {} }, wire))).toMatchObject({
        user_id: null,
        added_time: '--',
        security: { passcode_complaint: '--', external_storage_encryption: '--' },
      });
    },
  );
});
