import { ByteReader } from './bytes.ts';
import { PackageError } from './types.ts';

export interface Picture {
  contentType: 'image/png' | 'image/jpeg' | 'image/gif' | 'image/webp' | 'image/x-icon';
  /** Pixels; of the largest picture where an icon file has several. */
  width: number;
  height: number;
}

/**
 * What kind of picture the bytes are, by the bytes, and how large. Undefined for what is none, or none that browsers show
 * (Apple's own PNG dialect among them). The picture itself is not decoded: what follows the header may be damaged.
 */
export function pictureOf(bytes: Uint8Array<ArrayBuffer>): Picture | undefined {
  try {
    const reader = new ByteReader(bytes, 'the picture');
    const picture = [readPng, readJpeg, readGif, readWebp, readIco].map((read) => read(reader)).find(Boolean);
    return picture !== undefined && picture.width > 0 && picture.height > 0 ? picture : undefined;
  } catch (error) {
    // Too short for what its first bytes promise.
    if (error instanceof PackageError) return undefined;
    throw error;
  }
}

/** W3C PNG, 5.2 and 11.2.2: signature, then IHDR as the first chunk. */
function readPng(reader: ByteReader): Picture | undefined {
  if (reader.u32be(0) !== 0x89504e47 || reader.u32be(4) !== 0x0d0a1a0a || reader.u32be(12) !== 0x49484452)
    return undefined;
  return { contentType: 'image/png', width: reader.u32be(16), height: reader.u32be(20) };
}

/** ITU T.81, B.1 and B.2.2: segments up to the first frame header (SOF0 to SOF15 without DHT, JPG and DAC). */
function readJpeg(reader: ByteReader): Picture | undefined {
  if (reader.u16be(0) !== 0xffd8 || reader.u8(2) !== 0xff) return undefined;
  let at = 2;
  for (;;) {
    if (reader.u8(at) !== 0xff) return undefined;
    const marker = reader.u8(at + 1);
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame)
      return { contentType: 'image/jpeg', height: reader.u16be(at + 5), width: reader.u16be(at + 7) };
    // Start of scan, end of image: the header is over and no frame was in it.
    if (marker === 0xda || marker === 0xd9) return undefined;
    at += 2 + Math.max(2, reader.u16be(at + 2));
  }
}

/** GIF89a, 17 and 18. */
function readGif(reader: ByteReader): Picture | undefined {
  const version = reader.u16be(4);
  if (reader.u32be(0) !== 0x47494638 || (version !== 0x3761 && version !== 0x3961)) return undefined;
  return { contentType: 'image/gif', width: reader.u16(6), height: reader.u16(8) };
}

/** RFC 9649, 2.4 to 2.7. */
function readWebp(reader: ByteReader): Picture | undefined {
  if (reader.u32be(0) !== 0x52494646 || reader.u32be(8) !== 0x57454250) return undefined;
  const contentType = 'image/webp';
  switch (reader.u32be(12)) {
    case 0x56503820: // 'VP8 '
      return { contentType, width: reader.u16(26) & 0x3fff, height: reader.u16(28) & 0x3fff };
    case 0x5650384c: {
      // 'VP8L'
      const bits = reader.u32(21);
      return { contentType, width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
    }
    case 0x56503858: // 'VP8X'
      return {
        contentType,
        width: (reader.u16(24) | (reader.u8(26) << 16)) + 1,
        height: (reader.u16(27) | (reader.u8(29) << 16)) + 1,
      };
    default:
      return undefined;
  }
}

/** ICONDIR and ICONDIRENTRY of the Win32 documentation; a side of 0 means 256. */
function readIco(reader: ByteReader): Picture | undefined {
  const count = reader.u16(4);
  if (reader.u32(0) !== 0x00010000 || count === 0) return undefined;
  let width = 0;
  let height = 0;
  for (let index = 0; index < count; index += 1) {
    const at = 6 + 16 * index;
    reader.slice(reader.u32(at + 12), reader.u32(at + 8));
    width = Math.max(width, reader.u8(at) || 256);
    height = Math.max(height, reader.u8(at + 1) || 256);
  }
  return { contentType: 'image/x-icon', width, height };
}
