import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sourceOfBytes } from './bytes.ts';
import { readPackage } from './read-package.ts';
import {
  ATTR,
  buildApk,
  buildManifest,
  buildPng,
  buildTable,
  buildXml,
  type PackageInput,
} from './testing/apk-builder.ts';
import { buildZip, joinBytes, numbers, type ZipInput } from './testing/zip-builder.ts';
import { LIMITS, PackageError, type PackageInfo } from './types.ts';

const ascii = (text: string) => new TextEncoder().encode(text);
const named = (...names: string[]): ZipInput[] => names.map((name) => ({ name, bytes: 'x' }));
const padded = (...parts: Uint8Array[]) => joinBytes([...parts, new Uint8Array(600)]);

describe('readPackage', () => {
  it('reads an APK whatever else is in it', async () => {
    const apk = buildApk({
      files: {
        'manifest.json': ascii('{}'),
        'assets/other.apk': ascii('x'),
        'META-INF/MANIFEST.MF': ascii('x'),
      },
    });
    expect(await readPackage(sourceOfBytes(apk))).toMatchObject({
      kind: 'apk',
      identifier: 'org.example.app',
    });
  });

  it('reads an IPA', async () => {
    const plist = `<?xml version="1.0"?><plist version="1.0"><dict>
      <key>CFBundleIdentifier</key><string>org.example.ios</string>
      <key>CFBundleShortVersionString</key><string>2.1</string></dict></plist>`;
    const ipa = buildZip([{ name: 'Payload/A.app/Info.plist', bytes: plist }]);
    expect(await readPackage(sourceOfBytes(ipa))).toMatchObject({
      kind: 'ipa',
      identifier: 'org.example.ios',
      version: '2.1',
    });
  });

  it('reads an APPX', async () => {
    const manifest = `<?xml version="1.0"?><Package xmlns="http://schemas.microsoft.com/appx/manifest/foundation/windows10">
      <Identity Name="Org.Example" Publisher="CN=Example" Version="1.2.3.4"/>
      <Properties><DisplayName>Example</DisplayName></Properties></Package>`;
    const appx = buildZip([{ name: 'AppxManifest.xml', bytes: manifest }, ...named('[Content_Types].xml')]);
    expect(await readPackage(sourceOfBytes(appx))).toMatchObject({
      kind: 'appx',
      identifier: 'Org.Example',
      version: '1.2.3.4',
    });
  });

  it('takes a compound file for an MSI', async () => {
    const start = numbers([4, 0xe011cfd0], [4, 0xe11ab1a1]);
    await expect(readPackage(sourceOfBytes(padded(start)))).rejects.toBeInstanceOf(PackageError);
    await expect(readPackage(sourceOfBytes(padded(start)))).rejects.not.toThrow('The file is');
  });

  const others: [bytes: Uint8Array<ArrayBuffer>, message: string][] = [
    [new Uint8Array(), 'The file is an empty file. Upload an APK, IPA, MSI, APPX or MSIX file.'],
    [new Uint8Array(100), 'The file is of a kind that is not known.'],
    [padded(ascii('%PDF-1.7')), 'a PDF'],
    [buildPng(9), 'a picture'],
    [padded(ascii('GIF89a'), numbers([2, 1], [2, 1])), 'a picture'],
    [padded(ascii('MZ')), 'a Windows program (.exe)'],
    [padded(numbers([4, 0xfeedfacf])), 'a program for Apple devices (Mach-O)'],
    [padded(numbers([4, 0xbebafeca])), 'a program for Apple devices (Mach-O)'],
    [padded(numbers([1, 0x7f]), ascii('ELF')), 'a Linux program (ELF)'],
    [padded(ascii('xar!')), 'a macOS installer (.pkg)'],
    [padded(ascii('!<arch>\n')), 'a Debian package'],
    [padded(ascii('EXPH')), 'an encrypted Windows package (.eappx)'],
    [padded(ascii('EXBH')), 'an encrypted Windows package (.eappxbundle)'],
    [padded(numbers([2, 0x8b1f])), 'a gzip archive'],
    [padded(ascii('bplist00')), 'a property list'],
    [buildManifest({}), 'a binary XML file of an Android app'],
    [buildZip([]), 'an empty zip archive'],
    [ascii('<?xml version="1.0"?><plist/>'), 'an XML file'],
    [ascii('\n<!DOCTYPE html><title>404</title>'), 'a web page'],
    [ascii('not an app\r\n\tbut a text — of sorts'), 'a text'],
    // A character of two bytes across the end of what is looked at.
    [ascii(`x${'ü'.repeat(600)}`), 'a text'],
    [ascii('a text\0with a zero'), 'of a kind that is not known'],
    [
      buildZip(named('BundleConfig.pb', 'base/manifest/AndroidManifest.xml')),
      'an Android App Bundle (.aab), which devices cannot install. Upload an APK',
    ],
    [buildZip(named('base/manifest/AndroidManifest.xml')), 'an Android App Bundle'],
    [
      buildZip(named('toc.pb', 'splits/base-master.apk')),
      'a set of APKs (.apks). Upload an APK that has everything in it',
    ],
    [buildZip(named('universal.apk')), 'a set of APKs (.apks, .xapk)'],
    [buildZip(named('manifest.json', 'org.example.apk', 'config.de.apk')), 'a set of APKs (.xapk)'],
    [buildZip(named('App.ipa')), 'a zip archive with an app in it. Unpack it'],
    [buildZip(named('App.app/Info.plist')), 'an app folder of Apple in a zip archive'],
    [buildZip(named('App.app/Contents/Info.plist')), 'an app folder of Apple in a zip archive'],
    [buildZip(named('classes.jar', 'R.txt')), 'an Android library (.aar)'],
    [buildZip(named('[Content_Types].xml', 'word/document.xml')), 'an Office document'],
    [buildZip(named('META-INF/MANIFEST.MF')), 'a Java archive (.jar)'],
    [buildZip(named('notes.txt')), 'a zip archive without an app in it'],
    [buildApk().slice(0, 300), 'The archive is cut off'],
  ];
  it.each(others)('refuses a file (%#): %s', async (bytes, message) => {
    const failure = readPackage(sourceOfBytes(bytes));
    await expect(failure).rejects.toThrow(message);
    await expect(failure).rejects.toBeInstanceOf(PackageError);
  });

  it('looks at the start of a large file only', async () => {
    const read: number[] = [];
    const source = {
      size: 2 ** 40,
      read: (_offset: number, length: number) => {
        read.push(length);
        return Promise.resolve(new Uint8Array(length));
      },
    };
    await expect(readPackage(source)).rejects.toThrow('not known');
    expect(read).toEqual([65_536]);
  });
});

