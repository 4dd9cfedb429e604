import { describe, expect, it } from 'vitest';
import { type Picture, pictureOf } from './image.ts';
import { buildPng } from './testing/apk-builder.ts';
import { joinBytes, numbers } from './testing/zip-builder.ts';

const ascii = (text: string) => new TextEncoder().encode(text);
const zeros = (length: number) => new Uint8Array(length);

const gif = (version: string) => joinBytes([ascii(version), numbers([2, 300], [2, 200]), zeros(10)]);
const webp = (kind: string, ...rest: Uint8Array[]) =>
  joinBytes([ascii('RIFF'), numbers([4, 100]), ascii('WEBP'), ascii(kind), numbers([4, 10]), ...rest]);
const jpeg = (...segments: Uint8Array[]) => joinBytes([Uint8Array.of(0xff, 0xd8), ...segments]);
const segment = (marker: number, length: number) =>
  joinBytes([Uint8Array.of(0xff, marker, length >> 8, length & 0xff), zeros(length - 2)]);
const frame = (marker: number) => Uint8Array.of(0xff, marker, 0, 11, 8, 0, 200, 1, 44, 1, 1, 0x11, 0);
const ico = (...sides: [width: number, height: number][]) =>
  joinBytes([
    numbers([2, 0], [2, 1], [2, sides.length]),
    ...sides.map(([width, height]) =>
      numbers([1, width], [1, height], [2, 0], [2, 1], [2, 32], [4, 4], [4, 6 + 16 * sides.length]),
    ),
    zeros(4),
  ]);

const of = (contentType: Picture['contentType'], width = 300, height = 200): Picture => ({
  contentType,
  width,
  height,
});

describe('pictureOf', () => {
  const pictures: [what: string, bytes: Uint8Array<ArrayBuffer>, picture: Picture][] = [
    ['PNG', buildPng(48), of('image/png', 48, 48)],
    ['JPEG, baseline', jpeg(segment(0xe0, 16), frame(0xc0)), of('image/jpeg')],
    [
      'JPEG, progressive, with a long preview and filling',
      jpeg(
        segment(0xe1, 60_000),
        segment(0xdb, 67),
        segment(0xc4, 30),
        Uint8Array.of(0xff, 0xff),
        frame(0xc2),
      ),
      of('image/jpeg'),
    ],
    ['GIF of 1987', gif('GIF87a'), of('image/gif')],
    ['GIF of 1989', gif('GIF89a'), of('image/gif')],
    [
      'WebP, lossy',
      webp(
        'VP8 ',
        numbers([1, 0], [1, 0], [1, 0], [1, 0x9d], [1, 1], [1, 0x2a], [2, 0x4000 | 300], [2, 200]),
      ),
      of('image/webp'),
    ],
    ['WebP, lossless', webp('VP8L', numbers([1, 0x2f], [4, 299 | (199 << 14)])), of('image/webp')],
    ['WebP, extended', webp('VP8X', numbers([4, 0], [2, 299], [1, 0], [2, 199], [1, 0])), of('image/webp')],
    [
      'WebP, extended and vast',
      webp('VP8X', numbers([4, 0], [2, 0], [1, 1], [2, 0], [1, 2])),
      of('image/webp', 65_537, 131_073),
    ],
    ['ICO', ico([16, 16], [48, 32]), of('image/x-icon', 48, 32)],
    ['ICO of 256', ico([16, 16], [0, 0]), of('image/x-icon', 256, 256)],
  ];
  it.each(pictures)('%s', (_what, bytes, picture) => expect(pictureOf(bytes)).toEqual(picture));
  it.each(pictures)('%s, cut off in its header', (_what, bytes) => {
    for (let length = 0; length < 10; length += 1) expect(pictureOf(bytes.slice(0, length))).toBeUndefined();
  });

  const others: [what: string, bytes: Uint8Array<ArrayBuffer>][] = [
    ['nothing', zeros(0)],
    ['zeros', zeros(100)],
    ['a PNG of no width', joinBytes([buildPng(1).subarray(0, 16), zeros(8)])],
    [
      'Apple’s PNG dialect',
      joinBytes([buildPng(1).subarray(0, 8), numbers([4, 0x04000000]), ascii('CgBI'), zeros(30)]),
    ],
    ['a JPEG without a frame', jpeg(segment(0xe0, 16), Uint8Array.of(0xff, 0xda, 0, 4))],
    ['a JPEG that ends at once', jpeg(Uint8Array.of(0xff, 0xd9))],
    ['a JPEG with a segment of no length', jpeg(Uint8Array.of(0xff, 0xe0, 0, 0), zeros(20))],
    ['a JPEG with something between segments', jpeg(segment(0xe0, 16), Uint8Array.of(1), frame(0xc0))],
    ['a GIF of another year', gif('GIF90a')],
    ['a WebP of another kind', webp('VP9 ', zeros(20))],
    ['a WAVE sound', joinBytes([ascii('RIFF'), zeros(4), ascii('WAVE'), zeros(30)])],
    ['an ICO without pictures', ico()],
    ['an ICO with a picture outside of it', ico([16, 16]).slice(0, -1)],
    ['a cursor', joinBytes([numbers([2, 0], [2, 2], [2, 1]), ico([16, 16]).subarray(6)])],
    ['an SVG', ascii('<svg xmlns="http://www.w3.org/2000/svg"/>')],
  ];
  it.each(others)('is none: %s', (_what, bytes) => expect(pictureOf(bytes)).toBeUndefined());
});
