import {
  CHUNK,
  type Chunk,
  chunkAt,
  chunksWithin,
  isReference,
  type ResourceValue,
  VALUE,
  valueAt,
} from './arsc-chunks.ts';
import { compareForPicture, compareForText, readConfig, type ResourceConfig } from './arsc-config.ts';
import { StringPool } from './arsc-strings.ts';
import { ByteReader } from './bytes.ts';
import { PackageError } from './types.ts';

/** A resource's numbers are looked up, its names never are. */
export interface ResourceTable {
  /** What a resource says in its default language, else in English; undefined where it is no text or is not there. */
  text(id: number): string | undefined;
  /** Every file that a resource is, for some device or other: the best picture first. */
  files(id: number): string[];
}

/** Android itself has 3,900 in all, 2,200 of them words. Each costs memory, and those of a type cost time at every look. */
const MOST_CONFIGURATIONS = 100_000;
const MOST_OF_A_TYPE = 10_000;
const MOST_HOPS = 20;
/** Configurations looked through for one resource, those of all that it refers to included. */
const MOST_LOOKED_THROUGH = 100_000;

const TYPE_SPARSE = 1;
const TYPE_OFFSET16 = 2;
const ENTRY_COMPLEX = 1;
const ENTRY_COMPACT = 8;

interface ConfiguredValue {
  config: ResourceConfig;
  value: ResourceValue;
}

/** The table for an APK without resources. */
export const EMPTY_TABLE: ResourceTable = { text: () => undefined, files: () => [] };

/** Reads resources.arsc (ResTable) as far as lookups need. `PackageError` for anything damaged, here or in a lookup. */
export function openTable(bytes: Uint8Array<ArrayBuffer>): ResourceTable {
  const root = chunkAt(new ByteReader(bytes, 'the table of resources'), 0);
  if (root.type !== CHUNK.table)
    throw new PackageError('The package is damaged: its table of resources is none.');
  let strings: StringPool | undefined;
  /** By the upper half of a resource's number: package and type. */
  const types = new Map<number, Chunk[]>();
  let count = 0;
  for (const chunk of chunksWithin(root)) {
    if (chunk.type === CHUNK.stringPool) strings ??= new StringPool(chunk);
    if (chunk.type !== CHUNK.tablePackage) continue;
    const packageId = chunk.reader.u32(8);
    for (const type of chunksWithin(chunk)) {
      if (type.type !== CHUNK.tableType) continue;
      count += 1;
      const key = (packageId & 0xff) * 256 + type.reader.u8(8);
      const known = types.get(key) ?? [];
      if (count > MOST_CONFIGURATIONS || known.length >= MOST_OF_A_TYPE) {
        throw new PackageError('The table of resources has more configurations than an app has.');
      }
      known.push(type);
      types.set(key, known);
    }
  }

  function lookUp(id: number): ConfiguredValue[] {
    const values: ConfiguredValue[] = [];
    for (const type of types.get(id >>> 16) ?? []) {
      const value = findValue(type, id & 0xffff);
      if (value === undefined) continue;
      values.push({ value, config: readConfig(type.reader.part(20, configSize(type))) });
    }
    return values;
  }

  return {
    text(id) {
      let next = id;
      for (let hop = 0; hop < MOST_HOPS; hop += 1) {
        const [best] = lookUp(next).sort((a, b) => compareForText(a.config, b.config));
        if (best === undefined) return undefined;
        if (!isReference(best.value)) return textOf(best.value, strings);
        next = best.value.data;
      }
      return undefined;
    },
    files(id) {
      const found: { path: string; config: ResourceConfig }[] = [];
      const seen = new Set([id]);
      let looked = 0;
      // A set hands out what is added while it is walked: what is referred to comes next, each once.
      for (const next of seen) {
        looked += 1 + (types.get(next >>> 16)?.length ?? 0);
        if (looked > MOST_LOOKED_THROUGH) break;
        for (const { value, config } of lookUp(next)) {
          if (isReference(value)) seen.add(value.data);
          const path = value.type === VALUE.string ? strings?.get(value.data) : undefined;
          if (path !== undefined) found.push({ path, config });
        }
      }
      found.sort((a, b) => compareForPicture(a.config, b.config));
      return [...new Set(found.map((file) => file.path))];
    },
  };
}

function textOf(value: ResourceValue, strings: StringPool | undefined): string | undefined {
  if (value.type === VALUE.string) return strings?.get(value.data);
  return value.type === VALUE.integer || value.type === VALUE.hexadecimal ? String(value.data) : undefined;
}

/** The first four bytes of a configuration say how long it is; the header holds it whole. */
function configSize(type: Chunk): number {
  return Math.max(0, Math.min(type.reader.u32(20), type.headerSize - 20));
}

/** ResTable_type: the value of an entry for this configuration; undefined where it has none or a bag of them. */
function findValue({ reader, headerSize }: Chunk, index: number): ResourceValue | undefined {
  const offset = entryOffset(reader, headerSize, index);
  if (offset === undefined) return undefined;
  const at = reader.u32(16) + offset;
  const flags = reader.u16(at + 2);
  if (flags & ENTRY_COMPACT) return { type: flags >>> 8, data: reader.u32(at + 4) };
  return flags & ENTRY_COMPLEX ? undefined : valueAt(reader, at + reader.u16(at));
}

function entryOffset(reader: ByteReader, start: number, index: number): number | undefined {
  const flags = reader.u8(9);
  const count = reader.u32(12);
  if (flags & TYPE_SPARSE) return sparseOffset(reader, start, count, index);
  if (index >= count) return undefined;
  if (flags & TYPE_OFFSET16) {
    const offset = reader.u16(start + 2 * index);
    return offset === 0xffff ? undefined : offset * 4;
  }
  const offset = reader.u32(start + 4 * index);
  return offset === 0xffffffff ? undefined : offset;
}

/** ResTable_sparseTypeEntry: pairs of entry and offset / 4, sorted by entry. */
function sparseOffset(reader: ByteReader, start: number, count: number, index: number): number | undefined {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const entry = reader.u16(start + 4 * middle);
    if (entry === index) return reader.u16(start + 4 * middle + 2) * 4;
    if (entry < index) low = middle + 1;
    else high = middle;
  }
  return undefined;
}
