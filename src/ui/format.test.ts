import { describe, expect, it } from 'vitest';
import { formatBytes, formatGb, plural } from './format.ts';

describe('format', () => {
  it.each([
    [0, '0 devices'],
    [1, '1 device'],
    [1000, '1,000 devices'],
  ])('plural of %d', (count, words) => {
    expect(plural(count, 'device')).toBe(words);
  });

  it('takes an irregular plural', () => {
    expect(plural(2, 'entry', 'entries')).toBe('2 entries');
  });

  it.each([
    [128, '128 GB'],
    [12.44, '12.4 GB'],
    [1500, '1.5 TB'],
  ])('%d GB', (gb, words) => {
    expect(formatGb(gb)).toBe(words);
  });

  it.each([
    [840_000, '840 kB'],
    [33_600_000, '33.6 MB'],
  ])('%d bytes', (bytes, words) => {
    expect(formatBytes(bytes)).toBe(words);
  });
});
