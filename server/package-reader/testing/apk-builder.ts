/**
 * Android's binary XML and resource tables from scratch, after frameworks/base/libs/androidfw/include/androidfw/ResourceTypes.h:
 * ResChunk_header, ResStringPool_header, ResXMLTree_node, ResXMLTree_attrExt, ResXMLTree_attribute, Res_value, ResTable_header,
 * ResTable_package, ResTable_type (with FLAG_SPARSE and FLAG_OFFSET16), ResTable_entry (with FLAG_COMPACT), ResTable_config.
 */
import { crc32, deflateSync } from 'node:zlib';
import { buildZip, joinBytes, numbers, type ZipInput } from './zip-builder.ts';

type Bytes = Uint8Array<ArrayBuffer>;

export type PoolForm = 'utf8' | 'modified-utf8' | 'utf16';
/** Text, or a reference to a resource, or a number; a bag has several values, as a style. */
export type ResourceInput = SingleValue | { isBag: true };
type SingleValue = string | { ref: number } | { int: number };

export interface AttributeInput {
  name: string;
  /** Number of the framework's attribute; absent for `package`. */
  id?: number;
  value: SingleValue;
  /** The text beside a typed value; with `isUntyped` the text is there only. */
  isUntyped?: boolean;
}

export interface NodeInput {
  name: string;
  attributes?: AttributeInput[];
  children?: NodeInput[];
}

export const ATTR = {
  label: { name: 'label', id: 0x01010001 },
  icon: { name: 'icon', id: 0x01010002 },
  roundIcon: { name: 'roundIcon', id: 0x0101052c },
  src: { name: 'src', id: 0x01010119 },
  drawable: { name: 'drawable', id: 0x01010199 },
  minSdkVersion: { name: 'minSdkVersion', id: 0x0101020c },
  versionCode: { name: 'versionCode', id: 0x0101021b },
  versionName: { name: 'versionName', id: 0x0101021c },
  versionCodeMajor: { name: 'versionCodeMajor', id: 0x01010576 },
} as const;

/** A binary XML document. */
export function buildXml(root: NodeInput, form: PoolForm = 'utf8'): Bytes {
  const all = [...walk(root)].flatMap((node) => node.attributes ?? []);
  // Names with a number come first: the map has numbers for as many strings as it is long.
  const named = all.filter((attribute) => attribute.id !== undefined);
  const strings = [...new Set(named.map((attribute) => attribute.name))];
  const ids = strings.map((name) => named.find((attribute) => attribute.name === name)?.id ?? 0);
  // Looked up behind the names with a number: `label` without one is another string.
  const index = (text: string, from = ids.length) => {
    const known = strings.indexOf(text, from);
    return known >= 0 ? known : strings.push(text) - 1;
  };
  const body = joinBytes(elementChunks(root, index));
  const map = chunk(0x0180, numbers(), joinBytes(ids.map((id) => numbers([4, id]))));
  return chunk(0x0003, numbers(), joinBytes([buildPool(strings, form), map, body]));
}

function* walk(node: NodeInput): Generator<NodeInput> {
  yield node;
  for (const child of node.children ?? []) yield* walk(child);
}

function elementChunks(node: NodeInput, index: (text: string, from?: number) => number): Bytes[] {
  const attributes = (node.attributes ?? []).map(({ name, id, value, isUntyped }) => {
    const text = typeof value === 'string' ? index(value) : -1;
    const typed = isUntyped ? numbers([2, 8], [1, 0], [1, 0], [4, 0]) : resValue(value, () => text);
    const nameIndex = id === undefined ? index(name) : index(name, 0);
    return joinBytes([numbers([4, -1], [4, nameIndex], [4, text]), typed]);
  });
  const name = index(node.name);
  const start = numbers([4, -1], [4, name], [2, 20], [2, 20], [2, attributes.length], [2, 0], [2, 0], [2, 0]);
  const node16 = numbers([4, 1], [4, -1]);
  return [
    chunk(0x0102, node16, joinBytes([start, ...attributes])),
    ...(node.children ?? []).flatMap((child) => elementChunks(child, index)),
    chunk(0x0103, node16, numbers([4, -1], [4, name])),
  ];
}

export interface TypeInput {
  /** The third byte of a resource's number. */
  id: number;
  config?: { language?: string; region?: string; density?: number; sdk?: number; isNight?: boolean };
  /** By the lower half of a resource's number. */
  entries: Record<number, ResourceInput>;
  shape?: 'plain' | 'sparse' | 'offset16' | 'compact';
}

