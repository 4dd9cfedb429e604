import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Device } from '../../api/device-types.ts';
import type { DeviceId } from '../../lib/ids.ts';
import { createNameOrder, insertByName } from './name-order.ts';

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

it('is natural, without regard to case, those without a name last, equals by id', () => {
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
  expect(inOrder([three, two, one])).toEqual(inOrder([one, two, three]));
  expect(inOrder([[device(10, 'a'), device(9, 'a')]])).toEqual(['9 a', '10 a']);
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

it('takes more rows in as if they had been sorted with the others', () => {
  const name = fc.option(fc.constantFrom('a1', 'a02', 'A10', 'b', 'é', ''), { nil: undefined });
  const names = fc.array(name, { maxLength: 60 });
  fc.assert(
    fc.property(names, names, (held, added) => {
      // Ids of both are mixed, so that equal names are as well.
      const rows = held.map((one, index) => device(index * 3 + 5, one));
      const more = added.map((one, index) => device(index * 7 + 100_000 - index * index * 50, one));
      const order = createNameOrder();
      order.add(rows);
      const sorted = order.finish();
      order.add(more);
      expect(insertByName(sorted, more)).toEqual(order.finish());
    }),
  );
});

it('looks at few of many rows', () => {
  let looks = 0;
  const watched = (id: number): Device => ({
    ...device(id, undefined),
    get name() {
      looks += 1;
      return `Phone ${id}`;
    },
  });
  const rows = Array.from({ length: 10_000 }, (_, id) => watched(id));
  const merged = insertByName(rows, [device(20_000, 'Phone 5000.5'), device(20_001, 'Phone 99999')]);
  // Each look reads the name twice at most, and there are two searches of at most 2 * log2(10,000) steps.
  expect(looks).toBeLessThan(2 * 2 * 2 * 14);
  expect(merged).toHaveLength(10_002);
  expect(merged[5001]?.id).toBe('20000');
  expect(merged[10_001]?.id).toBe('20001');
});
