import {
  CHUNK,
  type Chunk,
  chunkAt,
  chunksWithin,
  type ResourceValue,
  VALUE,
  valueAt,
} from './arsc-chunks.ts';
import { StringPool } from './arsc-strings.ts';
import { ByteReader } from './bytes.ts';
import { PackageError } from './types.ts';

export interface XmlAttribute {
  /** Resource number of the attribute's name (`android:label`); 0 for one that has none (`package`). */
  id: number;
  name: string;
  value: ResourceValue;
  /** The value as text, where it is or was one; a number as its digits. */
  text?: string;
}

export interface XmlElement {
  /** 1 for the root. */
  depth: number;
  name: string;
  attributes: () => XmlAttribute[];
}

/** Is this Android's binary XML, by its first bytes? */
export function isBinaryXml(bytes: Uint8Array): boolean {
  return bytes[0] === CHUNK.xml && bytes[1] === 0;
}

/** The elements of a binary XML document (ResXMLTree) in their order. `PackageError` for anything damaged. */
export function* readElements(bytes: Uint8Array<ArrayBuffer>): Generator<XmlElement> {
  const root = chunkAt(new ByteReader(bytes, 'a binary XML file'), 0);
  if (root.type !== CHUNK.xml) throw new PackageError('The package is damaged: a binary XML file is none.');
  let strings: StringPool | undefined;
  let ids: Chunk | undefined;
  let depth = 0;
  for (const chunk of chunksWithin(root)) {
    if (chunk.type === CHUNK.stringPool) strings ??= new StringPool(chunk);
    if (chunk.type === CHUNK.xmlResourceMap) ids ??= chunk;
    if (chunk.type === CHUNK.xmlEnd) depth -= 1;
    if (chunk.type !== CHUNK.xmlStart) continue;
    if (strings === undefined)
      throw new PackageError('The package is damaged: a binary XML file has no strings.');
    depth += 1;
    yield readElement(chunk, depth, strings, ids);
  }
}

function readElement(chunk: Chunk, depth: number, strings: StringPool, ids: Chunk | undefined): XmlElement {
  const { reader, headerSize } = chunk;
  return {
    depth,
    name: strings.get(reader.i32(headerSize + 4)) ?? '',
    attributes: () => {
      const size = reader.u16(headerSize + 10);
      const count = reader.u16(headerSize + 12);
      if (count > 0 && size < 20)
        throw new PackageError('The package is damaged: an attribute is too short.');
      const start = headerSize + reader.u16(headerSize + 8);
      return Array.from({ length: count }, (_, index) =>
        readAttribute(reader, start + index * size, strings, ids),
      );
    },
  };
}

function readAttribute(
  reader: ByteReader,
  at: number,
  strings: StringPool,
  ids: Chunk | undefined,
): XmlAttribute {
  const nameIndex = reader.i32(at + 4);
  const idAt = (ids?.headerSize ?? 0) + 4 * nameIndex;
  const hasId = ids !== undefined && nameIndex >= 0 && idAt + 4 <= ids.reader.length;
  const value = valueAt(reader, at + 12);
  const isNumber = value.type === VALUE.integer || value.type === VALUE.hexadecimal;
  const text =
    value.type === VALUE.string
      ? strings.get(value.data)
      : (strings.get(reader.i32(at + 8)) ?? (isNumber ? String(value.data) : undefined));
  return {
    id: hasId ? ids.reader.u32(idAt) : 0,
    name: strings.get(nameIndex) ?? '',
    value,
    ...(text !== undefined && { text }),
  };
}
