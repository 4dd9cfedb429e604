import { crc32 } from 'node:zlib';

/** A picture of at most 256 colours. */
export interface Picture {
  width: number;
  height: number;
  /** Red, green, blue, alpha. */
  palette: readonly (readonly [number, number, number, number])[];
  /** The colour of each pixel, row by row. */
  pixels: Uint8Array;
}

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** What a stored block of deflate holds (RFC 1951, 3.2.4). */
const MAX_STORED = 65_535;

/**
 * A PNG (ISO/IEC 15948) of indexed colours. Its data are stored, not compressed: what a compressor makes of them differs
 * with its version and the processor, and the bytes have to be the same everywhere, since their hash is their address.
 */
export function encodePng({ width, height, palette, pixels }: Picture): Uint8Array {
  const header = new DataView(new ArrayBuffer(13));
  header.setUint32(0, width);
  header.setUint32(4, height);
  // 8 bits a pixel, indexed, and the only compression, filter set and order without interlacing.
  header.setUint8(8, 8);
  header.setUint8(9, 3);
  const rows = new Uint8Array(height * (width + 1));
  for (let row = 0; row < height; row++) {
    // The byte in front of each row says that it is not filtered.
    rows.set(pixels.subarray(row * width, (row + 1) * width), row * (width + 1) + 1);
  }
  return concat([
    Uint8Array.from(SIGNATURE),
    chunk('IHDR', new Uint8Array(header.buffer)),
    chunk('PLTE', Uint8Array.from(palette.flatMap(([red, green, blue]) => [red, green, blue]))),
    chunk('tRNS', Uint8Array.from(palette.map(([, , , alpha]) => alpha))),
    chunk('IDAT', zlibStored(rows)),
    chunk('IEND', new Uint8Array()),
  ]);
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(data.length + 12);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, data.length);
  bytes.set(new TextEncoder().encode(type), 4);
  bytes.set(data, 8);
  view.setUint32(data.length + 8, crc32(bytes.subarray(4, data.length + 8)));
  return bytes;
}

/** The zlib format (RFC 1950) around blocks that are stored. */
function zlibStored(data: Uint8Array): Uint8Array {
  const parts: Uint8Array[] = [Uint8Array.of(0x78, 0x01)];
  for (let start = 0; start < data.length; start += MAX_STORED) {
    const block = data.subarray(start, start + MAX_STORED);
    const isLast = start + MAX_STORED >= data.length;
    const head = new DataView(new ArrayBuffer(5));
    head.setUint8(0, Number(isLast));
    head.setUint16(1, block.length, true);
    head.setUint16(3, block.length ^ 0xffff, true);
    parts.push(new Uint8Array(head.buffer), block);
  }
  const checksum = new DataView(new ArrayBuffer(4));
  checksum.setUint32(0, adler32(data));
  parts.push(new Uint8Array(checksum.buffer));
  return concat(parts);
}

function adler32(data: Uint8Array): number {
  let low = 1;
  let high = 0;
  for (const byte of data) {
    low = (low + byte) % 65_521;
    high = (high + low) % 65_521;
  }
  return ((high << 16) | low) >>> 0;
}

function concat(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}
