import type { ByteReader } from './bytes.ts';
import { PackageError } from './types.ts';

// Layouts and names: frameworks/base/libs/androidfw/include/androidfw/ResourceTypes.h of Android.

/** What binary XML and resource tables are made of. */
export interface Chunk {
  type: number;
  headerSize: number;
  /** The whole chunk, header included, and nothing behind it. */
  reader: ByteReader;
}

export const CHUNK = {
  stringPool: 0x0001,
  table: 0x0002,
  xml: 0x0003,
  xmlStart: 0x0102,
  xmlEnd: 0x0103,
  xmlResourceMap: 0x0180,
  tablePackage: 0x0200,
  tableType: 0x0201,
} as const;

/** The chunk at a place. */
export function chunkAt(reader: ByteReader, at: number): Chunk {
  const headerSize = reader.u16(at + 2);
  const size = reader.u32(at + 4);
  if (headerSize < 8 || size < headerSize)
    throw new PackageError('The package is damaged: a chunk is shorter than its header.');
  return { type: reader.u16(at), headerSize, reader: reader.part(at, size) };
}

/** The chunks within one. */
export function* chunksWithin(outer: Chunk): Generator<Chunk> {
  let at = outer.headerSize;
  while (at + 8 <= outer.reader.length) {
    const chunk = chunkAt(outer.reader, at);
    yield chunk;
    at += chunk.reader.length;
  }
}

/** Res_value: what an attribute or a resource is set to. */
export interface ResourceValue {
  type: number;
  data: number;
}

export const VALUE = {
  reference: 0x01,
  string: 0x03,
  dynamicReference: 0x07,
  integer: 0x10,
  hexadecimal: 0x11,
} as const;

export function valueAt(reader: ByteReader, at: number): ResourceValue {
  return { type: reader.u8(at + 3), data: reader.u32(at + 4) };
}

export function isReference(value: ResourceValue): boolean {
  return value.type === VALUE.reference || value.type === VALUE.dynamicReference;
}