describe('a damaged APK', () => {
  const label = { ...ATTR.label, value: { ref: 0x7f010000 } };
  const icon = { ...ATTR.icon, value: { ref: 0x7f020000 } };
  const manifest = buildManifest({ application: [label, icon], form: 'modified-utf8' });
  const front = buildXml({
    name: 'adaptive-icon',
    children: [{ name: 'foreground', attributes: [{ ...ATTR.drawable, value: { ref: 0x7f020001 } }] }],
  });
  const table: PackageInput[] = [
    {
      id: 0x7f,
      types: [
        { id: 1, entries: { 0: { ref: 0x7f010002 }, 2: 'Name 😀' } },
        { id: 1, config: { language: 'en' }, shape: 'sparse', entries: { 0: 'English', 9: 'Other' } },
        { id: 1, config: { language: 'de' }, shape: 'offset16', entries: { 2: 'Deutsch' } },
        { id: 2, config: { density: 0xfffe }, shape: 'compact', entries: { 0: 'i.xml', 1: 'i.png' } },
      ],
    },
  ];
  const apkOf = (parts: {
    manifest?: Uint8Array;
    table?: Uint8Array;
    front?: Uint8Array;
    png?: Uint8Array;
  }) =>
    buildZip([
      { name: 'AndroidManifest.xml', bytes: parts.manifest ?? manifest },
      { name: 'resources.arsc', bytes: parts.table ?? buildTable(table), method: 0 },
      { name: 'i.xml', bytes: parts.front ?? front },
      { name: 'i.png', bytes: parts.png ?? buildPng(24), method: 0 },
    ]);
  const targets: [
    what: string,
    good: Uint8Array<ArrayBuffer>,
    build: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>,
  ][] = [
    ['archive', apkOf({}), (bytes) => bytes],
    ['manifest', manifest, (bytes) => apkOf({ manifest: bytes })],
    ['table (UTF-8)', buildTable(table), (bytes) => apkOf({ table: bytes })],
    ['table (UTF-16)', buildTable(table, 'utf16'), (bytes) => apkOf({ table: bytes })],
    ['icon', front, (bytes) => apkOf({ front: bytes })],
  ];

  it.each(targets)('is whole before it is damaged: %s', async (_what, good, build) => {
    const info = await readPackage(sourceOfBytes(build(good)));
    expect(info).toMatchObject({
      identifier: 'org.example.app',
      name: 'Name 😀',
      icon: { contentType: 'image/png' },
    });
  });

  it.each(targets)('is read or refused, and nothing else: %s', async (_what, good, build) => {
    const change = fc.record({
      at: fc.nat({ max: good.length - 1 }),
      width: fc.constantFrom<1 | 2 | 4>(1, 2, 4),
      value: fc.oneof(
        fc.constantFrom(0, 1, 0x7f, 0xff, 0x7fff, 0xffff, 0x7fffffff, 0x80000000, 0xffffffff),
        fc.nat({ max: 0xffff }),
      ),
    });
    const damage = fc.record({
      changes: fc.array(change, { minLength: 1, maxLength: 6 }),
      cut: fc.option(fc.nat({ max: good.length }), { freq: 8 }),
    });
    await fc.assert(
      fc.asyncProperty(damage, async ({ changes, cut }) => {
        const bytes = good.slice();
        for (const { at, width, value } of changes)
          bytes.set(numbers([width, value]).subarray(0, good.length - at), at);
        const outcome = await readPackage(sourceOfBytes(build(bytes.slice(0, cut ?? bytes.length)))).catch(
          (error: unknown) => error,
        );
        if (outcome instanceof PackageError) expect(outcome.message.length).toBeLessThan(400);
        else expectSound(outcome as PackageInfo);
      }),
      { numRuns: 400 },
    );
  });

  /** What is not a refusal must be a package; an error of another class fails here. */
  function expectSound(info: PackageInfo): void {
    expect(info).not.toBeInstanceOf(Error);
    expect(info.identifier).toMatch(/^[\w.]{3,223}$/);
    for (const text of [info.version, info.build, info.name])
      expect(text?.length ?? 0).toBeLessThanOrEqual(LIMITS.textLength);
    expect(info.icon?.bytes.length ?? 0).toBeLessThanOrEqual(LIMITS.iconBytes);
  }
});
