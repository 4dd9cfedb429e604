import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Device } from '../../api/device-types.ts';
import type { DeviceId, UserId } from '../../lib/ids.ts';
import { mergeChanges } from './device-merge.ts';
import { createNameOrder } from './name-order.ts';

const id = (n: number) => String(9007199254741000n + BigInt(n)) as DeviceId;
const full: Device = {
  id: id(1),
  name: 'Phone 1',
  platform: 1,
  maker: 'Apple',
  capacityGb: 64,
  isLostMode: false,
  userId: id(99) as string as UserId,
  imeis: ['350000000000000', '350000000000018'],
};
const rows: Device[] = [full, { id: id(2), platform: 2, imeis: [], name: 'Phone 2' }];

it.each<[string, Device]>([
  ['the same, in objects of its own', { ...full, imeis: [...full.imeis] }],
  [
    'the same, in another order of its keys',
    Object.fromEntries(Object.entries(full).reverse()) as unknown as Device,
  ],
])('gives back the very rows where the changed device is %s', (_case, device) => {
  expect(mergeChanges(rows, { changed: [device], removed: [] })).toBe(rows);
});

const withoutMaker = { ...full };
delete withoutMaker.maker;

it.each<[string, Device]>([
  ['another value', { ...full, capacityGb: 128 }],
  ['a fact more', { ...full, udid: 'x' }],
  ['a fact less', withoutMaker],
  ['another IMEI', { ...full, imeis: ['350000000000000', '350000000000026'] }],
  ['an IMEI less', { ...full, imeis: ['350000000000000'] }],
])('takes the changed device in with %s, and leaves the rows given as they are', (_case, device) => {
  const before = structuredClone(rows);
  expect(mergeChanges(rows, { changed: [device], removed: [] })).toEqual([device, rows[1]]);
  expect(rows).toEqual(before);
});

it.each<[string, DeviceId[], DeviceId[]]>([
  ['one held', [id(1)], [id(2)]],
  ['all', [id(2), id(1)], []],
])('drops removed devices: %s', (_case, removed, left) => {
  expect(mergeChanges(rows, { changed: [], removed }).map((device) => device.id)).toEqual(left);
});

it('has nothing to do for a removed device that is not held', () => {
  expect(mergeChanges(rows, { changed: [], removed: [id(7)] })).toBe(rows);
});

it('gives the list that the service would send, sorted', () => {
  const device = fc.record({
    id: fc.nat(40).map(id),
    platform: fc.nat(1),
    imeis: fc.constant<string[]>([]),
    name: fc.constantFrom('a1', 'A01', 'a10', 'b', 'é'),
  });
  const devices = fc.uniqueArray(device, { selector: (one) => one.id, maxLength: 40 });
  fc.assert(
    fc.property(devices, devices, fc.array(fc.nat(40).map(id)), (before, changed, gone) => {
      const removed = gone.filter((one) => !changed.some((other) => other.id === one));
      const after = new Map([...before, ...changed].map((one) => [one.id, one]));
      for (const one of removed) after.delete(one);
      expect(mergeChanges(sorted(before), { changed, removed })).toEqual(sorted([...after.values()]));
    }),
  );
});

function sorted(devices: readonly Device[]): Device[] {
  const order = createNameOrder();
  order.add(devices);
  return order.finish();
}
