/**
 * Property lists from scratch: binary ones after the comment at the top of CFBinaryPList.c (Apple's CoreFoundation), XML ones
 * after http://www.apple.com/DTDs/PropertyList-1.0.dtd.
 */
import { joinBytes } from './zip-builder.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** Numbers that are no integers become reals. */
export type Plist =
  string | number | bigint | boolean | null | Date | Uint8Array | readonly Plist[] | { [key: string]: Plist };

export interface BinaryOptions {
  refWidth?: number;
  offsetWidth?: number;
  /** What the trailer says in place of the truth. */
  claims?: { refWidth?: number; offsetWidth?: number; count?: number | bigint; top?: number; table?: number };
}

/** As Apple's writer would, but that a text or number is written as often as it occurs. */
export function buildBinaryPlist(value: Plist, options: BinaryOptions = {}): Bytes {
  const objects: Uint8Array[] = [];
  const refWidth = options.refWidth ?? 2;
  const add = (item: Plist): number => {
    const index = objects.length;
    objects.push(new Uint8Array());
    objects[index] = objectOf(item, refWidth, add);
    return index;
  };
  add(value);
  return assemblePlist(objects, { ...options, refWidth });
}

/** Objects as bytes, with marker; the first is the top one. */
export function assemblePlist(objects: readonly Uint8Array[], options: BinaryOptions = {}): Bytes {
  const { refWidth = 2, offsetWidth = 4, claims = {} } = options;
  const header = new TextEncoder().encode('bplist00');
  const body = joinBytes(objects);
  let offset = header.length;
  const table = objects.map((object) => {
    const at = offset;
    offset += object.length;
    return bigEndian(at, offsetWidth);
  });
  const trailer = joinBytes([
    new Uint8Array(6),
    Uint8Array.of(claims.offsetWidth ?? offsetWidth, claims.refWidth ?? refWidth),
    bigEndian(claims.count ?? objects.length, 8),
    bigEndian(claims.top ?? 0, 8),
    bigEndian(claims.table ?? header.length + body.length, 8),
  ]);
  return joinBytes([header, body, ...table, trailer]);
}

/** An array, set (12) or dictionary (13) as an object, by the indexes of what is in it. */
export function containerObject(kind: 10 | 12 | 13, refs: readonly number[], refWidth = 2): Bytes {
  const count = kind === 13 ? refs.length / 2 : refs.length;
  return joinBytes([marker(kind, count), ...refs.map((ref) => bigEndian(ref, refWidth))]);
}

export function bigEndian(value: number | bigint, width: number): Bytes {
  const bytes = new Uint8Array(width);
  let rest = BigInt.asUintN(width * 8, BigInt(value));
  for (let at = width - 1; at >= 0; at -= 1) {
    bytes[at] = Number(rest & 0xffn);
    rest >>= 8n;
  }
  return bytes;
}

function objectOf(value: Plist, refWidth: number, add: (item: Plist) => number): Bytes {
  if (value === null) return Uint8Array.of(0x00);
  if (typeof value === 'boolean') return Uint8Array.of(value ? 0x09 : 0x08);
  if (typeof value === 'string') return textObject(value);
  if (typeof value === 'bigint') return integerObject(value);
  if (typeof value === 'number') {
    return Number.isInteger(value) ? integerObject(BigInt(value)) : realObject(0x23, value);
  }
  if (value instanceof Date) return realObject(0x33, (value.getTime() - Date.UTC(2001, 0, 1)) / 1000);
  if (value instanceof Uint8Array) return joinBytes([marker(4, value.length), value]);
  if (isList(value)) return containerObject(10, value.map(add), refWidth);
  const keys = Object.keys(value).map(add);
  return containerObject(13, [...keys, ...Object.values(value).map(add)], refWidth);
}

function isList(value: object): value is readonly Plist[] {
  return Array.isArray(value);
}

function textObject(text: string): Bytes {
  const units = Array.from({ length: text.length }, (_, index) => text.charCodeAt(index));
  if (units.every((unit) => unit < 0x80)) return joinBytes([marker(5, units.length), Uint8Array.from(units)]);
  return joinBytes([marker(6, units.length), ...units.map((unit) => bigEndian(unit, 2))]);
}

function integerObject(value: bigint): Bytes {
  if (value >= 0n && value < 0x100n) return joinBytes([Uint8Array.of(0x10), bigEndian(value, 1)]);
  if (value >= 0n && value < 0x10000n) return joinBytes([Uint8Array.of(0x11), bigEndian(value, 2)]);
  if (value >= 0n && value < 0x100000000n) return joinBytes([Uint8Array.of(0x12), bigEndian(value, 4)]);
  const isLong = BigInt.asIntN(64, value) !== value;
  return joinBytes([Uint8Array.of(isLong ? 0x14 : 0x13), bigEndian(value, isLong ? 16 : 8)]);
}

function realObject(mark: number, value: number): Bytes {
  const view = new DataView(new ArrayBuffer(9));
  view.setUint8(0, mark);
  view.setFloat64(1, value);
  return new Uint8Array(view.buffer);
}

function marker(kind: number, count: number): Bytes {
  if (count < 15) return Uint8Array.of(kind * 16 + count);
  return joinBytes([Uint8Array.of(kind * 16 + 15), integerObject(BigInt(count))]);
}

/** `encoding` utf-16le and utf-16be begin with a byte order mark, utf-8-mark with that of UTF-8. */
export function buildXmlPlist(
  value: Plist,
  encoding: 'utf-8' | 'utf-8-mark' | 'utf-16le' | 'utf-16be' = 'utf-8',
): Bytes {
  const text = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">',
    `<plist version="1.0">\r\n${elementOf(value)}\r\n</plist>`,
  ].join('\n');
  return encodeText(text, encoding);
}

export function encodeText(
  text: string,
  encoding: 'utf-8' | 'utf-8-mark' | 'utf-16le' | 'utf-16be' = 'utf-8',
): Bytes {
  if (encoding === 'utf-8') return new TextEncoder().encode(text);
  if (encoding === 'utf-8-mark') return new TextEncoder().encode(`\u{feff}${text}`);
  const marked = `\u{feff}${text}`;
  const view = new DataView(new ArrayBuffer(marked.length * 2));
  for (let index = 0; index < marked.length; index += 1) {
    view.setUint16(index * 2, marked.charCodeAt(index), encoding === 'utf-16le');
  }
  return new Uint8Array(view.buffer);
}

function elementOf(value: Plist): string {
  if (value === null) throw new Error('XML property lists have no null.');
  if (typeof value === 'boolean') return value ? '<true/>' : '<false/>';
  if (typeof value === 'string') return `<string>${escapeXml(value)}</string>`;
  if (typeof value === 'bigint') return `<integer>${value}</integer>`;
  if (typeof value === 'number') {
    return Number.isInteger(value) ? `<integer>${value}</integer>` : `<real>${value}</real>`;
  }
  if (value instanceof Date) return `<date>${value.toISOString()}</date>`;
  if (value instanceof Uint8Array) return `<data>\n${btoa(String.fromCharCode(...value))}\n</data>`;
  if (isList(value)) return `<array>${value.map(elementOf).join('\n')}</array>`;
  const members = Object.entries(value).map(
    ([key, item]) => `<key>${escapeXml(key)}</key>${elementOf(item)}`,
  );
  return `<dict>\n${members.join('\n')}\n</dict>`;
}

export function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
