import { createHash } from 'node:crypto';
import type { Icon } from '../store/app-store.ts';
import { encodePng } from './png.ts';
import { box, circle, line, outline, polygon, type Shape, union, within, without } from './shapes.ts';

/** Pixels a side; the drawings below are in these units. */
const SIZE = 128;
const TILE = box([64, 64], [128, 128], 29);

/** White on a coloured tile. */
const GLYPHS = {
  envelope: without(box([64, 64], [76, 54], 8), line(6, [29, 46], [64, 70], [99, 46])),
  bubble: without(
    union(box([64, 58], [76, 52], 16), polygon([42, 76], [64, 76], [40, 101])),
    circle(46, 58, 5),
    circle(64, 58, 5),
    circle(82, 58, 5),
  ),
  pencil: union(
    polygon([79, 28], [100, 49], [88, 61], [67, 40]),
    polygon([63, 44], [84, 65], [52, 97], [31, 76]),
    polygon([29, 80], [48, 99], [25, 103]),
  ),
  pin: without(union(circle(64, 54, 29), polygon([38, 67], [90, 67], [64, 108])), circle(64, 54, 12)),
  people: union(
    circle(50, 48, 14),
    within(circle(50, 94, 27), box([50, 80], [60, 24])),
    circle(86, 52, 11),
    without(within(circle(86, 93, 21), box([86, 81.5], [48, 21])), circle(50, 94, 31)),
  ),
  globe: within(
    circle(64, 64, 40),
    union(
      outline(circle(64, 64, 37), 6),
      outline(circle(34, 64, 45), 5),
      outline(circle(94, 64, 45), 5),
      box([64, 64], [74, 5]),
    ),
  ),
  page: without(
    union(polygon([38, 25], [74, 25], [94, 45], [94, 103], [38, 103]), line(6, [38, 28], [38, 100])),
    line(4, [72, 22], [72, 47], [97, 47]),
    line(6, [50, 62], [80, 62]),
    line(6, [50, 75], [80, 75]),
    line(6, [50, 88], [70, 88]),
  ),
  meeting: union(
    circle(64, 42, 14),
    within(circle(64, 88, 27), box([64, 74], [60, 26])),
    box([64, 97], [84, 8], 4),
  ),
  parcel: without(
    union(
      polygon([64, 24], [98, 42], [64, 60], [30, 42]),
      polygon([29, 47], [61, 64.5], [61, 104], [29, 86]),
      polygon([99, 47], [99, 86], [67, 104], [67, 64.5]),
    ),
    line(5, [47, 33], [81, 51]),
  ),
  barcode: union(
    box([34, 64], [8, 62]),
    box([46, 64], [4, 62]),
    box([57, 64], [9, 62]),
    box([69, 64], [4, 62]),
    box([79, 64], [6, 62]),
    box([93, 64], [10, 62]),
  ),
  van: without(
    union(
      box([50, 61], [52, 44], 5),
      polygon([80, 48], [94, 48], [108, 64], [108, 83], [80, 83]),
      circle(46, 86, 11),
      circle(90, 86, 11),
    ),
    outline(circle(46, 86, 12), 3.5),
    outline(circle(90, 86, 12), 3.5),
    polygon([86, 54], [92, 54], [100, 64], [86, 64]),
  ),
  microphone: union(
    box([64, 50], [28, 52], 14),
    within(outline(circle(64, 58, 26), 6), box([64, 76], [70, 36])),
    box([64, 94], [6, 20]),
    box([64, 103], [34, 7], 3.5),
  ),
  camera: union(box([53, 64], [56, 46], 10), polygon([86, 58], [104, 45], [104, 83], [86, 70])),
} satisfies Record<string, Shape>;

export type Glyph = keyof typeof GLYPHS;

type Colour = readonly [red: number, green: number, blue: number];

const WHITE: Colour = [255, 255, 255];
/** Steps of a picture's colours: down the tile, from tile to glyph, and of the edge's transparency. */
const SHADES = 16;
const BLENDS = 8;
const ALPHAS = 7;

/** A white glyph on a rounded tile of a colour ("#2f6fed"), a little darker towards its foot. */
export function sampleIcon(glyph: Glyph, colour: string): Icon {
  const bytes = encodePng({
    width: SIZE,
    height: SIZE,
    palette: paletteOf(readColour(colour)),
    pixels: draw(GLYPHS[glyph]),
  });
  return { hash: createHash('sha256').update(bytes).digest('hex'), contentType: 'image/png', bytes };
}

function draw(glyph: Shape): Uint8Array {
  const pixels = new Uint8Array(SIZE * SIZE);
  for (let row = 0; row < SIZE; row++) {
    const shade = Math.floor((row * SHADES) / SIZE);
    for (let column = 0; column < SIZE; column++) {
      const [x, y] = [column + 0.5, row + 0.5];
      const alpha = Math.round(cover(TILE(x, y)) * ALPHAS);
      const blend = Math.round(cover(glyph(x, y)) * (BLENDS - 1));
      pixels[row * SIZE + column] =
        alpha === ALPHAS ? shade * BLENDS + blend : SHADES * BLENDS + shade * ALPHAS + alpha;
    }
  }
  return pixels;
}

/** The share of a pixel inside a shape, by the distance of its middle from the edge. */
function cover(distance: number): number {
  return Math.min(1, Math.max(0, 0.5 - distance));
}

function paletteOf(colour: Colour): [number, number, number, number][] {
  const shades = Array.from({ length: SHADES }, (_, index) =>
    mix(colour, [0, 0, 0], (index / SHADES) * 0.22),
  );
  const opaque = shades.flatMap((shade) =>
    Array.from({ length: BLENDS }, (_, index) => mix(shade, WHITE, index / (BLENDS - 1))),
  );
  const edges = shades.flatMap((shade) =>
    Array.from({ length: ALPHAS }, (_, index) => [...shade, Math.round((index / ALPHAS) * 255)] as const),
  );
  return [...opaque.map((each) => [...each, 255] as const), ...edges].map((each) => [...each]);
}

function mix(one: Colour, other: Colour, share: number): Colour {
  const channel = (index: 0 | 1 | 2) => Math.round(one[index] * (1 - share) + other[index] * share);
  return [channel(0), channel(1), channel(2)];
}

function readColour(text: string): Colour {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) =>
    Number.parseInt(text.slice(start, start + 2), 16),
  );
  return [red, green, blue];
}
