import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readApk } from './apk.ts';
import { sourceOfBytes } from './bytes.ts';
import { pictureOf } from './image.ts';
import {
  ATTR,
  type AttributeInput,
  buildApk,
  buildManifest,
  buildXml,
  chunk,
  type PoolForm,
} from './testing/apk-builder.ts';
import { buildZip, numbers, type ZipInput } from './testing/zip-builder.ts';
import { PackageError, type PackageInfo } from './types.ts';
import { openZip } from './zip.ts';

const MANIFEST = 'AndroidManifest.xml';
const read = async (bytes: Uint8Array<ArrayBuffer>): Promise<PackageInfo> =>
  readApk(await openZip(sourceOfBytes(bytes)));
const label = (value: AttributeInput['value']): AttributeInput => ({ ...ATTR.label, value });
const appPackage = (value: string): AttributeInput => ({ name: 'package', value });
const side = (info: PackageInfo) => info.icon && pictureOf(info.icon.bytes)?.width;

describe('an APK built by the platform', () => {
  const built: [file: string, info: Partial<PackageInfo>, side: number][] = [
    ['aapt-utf8.apk', { version: '1.2.3-β', name: 'Größe 日本 😀' }, 96],
    ['aapt-utf16.apk', { version: '1.2.3-β', name: 'Größe 日本 😀' }, 96],
    ['aapt-adaptive.apk', { version: '1.0', name: 'Plain label' }, 192],
    ['aapt2-sparse.apk', { version: '2.0 (build 7)', name: 'Colour 😀' }, 96],
  ];
  it.each(built)('%s', async (file, info, pixels) => {
    const result = await read(new Uint8Array(readFileSync(new URL(`fixtures/${file}`, import.meta.url))));
    expect(result).toMatchObject({
      kind: 'apk',
      platform: 2,
      identifier: 'org.example.muster.fixture',
      build: '42',
      minimumOs: 'API 26',
      icon: { contentType: 'image/png' },
      ...info,
    });
    expect(side(result)).toBe(pixels);
  });
});

