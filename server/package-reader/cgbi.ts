import { ByteReader, sourceOfBytes } from './bytes.ts';
import { crc32 } from './crc32.ts';
import { inflate } from './inflate.ts';
import { PackageError } from './types.ts';

const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
const IHDR_BYTES = 13;
/** Pixels a side; icons are not larger. */
const MAX_SIDE = 1024;
const WHAT = 'a picture';

type Bytes = Uint8Array<ArrayBuffer>;

interface Bitmap {
  width: number;
  height: number;
  /** Of a pixel: 3 without alpha, 4 with. */
  channels: 3 | 4;
  /** A filter byte and the filtered pixels for each row, top to bottom. */
  rows: Bytes;
}

/** Pixels of a PNG as Xcode rewrites it for iOS ("CgBI"), which no browser shows; undefined for everything else. */
export function cgbiSize(bytes: Bytes): { width: number; height: number } | undefined {
  const isPng = SIGNATURE.every((byte, index) => bytes[index] === byte);
  // CgBI is the first chunk and has 4 bytes, then comes IHDR.
  if (!isPng || chunkName(bytes, 12) !== 'CgBI' || bytes.length < 40) return undefined;
  const reader = new ByteReader(bytes, WHAT);
  return { width: reader.u32be(32), height: reader.u32be(36) };
}

/**
 * Such a PNG as a standard one: pixels BGRA with alpha multiplied in become RGBA, raw deflate becomes zlib
 * (https://theapplewiki.com/wiki/PNG_CgBI_Format). `PackageError` for a damaged one and for kinds that Xcode does not
 * write (interlaced, palette, 16 bits).
 */
export async function standardPng(bytes: Bytes): Promise<Bytes> {
  const { header, data } = readChunks(bytes);
  const [width, height, channels] = [header.u32be(0), header.u32be(4), channelsOf(header)];
  if (width < 1 || height < 1 || width > MAX_SIDE || height > MAX_SIDE) throw unusable();
  const size = (width * channels + 1) * height;
  const rows = await inflate(sourceOfBytes(data), size, WHAT);
  const bitmap: Bitmap = { width, height, channels, rows };
  const filters = unfilter(bitmap);
  reorder(bitmap);
  refilter(bitmap, filters);
  return join([
    SIGNATURE,
    chunk('IHDR', header.bytes),
    chunk('IDAT', await deflate(rows)),
    chunk('IEND', new Uint8Array()),
  ]);
}

function readChunks(bytes: Bytes): { header: ByteReader; data: Bytes } {
  const reader = new ByteReader(bytes, WHAT);
  let header: ByteReader | undefined;
  const data: Bytes[] = [];
  for (let at = SIGNATURE.length; at < bytes.length;) {
    const length = reader.u32be(at);
    const name = chunkName(bytes, at + 4);
    if (name === 'IHDR') header = reader.part(at + 8, IHDR_BYTES);
    if (name === 'IDAT') data.push(reader.slice(at + 8, length));
    if (name === 'IEND') break;
    at += length + 12;
  }
  if (header === undefined) throw unusable();
  return { header, data: join(data) };
}

function channelsOf(header: ByteReader): 3 | 4 {
  const [depth, colour, interlace] = [header.u8(8), header.u8(9), header.u8(12)];
  if (depth !== 8 || interlace !== 0 || (colour !== 2 && colour !== 6)) throw unusable();
  return colour === 2 ? 3 : 4;
}

/** Takes the filters out in place, and answers which each row had. */
function unfilter({ width, height, channels, rows }: Bitmap): Bytes {
  const stride = width * channels + 1;
  const filters = new Uint8Array(height);
  for (let y = 0; y < height; y += 1) {
    const start = y * stride;
    const filter = rows[start] ?? 0;
    if (filter > 4) throw unusable();
    filters[y] = filter;
    for (let x = 1; x < stride; x += 1) {
      rows[start + x] = at(rows, start + x) + predicted(filter, rows, start, x, stride, channels);
    }
  }
  return filters;
}

/** Each row gets the filter back that its encoder chose. From the end, as filters look at pixels before and above. */
function refilter({ width, height, channels, rows }: Bitmap, filters: Bytes): void {
  const stride = width * channels + 1;
  for (let y = height - 1; y >= 0; y -= 1) {
    const start = y * stride;
    const filter = at(filters, y);
    for (let x = stride - 1; x > 0; x -= 1) {
      rows[start + x] = at(rows, start + x) - predicted(filter, rows, start, x, stride, channels);
    }
  }
}

/** What a filter (PNG, section 9) expects of a byte, by those to the left, above, and above to the left. */
function predicted(
  filter: number,
  rows: Bytes,
  start: number,
  x: number,
  stride: number,
  channels: number,
): number {
  if (filter === 0) return 0;
  const hasLeft = x > channels;
  const left = hasLeft ? at(rows, start + x - channels) : 0;
  if (filter === 1) return left;
  const above = start > 0 ? at(rows, start + x - stride) : 0;
  if (filter === 2) return above;
  if (filter === 3) return (left + above) >> 1;
  const corner = start > 0 && hasLeft ? at(rows, start + x - stride - channels) : 0;
  const [toLeft, toAbove] = [Math.abs(above - corner), Math.abs(left - corner)];
  const toCorner = Math.abs(left + above - 2 * corner);
  if (toLeft <= toAbove && toLeft <= toCorner) return left;
  return toAbove <= toCorner ? above : corner;
}

/** BGR to RGB, and alpha taken out of the colours. */
function reorder({ width, height, channels, rows }: Bitmap): void {
  for (let y = 0; y < height; y += 1) {
    const start = y * (width * channels + 1) + 1;
    for (let x = start; x < start + width * channels; x += channels) {
      const alpha = channels === 4 ? at(rows, x + 3) : 255;
      const [blue, green, red] = [at(rows, x), at(rows, x + 1), at(rows, x + 2)];
      rows[x] = straight(red, alpha);
      rows[x + 1] = straight(green, alpha);
      rows[x + 2] = straight(blue, alpha);
    }
  }
}

function straight(colour: number, alpha: number): number {
  return alpha === 0 ? 0 : Math.min(255, Math.round((colour * 255) / alpha));
}

async function deflate(bytes: Bytes): Promise<Bytes> {
  const packed = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate'));
  return new Uint8Array(await new Response(packed).arrayBuffer());
}

function chunk(name: string, data: Bytes): Bytes {
  const whole = new Uint8Array(data.length + 12);
  const view = new DataView(whole.buffer);
  view.setUint32(0, data.length);
  whole.set(new TextEncoder().encode(name), 4);
  whole.set(data, 8);
  view.setUint32(data.length + 8, crc32(whole.subarray(4, data.length + 8)));
  return whole;
}

function chunkName(bytes: Bytes, at: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + 4));
}

function join(parts: readonly Bytes[]): Bytes {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** A byte that is there: loops stay within the bitmap. */
function at(bytes: Bytes, index: number): number {
  return bytes[index] ?? 0;
}

function unusable(): PackageError {
  return new PackageError('The package has a picture that cannot be read.');
}
