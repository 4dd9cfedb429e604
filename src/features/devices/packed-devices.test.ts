import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Device } from '../../api/device-types.ts';
import type { DeviceId, UserId } from '../../lib/ids.ts';
import { packDevices, unpackDevices } from './packed-devices.ts';

const text = fc.string({ unit: 'grapheme' });
const id = fc.bigInt({ min: 0n, max: 2n ** 63n - 1n }).map(String);
const device: fc.Arbitrary<Device> = fc
  .record(
    {
      id: id.map((value) => value as DeviceId),
      platform: fc.nat(9),
      imeis: fc.array(fc.stringMatching(/^\d{15}$/), { maxLength: 2 }),
      name: text,
      maker: fc.constantFrom('Apple', 'Samsung'),
      model: text,
      osVersion: text,
      capacityGb: fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
      isLostMode: fc.boolean(),
      userId: id.map((value) => value as UserId),
      userName: text,
      userEmail: text,
      serialNumber: text,
      udid: text,
      ownedBy: fc.nat(3),
      isRemoved: fc.boolean(),
    },
    { requiredKeys: ['id', 'platform', 'imeis'] },
  )
  .map((value) => ({ ...value }));

it('gives back the devices it was given, in their order', () => {
  fc.assert(
    fc.property(fc.array(device, { maxLength: 40 }), (devices) => {
      expect(unpackDevices(packDevices(devices))).toEqual(devices);
    }),
  );
});

const two = packDevices([
  { id: '9007199254741001' as DeviceId, platform: 1, imeis: ['350000000000000', '350000000000018'] },
  { id: '9007199254741003' as DeviceId, platform: 2, imeis: [], name: 'Beta' },
]);

it.each([
  ['nothing', ''],
  ['no object', '[]'],
  ['a cut text', two.slice(0, -9)],
  ['another count', two.replace('"count":2', '"count":3')],
  ['a gap in the ids', two.replace('"9007199254741001"', 'null')],
  ['a number for an id', two.replace('"9007199254741001"', '1')],
  ['a word for a platform', two.replace('"platform":[1', '"platform":["1"')],
  ['no IMEIs', two.replace('"imeis"', '"imeys"')],
])('refuses %s', (_what, damaged) => {
  expect(() => unpackDevices(damaged)).toThrow();
});
