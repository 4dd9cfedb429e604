import { describe, expect, test } from 'vitest';
import { isEncryptedAppx, readAppx } from './appx.ts';
import { sourceOfBytes } from './bytes.ts';
import { type AppxInput, appxManifest, buildAppx, buildBundle } from './testing/appx-builder.ts';
import { buildPng, samplePixels } from './testing/ipa-builder.ts';
import { encodeText } from './testing/plist-builder.ts';
import { buildZip } from './testing/zip-builder.ts';
import { LIMITS, PackageError } from './types.ts';
import { openZip } from './zip.ts';

async function read(bytes: Uint8Array<ArrayBuffer>) {
  const source = sourceOfBytes(bytes);
  return readAppx(await openZip(source));
}

const png = (side: number) => buildPng(samplePixels(side));
const identity = { kind: 'appx', platform: 3, identifier: 'Example.Scanner', version: '5.6.7.0' };
const expected = { ...identity, name: 'Scanner & Größe', minimumOs: '10.0.17763.0' };

describe('a package', () => {
  const shapes: [string, AppxInput, object][] = [
    ['as usual', {}, {}],
    ['a name in the resources', { displayName: 'ms-resource:AppName' }, { name: undefined }],
    [
      'a name in the resources, by path',
      { displayName: 'MS-Resource:///Resources/App' },
      { name: undefined },
    ],
    [
      'a plain name of the first app',
      { displayName: 'ms-resource:A', visual: { DisplayName: 'Scan' } },
      { name: 'Scan' },
    ],
    ['a name without end', { displayName: 'x'.repeat(5000) }, { name: 'x'.repeat(1000) }],
    [
      'computers before others',
      { families: { 'Windows.Xbox': '10.0.1.0', 'Windows.Desktop': '10.0.2.0' } },
      { minimumOs: '10.0.2.0' },
    ],
    ['another family', { families: { 'Windows.Holographic': '10.0.3.0' } }, { minimumOs: '10.0.3.0' }],
    ['no family', { families: {} }, { minimumOs: undefined }],
    [
      'a prerequisite of Windows 8',
      { families: {}, more: '<Prerequisites><OSMinVersion>6.3.0</OSMinVersion></Prerequisites>' },
      { minimumOs: '6.3.0' },
    ],
    ['not only resources', { properties: '<ResourcePackage>false</ResourcePackage>' }, {}],
  ];
  test.each(shapes)('%s', async (_, input, differences) => {
    expect(await read(buildAppx(input))).toEqual({ ...expected, ...differences });
  });

  test('a manifest in UTF-16', async () => {
    const bytes = encodeText(appxManifest().replace('utf-8', 'utf-16'), 'utf-16le');
    expect(await read(buildZip([{ name: 'AppxManifest.xml', bytes }]))).toEqual(expected);
  });
});

describe('icon', () => {
  const visual = { Square150x150Logo: 'Assets\\Square150.png', Square44x44Logo: 'Assets\\Square44.png' };
  test.each([
    ['as named', {}, { 'Assets/StoreLogo.png': png(50) }, 50],
    ['in another case', { logo: 'assets\\STORELOGO.png' }, { 'Assets/StoreLogo.png': png(50) }, 50],
    [
      'by scale',
      {},
      { 'Assets/StoreLogo.scale-100.png': png(50), 'Assets/StoreLogo.scale-400.png': png(200) },
      200,
    ],
    ['by a folder for the scale', {}, { 'Assets/scale-200/StoreLogo.png': png(100) }, 100],
    [
      'the largest of all logos',
      { visual },
      { 'Assets/StoreLogo.png': png(50), 'Assets/Square150.png': png(150), 'Assets/Square44.png': png(44) },
      150,
    ],
    [
      'by target size',
      { visual },
      { 'Assets/StoreLogo.png': png(50), 'Assets/Square44.targetsize-256_altform-unplated.png': png(256) },
      256,
    ],
    [
      'not for high contrast',
      {},
      {
        'Assets/StoreLogo.scale-100.png': png(50),
        'Assets/StoreLogo.scale-200_contrast-black.png': png(100),
      },
      50,
    ],
    [
      'for high contrast if there is no other',
      {},
      { 'Assets/StoreLogo.contrast-white_scale-200.png': png(100) },
      100,
    ],
    ['by a name with codes', { logo: 'Assets\\Store Logo.png' }, { 'Assets/Store%20Logo.png': png(50) }, 50],
    ['by a name with a percent sign', { logo: 'Assets\\50%.png' }, { 'Assets/50%.png': png(50) }, 50],
    [
      'none',
      {},
      { 'Assets/StoreLogo.png': new Uint8Array(10), 'Assets/Other.png': png(50), 'StoreLogo.png': png(50) },
      undefined,
    ],
    [
      'too large',
      {},
      { 'Assets/StoreLogo.png': new Uint8Array([...png(50), ...new Uint8Array(LIMITS.iconBytes)]) },
      undefined,
    ],
  ] satisfies [string, AppxInput, AppxInput['files'], number | undefined][])(
    '%s',
    async (_, input, files, side) => {
      const { icon } = await read(buildAppx({ ...input, files }));
      expect(icon).toEqual(side === undefined ? undefined : { contentType: 'image/png', bytes: png(side) });
    },
  );
});

