import { expect, it } from 'vitest';
import { clampWidth, layoutOf } from './columns.ts';

it('shares spare width among columns that were not sized', () => {
  const columns = [
    { id: 'name', width: 200 },
    { id: 'serial', width: 120 },
  ];
  expect(layoutOf(columns, { serial: 90 })).toEqual({
    template: '40px minmax(200px, 200fr) 90px',
    minWidth: 330,
  });
});

it.each([
  [10, undefined, 60],
  [10, 80, 80],
  [150.6, undefined, 151],
  [9000, undefined, 1200],
])('clamps %d with least %s to %d', (width, least, clamped) => {
  expect(clampWidth(width, least)).toBe(clamped);
});
