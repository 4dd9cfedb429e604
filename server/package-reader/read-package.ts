import { APK_MANIFEST, readApk } from './apk.ts';
import { readAppx } from './appx.ts';
import { readIpa } from './ipa.ts';
import { lookOf, lookOfArchive } from './look-of.ts';
import { readMsi } from './msi.ts';
import { type ByteSource, PackageError, type PackageInfo } from './types.ts';
import { openZip } from './zip.ts';

/** Enough to tell formats and to find the header of a picture with an ordinary preview in front of it. */
const START_BYTES = 65_536;
const LOCAL_HEADER = [0x50, 0x4b, 0x03, 0x04];
const COMPOUND_FILE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/**
 * What an app package says of itself: APK, IPA, MSI, APPX, MSIX and bundles, told apart by their bytes and not by a name.
 * Fails with `PackageError` for everything else, and reads by random access: never the whole file.
 */
export async function readPackage(source: ByteSource): Promise<PackageInfo> {
  const start = await source.read(0, Math.min(source.size, START_BYTES));
  if (startsWith(start, COMPOUND_FILE)) return readMsi(source);
  if (startsWith(start, LOCAL_HEADER)) return readArchive(source);
  throw notAPackage(lookOf(start));
}

async function readArchive(source: ByteSource): Promise<PackageInfo> {
  const zip = await openZip(source);
  const { entries } = zip;
  if (entries.has(APK_MANIFEST)) return readApk(zip);
  if (entries.keys().some((name) => /^Payload\/[^/]+\.app\/Info\.plist$/.test(name))) return readIpa(zip);
  const isAppx = entries.has('AppxManifest.xml') || entries.has('AppxMetadata/AppxBundleManifest.xml');
  if (isAppx) return readAppx(zip);
  const { look, advice } = lookOfArchive(entries);
  throw notAPackage(look, advice);
}

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, index) => bytes[index] === byte);
}

function notAPackage(
  look: string | undefined,
  advice = 'Upload an APK, IPA, MSI, APPX or MSIX file.',
): PackageError {
  return new PackageError(`The file is ${look ?? 'of a kind that is not known'}. ${advice}`);
}
