import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { sourceOfBytes } from './bytes.ts';
import { readMsi } from './msi.ts';
import { buildCompoundFile } from './testing/cfb-builder.ts';
import { type MsiInput, buildMsi, encodeStreamName } from './testing/msi-builder.ts';
import { numbers } from './testing/zip-builder.ts';
import { LIMITS, PackageError } from './types.ts';

const properties = {
  Manufacturer: 'Example',
  ProductCode: '{0a1b2c3d-1111-2222-3333-444455556666}',
  ProductName: 'Müller Scanner',
  ProductVersion: '4.5.6',
  UpgradeCode: '{FFFFFFFF-1111-2222-3333-444455556666}',
};
const expected = {
  kind: 'msi',
  platform: 3,
  identifier: '{0A1B2C3D-1111-2222-3333-444455556666}',
  version: '4.5.6',
  name: 'Müller Scanner',
  upgradeCode: '{FFFFFFFF-1111-2222-3333-444455556666}',
};

const STRING_POOL = encodeStreamName('_StringPool', true);
const latin1 = (text: string) => Uint8Array.from(text, (char) => char.charCodeAt(0));
/** "配送" in Shift JIS; the rest is ASCII. */
const shiftJis = (text: string) =>
  text === '配送' ? Uint8Array.of(0x94, 0x7a, 0x91, 0x97) : new TextEncoder().encode(text);
const padding = Array.from({ length: 66_000 }, (_, index) => `padding ${index}`);

function read(input: MsiInput) {
  return readMsi(sourceOfBytes(buildMsi(input)));
}

function fixture(name: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(readFileSync(new URL(`fixtures/${name}`, import.meta.url)));
}

describe('shapes', () => {
  const shapes: [string, MsiInput][] = [
    ['short references', { properties }],
    ['long references', { properties, hasLongRefs: true }],
    ['references beyond 65,535', { properties, hasLongRefs: true, padding }],
    ['sectors of 4,096 bytes', { properties, compound: { version: 4 } }],
    [
      'long references in sectors of 4,096 bytes',
      { properties, hasLongRefs: true, compound: { version: 4 } },
    ],
    ['Windows-1252', { properties, codepage: 1252, encode: latin1 }],
    ['no code page, and UTF-8', { properties, codepage: 0 }],
    ['no code page, and Windows-1252', { properties, codepage: 0, encode: latin1 }],
    [
      'strings over 64 KiB and empty ones before',
      { properties, padding: ['x'.repeat(200_000), '', 'y'.repeat(65_536)] },
    ],
    ['many properties', { properties: { ...manyProperties(), ...properties } }],
    [
      'another database inside, of a transform for a language',
      { properties, streams: [{ name: STRING_POOL, bytes: new Uint8Array(9), isNested: true }] },
    ],
  ];
  test.each(shapes)('%s', async (_, input) => {
    expect(await read(input)).toEqual(expected);
  });

  test('a double-byte code page', async () => {
    const info = await read({
      properties: { ...properties, ProductName: '配送' },
      codepage: 932,
      encode: shiftJis,
    });
    expect(info.name).toBe('配送');
  });

  test('names of streams are as installers have them', () => {
    // As in wixl-picker.msi.
    expect(STRING_POOL).toBe('\u4840\u3f3f\u4577\u446c\u3e6a\u44b2\u482f');
  });

  test('no name, and an upgrade code that is none', async () => {
    const info = await read({ properties: { ...properties, ProductName: '', UpgradeCode: '{1}' } });
    expect(info).toEqual({ kind: 'msi', platform: 3, identifier: expected.identifier, version: '4.5.6' });
  });

  test('a name without end', async () => {
    const info = await read({ properties: { ...properties, ProductName: 'ü'.repeat(100_000) } });
    expect(info.name).toBe('ü'.repeat(LIMITS.textLength));
  });
});

describe('built by wixl', () => {
  test('with an icon and a name beyond ASCII', async () => {
    const info = await readMsi(sourceOfBytes(fixture('wixl-picker.msi')));
    expect(info).toEqual({
      kind: 'msi',
      platform: 3,
      identifier: '{3AFB56E2-1C2F-4F1C-8A4E-0D8F5B6F7A11}',
      version: '2.4.1',
      name: 'Käse Picker',
      upgradeCode: '{7E0C9F57-40E5-4C7C-9C8C-2B0E1A7F0C22}',
      icon: { contentType: 'image/x-icon', bytes: fixture('wixl-picker.ico') },
    });
  });

  test('for 64 bits, without an icon', async () => {
    const info = await readMsi(sourceOfBytes(fixture('wixl-delivery.msi')));
    expect(info).toEqual({
      kind: 'msi',
      platform: 3,
      identifier: '{4AFB56E2-1C2F-4F1C-8A4E-0D8F5B6F7A11}',
      version: '10.0.3',
      name: 'Delivery',
      upgradeCode: '{7E0C9F57-40E5-4C7C-9C8C-2B0E1A7F0C22}',
    });
  });
});

