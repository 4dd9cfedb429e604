import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Device } from '../../api/device-types.ts';
import type { DeviceId } from '../../lib/ids.ts';
import { createNameOrder } from './name-order.ts';

const device = (id: number, name: string | undefined): Device => ({
  id: String(id) as DeviceId,
  platform: 1,
  imeis: [],
  ...(name !== undefined && { name }),
});

function inOrder(batches: readonly (readonly Device[])[]): string[] {
  const order = createNameOrder();
  for (const batch of batches) order.add(batch);
  return order.finish().map(({ id, name }) => `${id} ${name ?? ''}`.trim());
}

it('is natural, without regard to case, those without a name last, equals as they came', () => {
  const one = [device(1, 'Phone 10'), device(2, undefined), device(3, 'phone 9')];
  const two = [device(4, 'Ämter'), device(5, 'PHONE 9'), device(6, undefined)];
  const three = [device(7, 'amt')];
  expect(inOrder([one, two, three])).toEqual([
    '7 amt',
    '4 Ämter',
    '3 phone 9',
    '5 PHONE 9',
    '1 Phone 10',
    '2',
    '6',
  ]);
  expect(inOrder([])).toEqual([]);
});

it('does not depend on where batches end', () => {
  const names = fc.array(fc.option(fc.constantFrom('a1', 'a02', 'A10', 'b', 'é', '')), { maxLength: 30 });
  fc.assert(
    fc.property(names, fc.array(fc.nat(30), { maxLength: 4 }), (given, cuts) => {
      const devices = given.map((name, id) => device(id, name ?? undefined));
      const ends = [...cuts.sort((a, b) => a - b), devices.length];
      const batches = ends.map((end, index) => devices.slice(ends[index - 1] ?? 0, end));
      expect(inOrder(batches)).toEqual(inOrder([devices]));
    }),
  );
});

it('forgets what was given up', () => {
  const order = createNameOrder();
  order.add([device(1, 'b')]);
  order.clear();
  order.add([device(2, 'a')]);
  expect(order.finish()).toEqual([device(2, 'a')]);
});