describe('the manifest', () => {
  const forms: PoolForm[] = ['utf8', 'modified-utf8', 'utf16'];
  it.each(forms)('is read with strings in %s', async (form) => {
    const long = `Ünïcödé 😀 ${'x'.repeat(300)}`;
    expect(await read(buildApk({ form, application: [label(long)] }))).toEqual({
      kind: 'apk',
      platform: 2,
      identifier: 'org.example.app',
      version: '1.0',
      build: '7',
      name: long,
    });
  });

  it('is read with a string longer than 32,767 characters', async () => {
    expect((await read(buildApk({ form: 'utf16', application: [label('ü'.repeat(40_000))] }))).name).toBe(
      'ü'.repeat(1000),
    );
  });

  it('is read where values are there as text only', async () => {
    const manifest: AttributeInput[] = [
      { ...ATTR.versionCode, value: '12', isUntyped: true },
      { ...ATTR.versionName, value: '3.4', isUntyped: true },
      { ...appPackage('a.b'), isUntyped: true },
    ];
    const usesSdk: AttributeInput[] = [{ ...ATTR.minSdkVersion, value: '24', isUntyped: true }];
    expect(await read(buildApk({ manifest, usesSdk }))).toMatchObject({
      version: '3.4',
      build: '12',
      minimumOs: 'API 24',
    });
  });

  const versions: [what: string, attributes: AttributeInput[], expected: Partial<PackageInfo>][] = [
    ['no version', [], { version: '0', build: '0' }],
    ['a code only', [{ ...ATTR.versionCode, value: { int: 9 } }], { version: '9', build: '9' }],
    ['a number as name', [{ ...ATTR.versionName, value: { int: 5 } }], { version: '5', build: '0' }],
    [
      'a code of 64 bits',
      [
        { ...ATTR.versionCodeMajor, value: { int: 0x7fffffff } },
        { ...ATTR.versionCode, value: { int: 0xffffffff } },
      ],
      { build: '9223372036854775807' },
    ],
    [
      'a name of a thousand characters and more',
      [{ ...ATTR.versionName, value: '1'.repeat(2000) }],
      { version: '1'.repeat(1000) },
    ],
    ['a name with control characters', [{ ...ATTR.versionName, value: ' 1\0\n2 ' }], { version: '1 2' }],
    // The framework's number is the name: what is only called versionName is another attribute.
    ['a versionName that is not Android’s', [{ name: 'versionName', value: '6' }], { version: '0' }],
  ];
  it.each(versions)('says %s', async (_what, attributes, expected) => {
    expect(await read(buildApk({ manifest: [...attributes, appPackage('a.b')] }))).toMatchObject(expected);
  });

  it('names no lowest version where it is a code name', async () => {
    const info = await read(buildApk({ usesSdk: [{ ...ATTR.minSdkVersion, value: 'Baklava' }] }));
    expect(info).not.toHaveProperty('minimumOs');
  });

  const names: [name: string, isName: boolean][] = [
    ['com.example_1.App', true],
    [`a.${'b'.repeat(221)}`, true],
    [`a.${'b'.repeat(222)}`, false],
    ['single', false],
    ['', false],
    ['a..b', false],
    ['a.b.', false],
    ['a.1b', false],
    ['a.b/../c', false],
    ['a.ü', false],
    ['a.b\n', false],
  ];
  it.each(names)('with the package name %j: %s', async (name, isName) => {
    const result = read(buildApk({ manifest: [appPackage(name)] }));
    if (isName) expect(await result).toMatchObject({ identifier: name });
    else await expect(result).rejects.toThrow('no package name, or none that Android takes');
  });

  const manifestFile = (bytes: Uint8Array | string): ZipInput[] => [{ name: MANIFEST, bytes }];
  const refused: [what: string, files: ZipInput[], message: string][] = [
    ['is text', manifestFile('<?xml version="1.0"?><manifest package="a.b"/>'), 'not a built app'],
    ['is empty', manifestFile(''), 'not a built app'],
    ['has no elements', manifestFile(chunk(3, numbers(), numbers())), 'its manifest is empty'],
    ['has another root', manifestFile(buildXml({ name: 'resources' })), 'its manifest is empty'],
    [
      'has elements before strings',
      manifestFile(chunk(3, numbers(), chunk(0x102, numbers([4, 0], [4, 0]), new Uint8Array(20)))),
      'no strings',
    ],
    [
      'has a chunk without an end',
      manifestFile(chunk(3, numbers(), numbers([2, 1], [2, 8], [4, 0xfffffff0]))),
      'points outside',
    ],
    [
      'has a chunk of no length',
      manifestFile(chunk(3, numbers(), numbers([2, 1], [2, 0], [4, 0]))),
      'shorter than its header',
    ],
    ['is too large', [{ name: MANIFEST, bytes: 'x', claims: { size: 9_000_000 } }], 'too large'],
    [
      'is of a part of a split app',
      manifestFile(buildManifest({ manifest: [appPackage('a.b'), { name: 'split', value: 'config.de' }] })),
      'is one part of a split app',
    ],
  ];
  it.each(refused)('is refused where it %s', async (_what, files, message) => {
    const failure = read(buildZip(files));
    await expect(failure).rejects.toThrow(message);
    await expect(failure).rejects.toBeInstanceOf(PackageError);
  });

  it('is refused where an element counts its attributes wrong', async () => {
    const bytes = buildManifest({});
    // attributeCount of the first element: 65,535.
    const at = bytes.findIndex(
      (_, index) =>
        index % 4 === 0 && bytes[index] === 2 && bytes[index + 1] === 1 && bytes[index + 2] === 16,
    );
    bytes.set([0xff, 0xff], at + 16 + 12);
    await expect(read(buildZip([{ name: MANIFEST, bytes }]))).rejects.toThrow('points outside');
    bytes.set([0, 0], at + 16 + 10);
    await expect(read(buildZip([{ name: MANIFEST, bytes }]))).rejects.toThrow('an attribute is too short');
  });
});