export interface PackageInput {
  id: number;
  types: TypeInput[];
}

/** A table of resources (resources.arsc). */
export function buildTable(packages: readonly PackageInput[], form: PoolForm = 'utf8'): Bytes {
  const strings: string[] = [];
  const index = (text: string) => (strings.includes(text) ? strings.indexOf(text) : strings.push(text) - 1);
  const body = packages.map(({ id, types }) => {
    const specs = types.map((type) =>
      chunk(0x0202, numbers([1, type.id], [1, 0], [2, 0], [4, 0]), numbers()),
    );
    const pools = [buildPool(['type'], 'utf16'), buildPool(['key'], 'utf8')];
    const header = joinBytes([
      numbers([4, id]),
      new Uint8Array(256),
      numbers([4, 0], [4, 0], [4, 0], [4, 0], [4, 0]),
    ]);
    return chunk(
      0x0200,
      header,
      joinBytes([...pools, ...specs, ...types.map((type) => typeChunk(type, index))]),
    );
  });
  return chunk(0x0002, numbers([4, packages.length]), joinBytes([buildPool(strings, form), ...body]));
}

function typeChunk(
  { id, config, entries, shape = 'plain' }: TypeInput,
  index: (text: string) => number,
): Bytes {
  const keys = Object.keys(entries).map(Number);
  const offsets = new Map<number, number>();
  const data: Bytes[] = [];
  let length = 0;
  for (const key of keys) {
    const entry = entryBytes(entries[key] ?? { isBag: true }, shape === 'compact', index);
    offsets.set(key, length);
    data.push(entry);
    length += entry.length;
  }
  const most = Math.max(-1, ...keys) + 1;
  const every = Array.from({ length: most }, (_, key) => offsets.get(key));
  const table = {
    sparse: () => keys.map((key) => numbers([2, key], [2, (offsets.get(key) ?? 0) / 4])),
    offset16: () => every.map((offset) => numbers([2, offset === undefined ? 0xffff : offset / 4])),
    plain: () => every.map((offset) => numbers([4, offset ?? 0xffffffff])),
  }[shape === 'compact' ? 'plain' : shape]();
  const list = joinBytes([...table, new Uint8Array(shape === 'offset16' ? (most % 2) * 2 : 0)]);
  const configBytes = buildConfig(config ?? {});
  const flags = shape === 'sparse' ? 1 : shape === 'offset16' ? 2 : 0;
  const start = 8 + 12 + configBytes.length + list.length;
  const header = joinBytes([
    numbers([1, id], [1, flags], [2, 0], [4, table.length], [4, start]),
    configBytes,
  ]);
  return chunk(0x0201, header, joinBytes([list, ...data]));
}

function entryBytes(value: ResourceInput, isCompact: boolean, index: (text: string) => number): Bytes {
  if (typeof value !== 'string' && 'isBag' in value) return numbers([2, 16], [2, 1], [4, 0], [4, 0], [4, 0]);
  const typed = resValue(value, index);
  if (isCompact) return joinBytes([numbers([2, 0x1234], [1, 8], [1, typed[3] ?? 0]), typed.subarray(4)]);
  return joinBytes([numbers([2, 8], [2, 0], [4, 0]), typed]);
}

function resValue(value: SingleValue, index: (text: string) => number): Bytes {
  if (typeof value === 'string') return numbers([2, 8], [1, 0], [1, 3], [4, index(value)]);
  return 'ref' in value
    ? numbers([2, 8], [1, 0], [1, 1], [4, value.ref])
    : numbers([2, 8], [1, 0], [1, 0x10], [4, value.int]);
}

function buildConfig({
  language = '',
  region = '',
  density = 0,
  sdk = 0,
  isNight,
}: NonNullable<TypeInput['config']>): Bytes {
  const config = new Uint8Array(64);
  const code = (text: string) => new TextEncoder().encode(text);
  config.set(numbers([4, 64]), 0);
  config.set(code(language), 8);
  config.set(code(region), 10);
  config.set(numbers([2, density]), 14);
  config.set(numbers([2, sdk]), 24);
  config[29] = isNight ? 0x20 : 0;
  return config;
}

function buildPool(strings: readonly string[], form: PoolForm): Bytes {
  const data = strings.map((text) => (form === 'utf16' ? utf16(text) : utf8(text, form === 'modified-utf8')));
  let at = 0;
  const offsets = data.map((bytes) => {
    at += bytes.length;
    return numbers([4, at - bytes.length]);
  });
  const header = numbers(
    [4, strings.length],
    [4, 0],
    [4, form === 'utf16' ? 0 : 0x100],
    [4, 28 + 4 * strings.length],
    [4, 0],
  );
  return chunk(0x0001, header, joinBytes([...offsets, ...data, new Uint8Array((4 - (at % 4)) % 4)]));
}

