/**
 * iOS packages from scratch, and PNGs both standard (W3C PNG, third edition) and as Xcode rewrites them
 * (https://theapplewiki.com/wiki/PNG_CgBI_Format).
 */
import { crc32, deflateRawSync, deflateSync, inflateSync } from 'node:zlib';
import { type Plist, bigEndian, buildBinaryPlist, buildXmlPlist } from './plist-builder.ts';
import { type ZipInput, buildZip, joinBytes } from './zip-builder.ts';

type Bytes = Uint8Array<ArrayBuffer>;
type Info = Record<string, Plist | undefined>;

export const SAMPLE_INFO = {
  CFBundleIdentifier: 'com.example.delivery',
  CFBundleShortVersionString: '3.2.1',
  CFBundleVersion: '321',
  CFBundleDisplayName: 'Lieferung – Größe 📦',
  CFBundleName: 'Delivery',
  MinimumOSVersion: '15.0',
  UIDeviceFamily: [1, 2],
  CFBundleSupportedPlatforms: ['iPhoneOS'],
} as const satisfies Info;

/** A package of the sample's Info.plist with some keys changed, or taken out by undefined. `files` lie in the app's folder. */
export function buildIpa(
  changes: Info = {},
  options: {
    format?: 'binary' | 'xml';
    files?: Record<string, Uint8Array>;
    others?: readonly ZipInput[];
  } = {},
): Bytes {
  const info = Object.fromEntries(
    Object.entries<Plist | undefined>({ ...SAMPLE_INFO, ...changes }).flatMap(([key, value]) =>
      value === undefined ? [] : [[key, value]],
    ),
  );
  const app = 'Payload/Delivery.app/';
  const deeper = buildBinaryPlist({ CFBundleIdentifier: 'com.example.delivery.watch' });
  return buildZip([
    { name: 'Payload/', bytes: '', method: 0 },
    { name: `${app}PlugIns/Share.appex/Info.plist`, bytes: deeper },
    { name: `${app}Watch/Wrist.app/Info.plist`, bytes: deeper },
    {
      name: `${app}Info.plist`,
      bytes: options.format === 'xml' ? buildXmlPlist(info) : buildBinaryPlist(info),
    },
    ...Object.entries(options.files ?? {}).map(([name, bytes]) => ({ name: `${app}${name}`, bytes })),
    ...(options.others ?? []),
  ]);
}

/** Pixels of 4 bytes, red, green, blue and alpha, row by row. */
export interface Pixels {
  width: number;
  height: number;
  rgba: Uint8Array;
}

/** A gradient with a transparent corner, another for each side. */
export function samplePixels(width: number, height = width): Pixels {
  const rgba = new Uint8Array(width * height * 4);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const alpha = x + y < width / 2 ? 0 : x > y ? 128 : 255;
      rgba.set([(x * 7) % 256, (y * 11) % 256, (x * y) % 256, alpha], (y * width + x) * 4);
    }
  }
  return { width, height, rgba };
}

export function buildPng(pixels: Pixels): Bytes {
  return joinBytes([
    SIGNATURE,
    header(pixels, 6),
    chunk('IDAT', deflateSync(filtered(pixels.rgba, pixels, 4, [0]))),
    END,
  ]);
}

export interface CgbiOptions {
  /** Of the rows, in turn: 0 none, 1 left, 2 above, 3 average, 4 Paeth. */
  filters?: readonly number[];
  /** Without alpha. */
  isOpaque?: boolean;
  /** What the header says in place of the truth. */
  claims?: Partial<Record<'width' | 'height' | 'depth' | 'colour' | 'interlace', number>>;
  /** In place of the packed pixels. */
  data?: Uint8Array;
}

