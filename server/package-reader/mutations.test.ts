import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readAppx } from './appx.ts';
import { sourceOfBytes } from './bytes.ts';
import { standardPng } from './cgbi.ts';
import { readIpa } from './ipa.ts';
import { readMsi } from './msi.ts';
import { readPlist } from './plist.ts';
import { appxManifest, buildAppx, buildBundle } from './testing/appx-builder.ts';
import { SAMPLE_INFO, buildCgbi, buildIpa, buildPng, samplePixels } from './testing/ipa-builder.ts';
import { buildMsi } from './testing/msi-builder.ts';
import { mutationsOf } from './testing/mutations.ts';
import { buildBinaryPlist, buildXmlPlist } from './testing/plist-builder.ts';
import { buildZip } from './testing/zip-builder.ts';
import { type ByteSource, LIMITS, PackageError, type PackageInfo } from './types.ts';
import { openZip } from './zip.ts';

type Bytes = Uint8Array<ArrayBuffer>;

const RUNS = { numRuns: 500 };

/** Whatever the bytes are: an answer that keeps what types.ts promises, or a refusal, and never more read than a few times. */
async function expectBounded(
  bytes: Bytes,
  read: (source: ByteSource) => Promise<PackageInfo>,
): Promise<void> {
  const whole = sourceOfBytes(bytes);
  let total = 0;
  const counting: ByteSource = {
    size: whole.size,
    read(offset, length) {
      total += length;
      return whole.read(offset, length);
    },
  };
  const info = await refusalOr(() => read(counting));
  // The name of an archive's entry alone may be said to have 64 KiB.
  expect(total).toBeLessThanOrEqual(20 * bytes.length + 4 * 65_536);
  if (info === undefined) return;
  const { icon, ...texts } = info;
  expect(info.identifier).toMatch(/^[\w.{}-]+$/);
  expect(Object.values(texts).every((text) => String(text).length <= LIMITS.textLength)).toBe(true);
  expect(icon?.bytes.length ?? 0).toBeLessThanOrEqual(LIMITS.iconBytes);
}

async function refusalOr<T>(read: () => T | Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    expect(error).toBeInstanceOf(PackageError);
    return undefined;
  }
}

const zipped = (read: typeof readIpa) => async (source: ByteSource) => read(await openZip(source));
const fixture = (name: string): Bytes =>
  new Uint8Array(readFileSync(new URL(`fixtures/${name}`, import.meta.url)));

describe('property lists', () => {
  test.each([
    ['binary', buildBinaryPlist(SAMPLE_INFO)],
    ['binary with small numbers', buildBinaryPlist(SAMPLE_INFO, { refWidth: 1, offsetWidth: 2 })],
    ['written by Python', fixture('plistlib-binary.plist')],
    ['XML', buildXmlPlist(SAMPLE_INFO)],
    ['XML in UTF-16', buildXmlPlist(SAMPLE_INFO, 'utf-16le')],
  ])('%s', async (_, good) => {
    await fc.assert(
      fc.asyncProperty(mutationsOf(good), async (bytes) => {
        await refusalOr(() => readPlist(bytes));
      }),
      RUNS,
    );
  });
});

test('pictures of iOS', async () => {
  const good = buildCgbi(samplePixels(16), { filters: [0, 1, 2, 3, 4] });
  await fc.assert(
    fc.asyncProperty(mutationsOf(good), async (bytes) => {
      const png = await refusalOr(() => standardPng(bytes));
      expect(png?.length ?? 0).toBeLessThan(5 * 1024 * 1024);
    }),
    RUNS,
  );
});

describe('IPA', () => {
  const files = { 'Icon.png': buildCgbi(samplePixels(16)) };
  const icons = { CFBundleIconFiles: ['Icon'] };
  const ipa = (info: Bytes, icon: Bytes) =>
    buildZip([
      { name: 'Payload/A.app/Info.plist', bytes: info },
      { name: 'Payload/A.app/Icon.png', bytes: icon },
    ]);
  const list = buildBinaryPlist({ ...SAMPLE_INFO, ...icons });
  test.each([
    ['archive', mutationsOf(buildIpa(icons, { files }))],
    ['property list', mutationsOf(list).map((bytes) => ipa(bytes, files['Icon.png']))],
    ['icon', mutationsOf(files['Icon.png']).map((bytes) => ipa(list, bytes))],
  ])('%s', async (_, mutations) => {
    await fc.assert(
      fc.asyncProperty(mutations, (bytes) => expectBounded(bytes, zipped(readIpa))),
      RUNS,
    );
  });
});

describe('MSI', () => {
  const properties = {
    ProductCode: '{0A1B2C3D-1111-2222-3333-444455556666}',
    ProductVersion: '1.2.3',
    ProductName: 'Scanner',
    ARPPRODUCTICON: 'a.ico',
  };
  const icons = { 'a.ico': fixture('wixl-picker.ico') };
  test.each([
    ['small sectors', buildMsi({ properties, icons })],
    ['large sectors, long references', buildMsi({ properties, hasLongRefs: true, compound: { version: 4 } })],
    [
      'chains back to front',
      buildMsi({ properties, padding: ['x'.repeat(6000)], compound: { isReversed: true } }),
    ],
    ['built by wixl', fixture('wixl-picker.msi')],
  ])('%s', async (_, good) => {
    await fc.assert(
      fc.asyncProperty(mutationsOf(good), (bytes) => expectBounded(bytes, readMsi)),
      RUNS,
    );
  });

  test('header and tables of sectors', async () => {
    const good = buildMsi({ properties, icons });
    const [head, rest] = [good.slice(0, 80), good.slice(80)];
    await fc.assert(
      fc.asyncProperty(mutationsOf(head), (bytes) => {
        const whole = new Uint8Array(good.length);
        whole.set(bytes.subarray(0, 80));
        whole.set(rest, 80);
        return expectBounded(whole, readMsi);
      }),
      RUNS,
    );
  });
});

describe('APPX', () => {
  const files = { 'Assets/StoreLogo.png': buildPng(samplePixels(16)) };
  const good = buildAppx({ files });
  const bundleOf = (bytes: Bytes, isDeflated: boolean) =>
    buildBundle({ packages: [{ type: 'application', fileName: 'a.msix', bytes, isDeflated }] });
  const manifest = new TextEncoder().encode(appxManifest());
  test.each([
    ['archive', mutationsOf(good)],
    ['manifest', mutationsOf(manifest).map((bytes) => buildZip([{ name: 'AppxManifest.xml', bytes }]))],
    ['bundle', mutationsOf(bundleOf(good, false))],
    ['package in a bundle', mutationsOf(good).map((bytes) => bundleOf(bytes, false))],
    ['package deflated in a bundle', mutationsOf(good).map((bytes) => bundleOf(bytes, true))],
  ])('%s', async (_, mutations) => {
    await fc.assert(
      fc.asyncProperty(mutations, (bytes) => expectBounded(bytes, zipped(readAppx))),
      RUNS,
    );
  });
});
