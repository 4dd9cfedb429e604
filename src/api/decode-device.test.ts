import { describe, expect, it } from 'vitest';
import type { DeviceId } from '../lib/ids.ts';
import { decodeDevice, decodeDeviceDetail, decodePlatform, flatten } from './decode-device.ts';
import { asBoolean, asDate, asIdText, asNumber, asText, asTexts } from './decode.ts';
import { parseLossless } from './lossless-json.ts';

describe('values', () => {
  it.each([
    ['--', undefined],
    ['', undefined],
    [null, undefined],
    [undefined, undefined],
    [' asus ', 'asus'],
    [12, '12'],
    [{}, undefined],
  ])('text of %j is %j', (value, text) => expect(asText(value)).toBe(text));

  it.each([
    ['12.4', 12.4],
    ['3533.0', 3533],
    ['-1', -1],
    [15.8, 15.8],
    ['--', undefined],
    ['', undefined],
    ['12 GB', undefined],
    [true, undefined],
    ['0x10', undefined],
  ])('number of %j is %j', (value, number) => expect(asNumber(value)).toBe(number));

  it.each([
    [true, true],
    ['true', true],
    ['False', false],
    [0, false],
    ['1', true],
    [-1, undefined],
    ['-1', undefined],
    ['--', undefined],
  ])('boolean of %j is %j', (value, is) => expect(asBoolean(value)).toBe(is));

  it.each([
    ['9007199254741001', '9007199254741001'],
    [' 12 ', '12'],
    [99731238129, '99731238129'],
    [9007199254741000, undefined],
    [-1, undefined],
    ['007', undefined],
    ['9223372036854775808', undefined],
    ['--', undefined],
  ])('id of %j is %j', (value, id) => expect(asIdText(value)).toBe(id));

  it.each([
    [
      ['a', 'b', 'a'],
      ['a', 'b'],
    ],
    ['a, b,,a', ['a', 'b']],
    ['--', []],
    [['--', null, ''], []],
    [357327071694307, ['357327071694307']],
    [undefined, []],
  ])('texts of %j are %j', (value, texts) => expect(asTexts(value)).toEqual(texts));

  it.each([
    [1534406564170, new Date(1534406564170)],
    ['1534406564170', new Date(1534406564170)],
    ['--', undefined],
    [0, undefined],
    ['-1', undefined],
    [9e20, undefined],
  ])('date of %j', (value, date) => expect(asDate(value)).toEqual(date));

  it.each([
    [[2, 'android'], 2],
    [['2', undefined], 2],
    [[undefined, 'android'], 2],
    [[undefined, 'iOS'], 1],
    [[undefined, '3'], 3],
    [['7', 'tizen'], 7],
    [['--', 'tizen'], 0],
    [[], 0],
    [[-1, 1.5], 0],
  ])('platform of %j is %d', (values, platform) => expect(decodePlatform(...values)).toBe(platform));
});

const NUMBERS =
  '{"device_id":9007199254741001,"device_capacity":15.8,"os_version":"4.4.2","is_lost_mode_enabled":false,"platform_type":"android","platform_type_id":2,"model":"Nexus 7","device_name":"admin_Nexus 7","product_name":"asus","user":{"user_id":9007199254741020,"user_name":"user","user_email":"e@example.com"},"serial_number":"RZ8","imei":["357327071694307"],"udid":"--","owned_by":2,"is_removed":false}';
const STRINGS =
  '{"device_id":"9007199254741001","device_capacity":"15.8","os_version":"4.4.2","is_lost_mode_enabled":"false","platform_type":"android","platform_type_id":"2","model":"Nexus 7","device_name":"admin_Nexus 7","product_name":"asus","user":{"user_id":"9007199254741020","user_name":"user","user_email":"e@example.com"},"serial_number":"RZ8","imei":"357327071694307","udid":"","owned_by":"2","is_removed":"false"}';

describe('an item of the list', () => {
  it.each([
    ['numbers', NUMBERS],
    ['strings', STRINGS],
  ])('reads the same from %s', (_, text) => {
    expect(decodeDevice(parseLossless(text))).toStrictEqual({
      id: '9007199254741001',
      platform: 2,
      imeis: ['357327071694307'],
      name: 'admin_Nexus 7',
      maker: 'asus',
      model: 'Nexus 7',
      osVersion: '4.4.2',
      capacityGb: 15.8,
      isLostMode: false,
      userId: '9007199254741020',
      userName: 'user',
      userEmail: 'e@example.com',
      serialNumber: 'RZ8',
      ownedBy: 2,
      isRemoved: false,
    });
  });

  it.each([[null], ['x'], [[]], [{}], [{ device_id: '--' }], [{ device_id: 1.5 }]])(
    'is none where it reads %j',
    (value) => {
      expect(decodeDevice(value)).toBeUndefined();
    },
  );

  it('has nothing but an id where nothing else was sent', () => {
    expect(decodeDevice({ device_id: '5', user: null, device_capacity: '-1' })).toStrictEqual({
      id: '5',
      platform: 0,
      imeis: [],
    });
  });
});

describe('the details of a device', () => {
  const asked = '9007199254741001' as DeviceId;
  it('reads facts from the top, from "os", "security" and the SIMs', () => {
    const detail = decodeDeviceDetail(
      parseLossless(
        '{"name":"--","device_name":"Anna","platform_type":"2","product_name":"asus","user_id":9007199254741020,"added_time":1534406564170,"used_device_space":"12.4","device_capacity":15.8,"owned_by":"2","is_supervised":"--","os":{"os_name":"OREO","os_version":"8.0","imei":"111","is_supervised":"true"},"imei":"357327071694307","sims":[{"imei":"357327071694307","phone_number":"595"},{"imei":"222","phone_number":"--"}],"network":{"phone_number":"595"},"security":{"device_rooted":"false","passcode_present":"true","passcode_complaint":false,"storage_encryption":"true"}}',
      ),
      asked,
    );
    expect(detail).toMatchObject({
      id: asked,
      name: 'Anna',
      platform: 2,
      maker: 'asus',
      osName: 'OREO',
      osVersion: '8.0',
      imeis: ['357327071694307', '111', '222'],
      phoneNumbers: ['595'],
      userId: '9007199254741020',
      addedAt: new Date(1534406564170),
      usedGb: 12.4,
      capacityGb: 15.8,
      ownedBy: 2,
      isRooted: false,
      isPasscodePresent: true,
      isPasscodeCompliant: false,
      isEncrypted: true,
      isSupervised: true,
    });
    expect(detail).not.toHaveProperty('serialNumber');
  });

  it('lists everything sent, in order, "--" as not reported', () => {
    expect(
      flatten({ b: 'x', a: { c: '--', d: [] }, sims: [{ imei: '1' }, { imei: '' }], n: 128, f: false }),
    ).toEqual([
      { path: 'b', value: 'x' },
      { path: 'a.c' },
      { path: 'a.d' },
      { path: 'sims[0].imei', value: '1' },
      { path: 'sims[1].imei' },
      { path: 'n', value: '128' },
      { path: 'f', value: 'false' },
    ]);
  });
});
