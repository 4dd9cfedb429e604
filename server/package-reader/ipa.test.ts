import { describe, expect, test } from 'vitest';
import { sourceOfBytes } from './bytes.ts';
import { readIpa } from './ipa.ts';
import {
  SAMPLE_INFO,
  buildCgbi,
  buildIpa,
  buildPng,
  decodePng,
  samplePixels,
} from './testing/ipa-builder.ts';
import { buildBinaryPlist } from './testing/plist-builder.ts';
import { buildZip } from './testing/zip-builder.ts';
import { LIMITS, PackageError } from './types.ts';
import { openZip } from './zip.ts';

async function read(bytes: Uint8Array<ArrayBuffer>) {
  const source = sourceOfBytes(bytes);
  return readIpa(await openZip(source));
}

const expected = {
  kind: 'ipa',
  platform: 1,
  identifier: 'com.example.delivery',
  version: '3.2.1',
  build: '321',
  name: 'Lieferung – Größe 📦',
  minimumOs: '15.0',
  supportedDevices: 3,
};

test.each(['binary', 'xml'] as const)('a %s property list', async (format) => {
  expect(await read(buildIpa({}, { format }))).toEqual(expected);
});

test.each([
  ['the name of the bundle', { CFBundleDisplayName: undefined }, { name: 'Delivery' }],
  ['an empty name', { CFBundleDisplayName: ' \n', CFBundleName: '' }, { name: undefined }],
  ['a name without end', { CFBundleDisplayName: 'x'.repeat(5000) }, { name: 'x'.repeat(1000) }],
  ['a name that is a number', { CFBundleDisplayName: 5 }, { name: 'Delivery' }],
  ['the version of the build', { CFBundleShortVersionString: undefined }, { version: '321' }],
  ['no build', { CFBundleVersion: undefined }, { build: undefined }],
  ['no lowest version', { MinimumOSVersion: undefined }, { minimumOs: undefined }],
  ['phones', { UIDeviceFamily: [1] }, { supportedDevices: 1 }],
  ['tablets', { UIDeviceFamily: [2] }, { supportedDevices: 2 }],
  ['tablets, as a number alone', { UIDeviceFamily: 2 }, { supportedDevices: 2 }],
  ['both, as texts', { UIDeviceFamily: ['1', '2'] }, { supportedDevices: 3 }],
  ['both, and glasses', { UIDeviceFamily: [1, 2, 7] }, { supportedDevices: 3 }],
  ['television', { UIDeviceFamily: [3] }, { supportedDevices: undefined }],
  ['no devices', { UIDeviceFamily: undefined }, { supportedDevices: undefined }],
  ['platforms not said', { CFBundleSupportedPlatforms: undefined }, {}],
  ['several platforms', { CFBundleSupportedPlatforms: ['iPhoneOS', 'MacOSX'] }, {}],
  ['an identifier with all it may have', { CFBundleIdentifier: 'A-1.b_2' }, { identifier: 'A-1.b_2' }],
])('%s', async (_, changes, differences) => {
  const info = await read(buildIpa(changes));
  expect(info).toEqual({ ...expected, ...differences });
});

describe('refused', () => {
  test.each([
    ['no identifier', { CFBundleIdentifier: undefined }, /does not say its bundle identifier/],
    ['an identifier that is a number', { CFBundleIdentifier: 7 }, /does not say its bundle identifier/],
    ['an identifier that is a path', { CFBundleIdentifier: '../../etc' }, /identifier that is none/],
    ['an identifier of markup', { CFBundleIdentifier: 'com.<b>' }, /identifier that is none/],
    ['an identifier too long', { CFBundleIdentifier: `a${'.b'.repeat(200)}` }, /identifier that is none/],
    ['no version', { CFBundleShortVersionString: undefined, CFBundleVersion: undefined }, /its version/],
    ['a simulator build', { CFBundleSupportedPlatforms: ['iPhoneSimulator'] }, /simulator/],
    [
      'a simulator build that says so elsewhere',
      { CFBundleSupportedPlatforms: undefined, DTPlatformName: 'iphonesimulator' },
      /simulator/,
    ],
    ['a Mac app', { CFBundleSupportedPlatforms: ['MacOSX'] }, /for MacOSX/],
    ['a television app', { CFBundleSupportedPlatforms: ['AppleTVOS'] }, /for AppleTVOS/],
  ])('%s', async (_, changes, message) => {
    const reading = read(buildIpa(changes));
    await expect(reading).rejects.toThrow(PackageError);
    await expect(reading).rejects.toThrow(message);
  });

  const plist = buildBinaryPlist(SAMPLE_INFO);
  test.each([
    ['no app', [{ name: 'Payload/readme.txt' }], /holds no iOS app/],
    ['no folder', [{ name: 'Delivery.app/Info.plist', bytes: plist }], /holds no iOS app/],
    ['only an extension', [{ name: 'Payload/A.app/PlugIns/B.appex/Info.plist', bytes: plist }], /no iOS app/],
    ['a Mac app', [{ name: 'Delivery.app/Contents/Info.plist', bytes: plist }], /for macOS/],
    ['a Mac app in the folder', [{ name: 'Payload/A.app/Contents/Info.plist', bytes: plist }], /for macOS/],
    [
      'two apps',
      [
        { name: 'Payload/A.app/Info.plist', bytes: plist },
        { name: 'Payload/B.app/Info.plist', bytes: plist },
      ],
      /more than one app/,
    ],
    ['a list that is none', [{ name: 'Payload/A.app/Info.plist', bytes: 'bplist00' }], /damaged/],
    [
      'a list over the limit',
      [{ name: 'Payload/A.app/Info.plist', bytes: new Uint8Array(LIMITS.manifestBytes + 1) }],
      /too large/,
    ],
  ])('%s', async (_, entries, message) => {
    const reading = read(buildZip(entries));
    await expect(reading).rejects.toThrow(PackageError);
    await expect(reading).rejects.toThrow(message);
  });
});

