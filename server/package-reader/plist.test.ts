import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readPlist } from './plist.ts';
import {
  type Plist,
  assemblePlist,
  bigEndian,
  buildBinaryPlist,
  buildXmlPlist,
  containerObject,
  encodeText,
} from './testing/plist-builder.ts';
import { joinBytes } from './testing/zip-builder.ts';
import { PackageError } from './types.ts';

const many = Array.from({ length: 300 }, (_, index) => `item ${index}`);
const sample: Plist = {
  text: 'plain',
  empty: '',
  Schlüssel: 'Größe – 測試 📦',
  long: 'x'.repeat(70_000),
  numbers: [0, 1, 255, 256, 65_535, 65_536, 4_294_967_295, 4_294_967_296, -1, -2_147_483_649],
  large: [9_007_199_254_740_993n, -9_223_372_036_854_775_808n, 18_446_744_073_709_551_615n],
  real: [1.5, -0.25],
  flags: [true, false],
  date: new Date('2024-02-29T12:30:00.000Z'),
  data: Uint8Array.of(0, 1, 254, 255),
  many,
  nested: { a: { b: [{ c: ['deep'] }] } },
  ['__proto__']: { polluted: true },
};

/** As the reader hands it out: dictionaries as maps. */
function asRead(value: Plist): unknown {
  if (Array.isArray(value)) return value.map(asRead);
  const isDict = value !== null && typeof value === 'object';
  if (!isDict || value instanceof Date || value instanceof Uint8Array) return value;
  return new Map(Object.entries(value).map(([key, item]) => [key, asRead(item)]));
}

describe('values', () => {
  const small = { refWidth: 2, offsetWidth: 3 };
  test.each([
    ['binary', buildBinaryPlist(sample)],
    ['binary, widths 2 and 3', buildBinaryPlist(sample, small)],
    ['binary, widths 8 and 8', buildBinaryPlist(sample, { refWidth: 8, offsetWidth: 8 })],
    ['XML', buildXmlPlist(sample)],
    ['XML with the mark of UTF-8', buildXmlPlist(sample, 'utf-8-mark')],
    ['XML in UTF-16, little-endian', buildXmlPlist(sample, 'utf-16le')],
    ['XML in UTF-16, big-endian', buildXmlPlist(sample, 'utf-16be')],
  ])('%s', (_, bytes) => {
    expect(readPlist(bytes)).toEqual(asRead(sample));
  });

  test.each(['plistlib-binary.plist', 'plistlib-xml.plist'])('written by Python: %s', (name) => {
    const dict = readPlist(new Uint8Array(readFileSync(new URL(`fixtures/${name}`, import.meta.url))));
    expect(dict).toEqual(
      asRead({
        CFBundleIdentifier: 'com.example.delivery',
        CFBundleName: 'Größe 📦',
        UIDeviceFamily: [1, 2],
        Big: 2n ** 63n - 1n,
        Negative: -5,
        Unsigned: 2n ** 64n - 1n,
        Real: 1.5,
        Yes: true,
        No: false,
        Date: new Date('2024-02-29T12:30:00Z'),
        Data: Uint8Array.of(0, 1, 254, 255),
        Many: many,
        Nested: { a: { b: ['c'] } },
      }),
    );
  });

  test('kinds that only the binary form has', () => {
    const bytes = assemblePlist([
      containerObject(13, [1, 2, 3, 4, 5, 6, 7, 8]),
      textObject('null'),
      textObject('uid'),
      textObject('set'),
      textObject('float'),
      Uint8Array.of(0x00),
      Uint8Array.of(0x81, 0x01, 0x02),
      containerObject(12, [5, 1]),
      joinBytes([Uint8Array.of(0x22), Uint8Array.of(0x3f, 0xc0, 0, 0)]),
    ]);
    expect(readPlist(bytes)).toEqual(
      new Map<string, unknown>([
        ['null', null],
        ['uid', 258],
        ['set', [null, 'null']],
        ['float', 1.5],
      ]),
    );
  });

  test('integers in hexadecimal, comments and character data in XML', () => {
    const text =
      '<plist><dict><key>a</key><integer>0x1F</integer><!-- <key>b</key> --><key>c&amp;d</key><string><![CDATA[<e>]]>&#x41;</string></dict></plist>';
    expect(readPlist(encodeText(text))).toEqual(
      new Map<string, unknown>([
        ['a', 31],
        ['c&d', '<e>A'],
      ]),
    );
  });
});

/** 30 arrays, each with the one after it 50 times over: 50 to the 30th values if written out. */
const widening = assemblePlist([
  containerObject(13, [1, 2]),
  textObject('a'),
  ...Array.from({ length: 30 }, (_, index) =>
    containerObject(
      10,
      Array.from({ length: 50 }, () => index + 3),
    ),
  ),
  containerObject(10, []),
]);

