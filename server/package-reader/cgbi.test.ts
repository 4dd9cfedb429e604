import { describe, expect, test } from 'vitest';
import { cgbiSize, standardPng } from './cgbi.ts';
import { pictureOf } from './image.ts';
import { buildCgbi, buildPng, decodePng, samplePixels } from './testing/ipa-builder.ts';
import { PackageError } from './types.ts';

const pixels = samplePixels(37, 23);

/** What is left of the colours once alpha was multiplied in, rounded to 8 bits, and taken out again. */
function afterRounding(rgba: Uint8Array): Uint8Array {
  return rgba.map((value, index) => {
    const alpha = rgba[index - (index % 4) + 3] ?? 0;
    if (index % 4 === 3) return value;
    return alpha === 0 ? 0 : Math.min(255, Math.round((Math.round((value * alpha) / 255) * 255) / alpha));
  });
}

describe('becomes a standard PNG', () => {
  test.each([
    ['without filters', [0]],
    ['left', [1]],
    ['above', [2]],
    ['average', [3]],
    ['Paeth', [4]],
    ['a different one each row', [4, 3, 2, 1, 0, 1, 4]],
  ])('filter: %s', async (_, filters) => {
    const png = await standardPng(buildCgbi(pixels, { filters }));
    expect(decodePng(png)).toEqual({ ...pixels, rgba: afterRounding(pixels.rgba) });
    expect(pictureOf(png)).toEqual({ contentType: 'image/png', width: 37, height: 23 });
  });

  test('without alpha', async () => {
    const png = await standardPng(buildCgbi(pixels, { isOpaque: true, filters: [4, 2] }));
    const opaque = pixels.rgba.map((value, index) => (index % 4 === 3 ? 255 : value));
    expect(decodePng(png)).toEqual({ ...pixels, rgba: opaque });
  });

  test('one pixel, fully transparent', async () => {
    const png = await standardPng(buildCgbi({ width: 1, height: 1, rgba: Uint8Array.of(9, 9, 9, 0) }));
    expect([...decodePng(png).rgba]).toEqual([0, 0, 0, 0]);
  });
});

test('is told from standard PNGs and other bytes', () => {
  expect(cgbiSize(buildCgbi(pixels))).toEqual({ width: 37, height: 23 });
  expect(cgbiSize(buildPng(pixels))).toBeUndefined();
  expect(cgbiSize(buildCgbi(pixels).slice(0, 39))).toBeUndefined();
  expect(cgbiSize(new Uint8Array())).toBeUndefined();
});

describe('refused', () => {
  const good = buildCgbi(pixels);
  test.each([
    ['no pixels', buildCgbi(pixels, { claims: { width: 0 } })],
    ['more than a side may have', buildCgbi(pixels, { claims: { height: 1025 } })],
    ['2^32 pixels a side', buildCgbi(pixels, { claims: { width: 0xffffffff, height: 0xffffffff } })],
    ['fewer rows than it says', buildCgbi(pixels, { claims: { height: 24 } })],
    ['more rows than it says', buildCgbi(pixels, { claims: { height: 22 } })],
    ['interlaced', buildCgbi(pixels, { claims: { interlace: 1 } })],
    ['16 bits', buildCgbi(pixels, { claims: { depth: 16 } })],
    ['palette', buildCgbi(pixels, { claims: { colour: 3 } })],
    ['a filter that is none', buildCgbi(pixels, { filters: [5] })],
    ['no deflate data', buildCgbi(pixels, { data: new Uint8Array(50).fill(0xff) })],
    ['cut off', good.slice(0, good.length - 40)],
    ['no header', good.slice(0, 24)],
  ])('%s', async (_, bytes) => {
    await expect(standardPng(bytes)).rejects.toThrow(PackageError);
  });
});