describe('a bundle', () => {
  const files = { 'Assets/StoreLogo.png': png(50) };
  const application = buildAppx({ version: '1.0.0.0', files });
  const resource = buildAppx({
    displayName: 'Not this one',
    properties: '<ResourcePackage>true</ResourcePackage>',
  });
  const icon = { contentType: 'image/png', bytes: png(50) };
  const bundled = { ...expected, version: '2026.1.2.3', icon };

  test.each([
    ['stored', false],
    ['deflated', true],
  ])('has the name and icon of its application, %s', async (_, isDeflated) => {
    const packages = [
      { fileName: 'Language.msix', bytes: resource },
      { type: 'resource', fileName: 'Scale.msix', bytes: resource },
      { type: 'application', fileName: 'My App_x64.msix', bytes: application, isDeflated },
      { type: 'application', fileName: 'App_arm.msix', bytes: buildAppx({ displayName: 'Nor this' }) },
    ] as const;
    expect(await read(buildBundle({ packages }))).toEqual(bundled);
  });

  const bare = { ...identity, version: '2026.1.2.3' };
  const claims = { size: LIMITS.resourceBytes + 1 };
  test.each([
    [
      'deflated and too large to unpack',
      [{ type: 'application', fileName: 'a.msix', bytes: application, isDeflated: true, claims }],
    ],
    ['not in the file', [{ type: 'application', fileName: 'a.msix', bytes: application, isMissing: true }]],
    ['of resources only', [{ type: 'resource', fileName: 'a.msix', bytes: resource }]],
    ['without packages', []],
  ] as const)('has none: %s', async (_, packages) => {
    expect(await read(buildBundle({ packages }))).toEqual(bare);
  });

  const encrypted = encodeText('EXPH and more of it');
  test.each([
    ['encrypted', encrypted, /encrypted/],
    ['no archive', encodeText('a text that is no archive, long enough to be one'), /./],
    ['empty', new Uint8Array(), /./],
    ['an archive of something else', buildZip([{ name: 'a.txt', bytes: 'a' }]), /no AppxManifest/],
    ['of resources', resource, /only the resources/],
    ['a bundle itself', buildBundle({ packages: [] }), /no AppxManifest/],
  ])('refused where its application is %s', async (_, bytes, message) => {
    const reading = read(buildBundle({ packages: [{ type: 'application', fileName: 'a.msix', bytes }] }));
    await expect(reading).rejects.toThrow(PackageError);
    await expect(reading).rejects.toThrow(message);
  });

  test('refused without an identity', async () => {
    await expect(read(buildBundle({ identifier: '..', packages: [] }))).rejects.toThrow('identity name');
  });
});

describe('refused', () => {
  const withManifest = (bytes: string | Uint8Array) => buildZip([{ name: 'AppxManifest.xml', bytes }]);
  test.each([
    ['no manifest', buildZip([{ name: 'a.xml', bytes: '<a/>' }]), /no AppxManifest/],
    ['a name that is a path', buildAppx({ identifier: '../../etc' }), /identity name/],
    ['a name too short', buildAppx({ identifier: 'ab' }), /identity name/],
    ['a version of three numbers', buildAppx({ version: '1.2.3' }), /four numbers/],
    ['a version of words', buildAppx({ version: '1.2.3.x' }), /four numbers/],
    ['another manifest', withManifest('<Bundle/>'), /none of an app/],
    ['no identity', withManifest('<Package/>'), /identity name/],
    ['no XML', withManifest('Package'), /no well-formed XML/],
    ['entities', withManifest('<!DOCTYPE a [<!ENTITY b "c">]><Package/>'), /entities/],
    ['deep nesting', withManifest('<Package>'.repeat(50_000)), /nested too deeply/],
    ['over the limit', withManifest(new Uint8Array(LIMITS.manifestBytes + 1)), /too large/],
    [
      'resources only',
      buildAppx({ properties: '<ResourcePackage>true</ResourcePackage>' }),
      /only the resources/,
    ],
  ])('%s', async (_, file, message) => {
    const reading = read(file);
    await expect(reading).rejects.toThrow(PackageError);
    await expect(reading).rejects.toThrow(message);
  });
});

test('encrypted packages are known by their first bytes', () => {
  expect(['EXPH', 'EXSH', 'EXBH'].map((head) => isEncryptedAppx(encodeText(`${head}...`)))).toEqual([
    true,
    true,
    true,
  ]);
  expect(['', 'EXP', 'PK\u0003\u0004', 'exph'].some((head) => isEncryptedAppx(encodeText(head)))).toBe(false);
});