describe('icon', () => {
  const ico = fixture('wixl-picker.ico');
  const large = new Uint8Array(LIMITS.iconBytes + 1);
  large.set(ico);
  const named = (name: string) => ({ ...properties, ARPPRODUCTICON: name });
  test.each([
    ['small', { properties: named('app.ico'), icons: { 'app.ico': ico } }, ico],
    ['of several, the named one', { properties: named('b'), icons: { a: large, b: ico } }, ico],
    [
      'with characters that streams do not shorten',
      { properties: named('Über app-1.ico'), icons: { 'Über app-1.ico': ico } },
      ico,
    ],
    ['at the limit', { properties: named('a'), icons: { a: large.slice(0, -1) } }, large.slice(0, -1)],
    ['over the limit', { properties: named('a'), icons: { a: large } }, undefined],
    ['a program', { properties: named('a.exe'), icons: { 'a.exe': latin1('MZ\0\0 a program') } }, undefined],
    ['none by that name', { properties: named('b.ico'), icons: { 'a.ico': ico } }, undefined],
    ['not named', { properties, icons: { 'a.ico': ico } }, undefined],
  ] satisfies [string, MsiInput, Uint8Array | undefined][])('%s', async (_, input, bytes) => {
    const { icon } = await read(input);
    expect(icon).toEqual(bytes === undefined ? undefined : { contentType: 'image/x-icon', bytes });
  });
});

describe('refused', () => {
  const classOf = (last: number) =>
    Uint8Array.of(last, 0x10, 0x0c, 0, 0, 0, 0, 0, 0xc0, 0, 0, 0, 0, 0, 0, 0x46);
  const without = (name: keyof typeof properties) =>
    Object.fromEntries(Object.entries(properties).filter(([key]) => key !== name));
  const document = (name: string) => buildCompoundFile([{ name, bytes: new Uint8Array(10) }]);
  test.each([
    ['a patch', buildMsi({ properties, compound: { classId: classOf(0x86) } }), /patch \(\.msp\)/],
    ['a transform', buildMsi({ properties, compound: { classId: classOf(0x82) } }), /transform \(\.mst\)/],
    ['a merge module', buildMsi({ properties, emptyTables: ['ModuleSignature'] }), /merge module \(\.msm\)/],
    ['no ProductCode', buildMsi({ properties: without('ProductCode') }), /has no ProductCode/],
    [
      'a ProductCode that is none',
      buildMsi({ properties: { ...properties, ProductCode: '{*}' } }),
      /is none/,
    ],
    ['no version', buildMsi({ properties: without('ProductVersion') }), /does not say its version/],
    ['no properties', buildMsi({}), /has no ProductCode/],
    ['a Word document', document('WordDocument'), /is a Word document/],
    ['an Outlook message', document('__properties_version1.0'), /is an Outlook message/],
    ['another compound file', document('Thumbs'), /no installation database/],
    ['a text', latin1('x'.repeat(1000)), /no Windows installer/],
  ])('%s', async (_, file, message) => {
    const reading = readMsi(sourceOfBytes(file));
    await expect(reading).rejects.toThrow(PackageError);
    await expect(reading).rejects.toThrow(message);
  });

  test.each([
    ['strings longer than their bytes', numbers([4, 65001], [2, 0xffff], [2, 1])],
    ['strings of 4 GiB', numbers([4, 65001], [2, 0], [2, 0xffff], [2, 0xffff], [2, 1])],
    ['fewer strings than tables refer to', numbers([4, 65001], [2, 1], [2, 1])],
    ['no strings at all', new Uint8Array(2)],
  ])('%s', async (_, pool) => {
    const file = buildMsi({ properties, streams: [{ name: STRING_POOL, bytes: pool }] });
    const reading = readMsi(sourceOfBytes(file));
    await expect(reading).rejects.toThrow(PackageError);
    await expect(reading).rejects.toThrow('damaged');
  });
});

function manyProperties(): Record<string, string> {
  return Object.fromEntries(Array.from({ length: 3000 }, (_, index) => [`P${index}`, `value ${index}`]));
}