/** Blue first, alpha multiplied in, deflate without zlib's head and checksum, in two chunks. */
export function buildCgbi(pixels: Pixels, options: CgbiOptions = {}): Bytes {
  const channels = options.isOpaque ? 3 : 4;
  const stored = new Uint8Array(pixels.width * pixels.height * channels);
  for (let pixel = 0; pixel < pixels.width * pixels.height; pixel += 1) {
    const [red = 0, green = 0, blue = 0, alpha = 0] = pixels.rgba.subarray(pixel * 4, pixel * 4 + 4);
    const factor = options.isOpaque ? 1 : alpha / 255;
    const colours = [blue, green, red].map((colour) => Math.round(colour * factor));
    stored.set(options.isOpaque ? colours : [...colours, alpha], pixel * channels);
  }
  const packed = options.data ?? deflateRawSync(filtered(stored, pixels, channels, options.filters ?? [0]));
  const half = Math.ceil(packed.length / 2);
  return joinBytes([
    SIGNATURE,
    chunk('CgBI', Uint8Array.of(0x50, 0x00, 0x20, 0x02)),
    header(pixels, options.isOpaque ? 2 : 6, options.claims),
    chunk('IDAT', packed.subarray(0, half)),
    chunk('IDAT', packed.subarray(half)),
    END,
  ]);
}

/** The pixels of a standard PNG of 8 bits, its checksums verified. */
export function decodePng(png: Uint8Array): Pixels {
  const view = new DataView(png.buffer, png.byteOffset, png.length);
  const [width, height, channels] = [view.getUint32(16), view.getUint32(20), png[25] === 2 ? 3 : 4];
  const data: Uint8Array[] = [];
  for (let at = 8; at < png.length;) {
    const length = view.getUint32(at);
    const body = png.subarray(at + 4, at + 8 + length);
    if (crc32(body) !== view.getUint32(at + 8 + length)) throw new Error('wrong checksum');
    if (new TextDecoder().decode(body.subarray(0, 4)) === 'IDAT') data.push(body.subarray(4));
    at += length + 12;
  }
  const rows = inflateSync(joinBytes(data));
  const stride = width * channels;
  const bytes = new Uint8Array(stride * height);
  const rgba = new Uint8Array(width * height * 4).fill(255);
  for (let index = 0; index < bytes.length; index += 1) {
    const [y, x] = [Math.floor(index / stride), index % stride];
    const filter = rows[y * (stride + 1)] ?? 0;
    bytes[index] = (rows[y * (stride + 1) + 1 + x] ?? 0) + expected(bytes, index, stride, channels, filter);
    rgba[Math.floor(index / channels) * 4 + (index % channels)] = bytes[index] ?? 0;
  }
  return { width, height, rgba };
}

const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
const END = chunk('IEND', new Uint8Array());

function header({ width, height }: Pixels, colour: number, claims: CgbiOptions['claims'] = {}): Bytes {
  const { depth = 8, interlace = 0 } = claims;
  return chunk(
    'IHDR',
    joinBytes([
      bigEndian(claims.width ?? width, 4),
      bigEndian(claims.height ?? height, 4),
      Uint8Array.of(depth, claims.colour ?? colour, 0, 0, interlace),
    ]),
  );
}

function chunk(name: string, data: Uint8Array): Bytes {
  const body = joinBytes([new TextEncoder().encode(name), data]);
  return joinBytes([bigEndian(data.length, 4), body, bigEndian(crc32(body), 4)]);
}

function filtered(bytes: Uint8Array, size: Pixels, channels: number, filters: readonly number[]): Bytes {
  const stride = size.width * channels;
  const rows = new Uint8Array((stride + 1) * size.height);
  for (let y = 0; y < size.height; y += 1) {
    const filter = filters[y % filters.length] ?? 0;
    rows[y * (stride + 1)] = filter;
    for (let x = 0; x < stride; x += 1) {
      const index = y * stride + x;
      rows[y * (stride + 1) + 1 + x] = (bytes[index] ?? 0) - expected(bytes, index, stride, channels, filter);
    }
  }
  return rows;
}

/** PNG 9.2, over bytes without the filters' own. */
function expected(
  bytes: Uint8Array,
  index: number,
  stride: number,
  channels: number,
  filter: number,
): number {
  const isFirst = index % stride < channels;
  const left = isFirst ? 0 : (bytes[index - channels] ?? 0);
  const above = bytes[index - stride] ?? 0;
  const corner = isFirst ? 0 : (bytes[index - stride - channels] ?? 0);
  const guess = left + above - corner;
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - above), Math.abs(guess - corner)];
  const paeth = a <= b && a <= c ? left : b <= c ? above : corner;
  return [0, left, above, Math.floor((left + above) / 2), paeth][filter] ?? 0;
}