describe('sharing', () => {
  test('a thing referred to many times is one thing', () => {
    const value = readPlist(widening).get('a');
    expect(Array.isArray(value) && value.length === 50 && value.every((item) => item === value[0])).toBe(
      true,
    );
  });

  test('texts on the same bytes are refused', () => {
    const text = textObject('x'.repeat(10_000));
    const header = new TextEncoder().encode('bplist00');
    const dict = containerObject(13, [1, 2]);
    const list = containerObject(
      10,
      Array.from({ length: 1000 }, (_, index) => index + 3),
    );
    const body = joinBytes([header, dict, textObject('a'), list, text]);
    const starts = [header.length, header.length + dict.length, header.length + dict.length + 2];
    const offsets = [...starts, ...Array.from({ length: 1000 }, () => body.length - text.length)];
    const trailer = joinBytes([
      Uint8Array.of(0, 0, 0, 0, 0, 0, 4, 2),
      bigEndian(offsets.length, 8),
      bigEndian(0, 8),
      bigEndian(body.length, 8),
    ]);
    const bytes = joinBytes([body, ...offsets.map((offset) => bigEndian(offset, 4)), trailer]);
    expect(() => readPlist(bytes)).toThrow('overlap');
  });
});

describe('refused', () => {
  const key = textObject('a');
  const dict = containerObject(13, [1, 2]);
  const chain = Array.from({ length: 150 }, (_, index) => containerObject(10, [index + 3]));
  test.each([
    ['nothing', new Uint8Array(), /no well-formed XML/],
    ['only the mark', new TextEncoder().encode('bplist00'), /points outside/],
    ['another version', new TextEncoder().encode(`bplist15${' '.repeat(40)}`), /unknown version/],
    ['an array at the top', buildBinaryPlist([1]), /no dictionary/],
    ['an array at the top of XML', buildXmlPlist([1]), /no dictionary/],
    ['an array in itself', assemblePlist([dict, key, containerObject(10, [2])]), /contains itself/],
    ['a dictionary in itself', assemblePlist([containerObject(13, [1, 0]), key]), /contains itself/],
    ['a deep chain', assemblePlist([dict, key, ...chain, containerObject(10, [])]), /nested too deeply/],
    [
      'a key that is a number',
      assemblePlist([containerObject(13, [1, 1]), Uint8Array.of(0x10, 1)]),
      /no text/,
    ],
    ['a reference to nowhere', assemblePlist([containerObject(13, [1, 9]), key]), /points outside/],
    ['2^64-1 objects', buildBinaryPlist(sample, { claims: { count: 2n ** 64n - 1n } }), /impossible number/],
    ['2^40 objects', buildBinaryPlist(sample, { claims: { count: 2 ** 40 } }), /too many objects/],
    ['a table outside', buildBinaryPlist(sample, { claims: { table: 2 ** 40 } }), /points outside/],
    ['references of no width', buildBinaryPlist(sample, { claims: { refWidth: 0 } }), /impossible number/],
    ['references of 9 bytes', buildBinaryPlist(sample, { claims: { refWidth: 9 } }), /impossible number/],
    ['offsets of no width', buildBinaryPlist(sample, { claims: { offsetWidth: 0 } }), /impossible number/],
    ['a top that is none', buildBinaryPlist(sample, { claims: { top: 2 ** 30 } }), /points outside/],
    [
      '2^32 references',
      assemblePlist([dict, key, joinBytes([Uint8Array.of(0xaf, 0x13), bigEndian(2 ** 32, 8)])]),
      /points outside/,
    ],
    [
      'a million references and one',
      assemblePlist([containerObject(13, [1, 2], 1), key, listOf(1_000_001)], { refWidth: 1 }),
      /too many objects/,
    ],
    ['an unknown kind', assemblePlist([dict, key, Uint8Array.of(0xe0)]), /no known kind/],
    [
      'a long count that is a text',
      assemblePlist([dict, key, Uint8Array.of(0x5f, 0x51, 0x61)]),
      /impossible/,
    ],
    ['XML of another kind', encodeText('<html><dict/></html>'), /no property list/],
    [
      'an element of another kind',
      encodeText('<plist><dict><key>a</key><b/></dict></plist>'),
      /no property list/,
    ],
    ['a key without a value', encodeText('<plist><dict><key>a</key></dict></plist>'), /no property list/],
    ['no key', encodeText('<plist><dict><true/><true/></dict></plist>'), /no property list/],
    ['a number that is none', encodeText('<plist><integer>1x</integer></plist>'), /no property list/],
    ['data that is none', encodeText('<plist><data>*</data></plist>'), /no property list/],
  ])('%s', (_, bytes, message) => {
    expect(() => readPlist(bytes)).toThrow(PackageError);
    expect(() => readPlist(bytes)).toThrow(message);
  });
});

/** An array of the first key over and over. */
function listOf(count: number): Uint8Array<ArrayBuffer> {
  return joinBytes([Uint8Array.of(0xaf, 0x12), bigEndian(count, 4), new Uint8Array(count).fill(1)]);
}

function textObject(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new TextEncoder().encode(text);
  const head =
    bytes.length < 15
      ? Uint8Array.of(0x50 + bytes.length)
      : joinBytes([Uint8Array.of(0x5f, 0x12), bigEndian(bytes.length, 4)]);
  return joinBytes([head, bytes]);
}
