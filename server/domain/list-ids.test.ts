import { expect, it } from 'vitest';
import { describeIds } from './list-ids.ts';

const UNKNOWN = ['device does not exist', 'devices do not exist'] as const;
const from = (first: bigint, count: number) =>
  Array.from({ length: count }, (_, index) => first + BigInt(index));

it.each([
  [[9007199254741001n], '1 device does not exist: 9007199254741001'],
  [[7n, 7n], '1 device does not exist: 7'],
  [[3n, 1n, 2n], '3 devices do not exist: 3, 1, 2'],
  [from(1n, 5), '5 devices do not exist: 1, 2, 3, 4, 5'],
  [from(1n, 1000), '1000 devices do not exist: 1, 2, 3, 4, 5 and 995 more'],
])('%s', (ids, expected) => {
  expect(describeIds(ids, UNKNOWN)).toBe(expected);
});
