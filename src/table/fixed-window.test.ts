import { describe, expect, it } from 'vitest';
import { rangeAt, scrollTopFor, stepAt } from './fixed-window.ts';

describe('rangeAt', () => {
  it.each([
    ['at the top', 0, { start: 0, end: 30 }],
    ['in the middle', 36 * 402, { start: 394, end: 430 }],
    ['at the end', 36 * 980, { start: 970, end: 1000 }],
    ['beyond the end', 36 * 5000, { start: 970, end: 1000 }],
  ])('%s', (_name, scrollTop, range) => {
    expect(rangeAt(stepAt(scrollTop, 36), 720, 36, 1000)).toEqual(range);
  });

  it('covers what is visible at every place, and little more', () => {
    for (let scrollTop = 0; scrollTop < 36 * 980; scrollTop += 7) {
      const { start, end } = rangeAt(stepAt(scrollTop, 36), 720, 36, 1000);
      expect(start * 36).toBeLessThanOrEqual(scrollTop);
      expect(end * 36).toBeGreaterThanOrEqual(Math.min(scrollTop + 720, 36_000));
      expect(end - start).toBeLessThanOrEqual(36);
    }
  });

  it('is empty without rows', () => {
    expect(rangeAt(0, 720, 36, 0)).toEqual({ start: 0, end: 0 });
  });
});

describe('scrollTopFor', () => {
  const place = { scrollTop: 360, height: 756, rowHeight: 36, headerHeight: 36 };
  it.each([
    [10, 360],
    [29, 360],
    [30, 396],
    [9, 324],
    [0, 0],
  ])('row %d', (index, scrollTop) => {
    expect(scrollTopFor(index, place)).toBe(scrollTop);
  });
});
