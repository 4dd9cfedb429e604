import { describe, expect, it } from 'vitest';
import { ApiFailure } from '../contract/errors.ts';
import { fitsIcon, readUploadedPicture, refuseHeavyPicture } from './app-picture.ts';

const picture = (contentType: string, width = 512, height = 512) => ({ contentType, width, height });

/** Code and message of the failure, or what came instead of one. */
function outcomeOf(act: () => unknown): unknown {
  try {
    return act();
  } catch (error) {
    return error instanceof ApiFailure ? [error.code, error.message] : error;
  }
}

describe('an uploaded picture', () => {
  it.each(['image/png', 'image/jpeg', 'image/gif', 'image/webp'])('is taken as %s', (type) => {
    expect(readUploadedPicture('display_image', picture(type, 4096, 4096))).toBe(type);
  });

  it.each([undefined, picture('image/svg+xml'), picture('image/x-icon'), picture('text/html')])(
    'is refused as %j',
    (given) => {
      expect(outcomeOf(() => readUploadedPicture('full_image', given))).toEqual([
        'FIL0001',
        expect.stringMatching(/full_image .*PNG, JPEG, GIF or WebP/),
      ]);
    },
  );

  it.each([
    [4097, 1],
    [1, 4097],
  ])('is refused with %i x %i pixels', (width, height) => {
    expect(fitsIcon(picture('image/png', width, height))).toBe(false);
    expect(
      outcomeOf(() => readUploadedPicture('display_image', picture('image/png', width, height))),
    ).toEqual(['PAY0001', expect.stringContaining(`4096 pixels a side, it has ${width} x ${height}`)]);
  });

  it('has at most 1 MiB', () => {
    expect(outcomeOf(() => refuseHeavyPicture('display_image', 1024 * 1024))).toBeUndefined();
    expect(outcomeOf(() => refuseHeavyPicture('display_image', 1024 * 1024 + 1))).toEqual([
      'PAY0001',
      expect.stringContaining('1 MiB'),
    ]);
  });
});