function utf16(text: string): Bytes {
  const units = Array.from({ length: text.length }, (_, at) => [2, text.charCodeAt(at)] as const);
  const length = text.length;
  const prefix =
    length > 0x7fff ? numbers([2, 0x8000 | (length >>> 16)], [2, length & 0xffff]) : numbers([2, length]);
  return joinBytes([prefix, numbers(...units), numbers([2, 0])]);
}

function utf8(text: string, isModified: boolean): Bytes {
  const bytes = isModified
    ? joinBytes(Array.from({ length: text.length }, (_, at) => encodeUnit(text.charCodeAt(at))))
    : new TextEncoder().encode(text);
  const prefix = (length: number) =>
    length > 0x7f ? numbers([1, 0x80 | (length >>> 8)], [1, length & 0xff]) : numbers([1, length]);
  return joinBytes([prefix(text.length), prefix(bytes.length), bytes, numbers([1, 0])]);
}

/** One UTF-16 unit in one to three bytes: what makes modified UTF-8 of a pair of surrogates. */
function encodeUnit(unit: number): Bytes {
  if (unit < 0x80) return numbers([1, unit]);
  if (unit < 0x800) return numbers([1, 0xc0 | (unit >>> 6)], [1, 0x80 | (unit & 0x3f)]);
  return numbers([1, 0xe0 | (unit >>> 12)], [1, 0x80 | ((unit >>> 6) & 0x3f)], [1, 0x80 | (unit & 0x3f)]);
}

/** A chunk: ResChunk_header, the rest of the header, the rest. */
export function chunk(type: number, header: Uint8Array, body: Uint8Array): Bytes {
  const headerSize = 8 + header.length;
  return joinBytes([numbers([2, type], [2, headerSize], [4, headerSize + body.length]), header, body]);
}

/** A PNG of one colour. */
export function buildPng(side: number): Bytes {
  const part = (type: string, data: Uint8Array) => {
    const typed = joinBytes([new TextEncoder().encode(type), data]);
    return joinBytes([bigEndian(data.length), typed, bigEndian(crc32(typed))]);
  };
  return joinBytes([
    numbers([4, 0x474e5089], [4, 0x0a1a0a0d]),
    part(
      'IHDR',
      joinBytes([bigEndian(side), bigEndian(side), numbers([1, 8], [1, 0], [1, 0], [1, 0], [1, 0])]),
    ),
    part('IDAT', deflateSync(new Uint8Array((side + 1) * side))),
    part('IEND', numbers()),
  ]);
}

function bigEndian(value: number): Bytes {
  return numbers([4, value]).reverse();
}

export interface ApkInput {
  /** Beside `package`, versionCode 7 and versionName "1.0" where absent. */
  manifest?: AttributeInput[];
  application?: AttributeInput[];
  usesSdk?: AttributeInput[];
  table?: readonly PackageInput[];
  form?: PoolForm;
  files?: Record<string, Uint8Array>;
}

/** The manifest of an app as binary XML. */
export function buildManifest({ manifest, application = [], usesSdk = [], form }: ApkInput): Bytes {
  const standard: AttributeInput[] = [
    { ...ATTR.versionCode, value: { int: 7 } },
    { ...ATTR.versionName, value: '1.0' },
    { name: 'package', value: 'org.example.app' },
  ];
  const children: NodeInput[] = [
    { name: 'uses-sdk', attributes: usesSdk },
    {
      name: 'application',
      attributes: application,
      // What is deeper must not be taken for the app's own.
      children: [{ name: 'application', attributes: [{ ...ATTR.label, value: 'An activity' }] }],
    },
  ];
  return buildXml({ name: 'manifest', attributes: manifest ?? standard, children }, form);
}

/** An APK. */
export function buildApk(input: ApkInput = {}): Bytes {
  const files: ZipInput[] = Object.entries(input.files ?? {}).map(([name, bytes]) => ({
    name,
    bytes,
    method: 0,
  }));
  const table: ZipInput[] = input.table
    ? [{ name: 'resources.arsc', bytes: buildTable(input.table, input.form), method: 0 }]
    : [];
  return buildZip([{ name: 'AndroidManifest.xml', bytes: buildManifest(input) }, ...table, ...files]);
}
