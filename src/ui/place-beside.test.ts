import { expect, it } from 'vitest';
import { placeBeside } from './place-beside.ts';

const viewport = { width: 1000, height: 600 };
const anchor = (left: number, top: number) => ({ left, right: left + 30, top, bottom: top + 20 });

it.each([
  ['below', anchor(100, 100), { width: 200, height: 200 }, { left: 100, top: 124 }],
  ['above where there is more room', anchor(100, 500), { width: 200, height: 200 }, { left: 100, top: 296 }],
  [
    'ending with the anchor at the right edge',
    anchor(950, 100),
    { width: 200, height: 200 },
    { left: 780, top: 124 },
  ],
  ['inside a narrow window', anchor(0, 100), { width: 990, height: 50 }, { left: 8, top: 124 }],
])('%s', (_name, box, size, spot) => {
  expect(placeBeside(box, size, viewport)).toMatchObject(spot);
});

it('is no higher than the room there is', () => {
  expect(placeBeside(anchor(100, 100), { width: 200, height: 5000 }, viewport).maxHeight).toBe(468);
});