describe('icon', () => {
  const icons = (...names: string[]) => ({ CFBundlePrimaryIcon: { CFBundleIconFiles: names } });
  const [small, large] = [samplePixels(60), samplePixels(120)];
  const png = (side: number) => buildPng(samplePixels(side));
  const jpeg = Uint8Array.of(
    0xff,
    0xd8,
    0xff,
    0xc0,
    0,
    17,
    8,
    1,
    0,
    1,
    0,
    3,
    1,
    0x22,
    0,
    2,
    0x11,
    1,
    3,
    0x11,
    1,
    0xff,
    0xd9,
  );

  test('as Xcode leaves them: the larger one, made standard', async () => {
    const files = {
      'AppIcon60x60.png': buildCgbi(small, { filters: [1, 2, 3, 4] }),
      'AppIcon60x60@2x.png': buildCgbi(large, { filters: [1, 2, 3, 4], isOpaque: true }),
      'Picture@3x.png': buildCgbi(samplePixels(180)),
    };
    const { icon } = await read(buildIpa({ CFBundleIcons: icons('AppIcon60x60') }, { files }));
    expect(icon?.contentType).toBe('image/png');
    const opaque = large.rgba.map((value, index) => (index % 4 === 3 ? 255 : value));
    expect(decodePng(icon?.bytes ?? new Uint8Array())).toEqual({ ...large, rgba: opaque });
  });

  test.each([
    ['of tablets', { 'CFBundleIcons~ipad': icons('Tab') }, { 'Tab@2x~ipad.png': png(70) }, 70],
    [
      'by the old key',
      { CFBundleIconFiles: ['Icon.png', 'Icon@2x.png'] },
      { 'Icon.png': png(50), 'Icon@2x.png': png(90) },
      90,
    ],
    ['by the oldest key', { CFBundleIconFile: 'Icon.png' }, { 'Icon.png': png(57) }, 57],
    [
      'damaged: the next one',
      { CFBundleIcons: icons('A') },
      { 'A.png': png(40), 'A@2x.png': buildCgbi(large, { data: new Uint8Array(9) }) },
      40,
    ],
    [
      'too large a file: the next one',
      { CFBundleIcons: icons('A') },
      { 'A.png': png(40), 'A@2x.png': padded(png(80), LIMITS.iconBytes + 1) },
      40,
    ],
    [
      'too many pixels: the next one',
      { CFBundleIcons: icons('A') },
      { 'A.png': png(40), 'A@2x.png': buildPng({ width: 4097, height: 1, rgba: new Uint8Array(4097 * 4) }) },
      40,
    ],
    [
      'no picture: the next one',
      { CFBundleIcons: icons('A') },
      { 'A.png': png(40), 'A@2x.png': new Uint8Array(9000) },
      40,
    ],
  ])('%s', async (_, changes, files, side) => {
    const { icon } = await read(buildIpa(changes, { files }));
    expect(icon).toEqual({ contentType: 'image/png', bytes: png(side) });
  });

  test.each([
    ['JPEG', 'iTunesArtwork', jpeg, 'image/jpeg'],
    ['PNG', 'iTunesArtwork@2x', png(300), 'image/png'],
  ])('the picture for iTunes, %s', async (_, name, bytes, contentType) => {
    const files = { 'A.png': png(40) };
    const ipa = buildIpa({ CFBundleIcons: icons('A') }, { files, others: [{ name, bytes }] });
    expect((await read(ipa)).icon).toEqual({ contentType, bytes });
  });

  test.each([
    [
      'only in the asset catalogue',
      { CFBundleIcons: icons('AppIcon') },
      { 'Assets.car': new Uint8Array(100) },
    ],
    ['of another app', { CFBundleIcons: icons('Icon') }, { 'PlugIns/Share.appex/Icon.png': png(60) }],
    ['not named', {}, { 'Icon.png': png(60) }],
    ['named oddly', { CFBundleIcons: 'Icon', CFBundleIconFiles: { a: 1 } }, { 'Icon.png': png(60) }],
  ])('none: %s', async (_, changes, files) => {
    expect((await read(buildIpa(changes, { files }))).icon).toBeUndefined();
  });
});

function padded(bytes: Uint8Array, length: number): Uint8Array {
  const whole = new Uint8Array(length);
  whole.set(bytes);
  return whole;
}
