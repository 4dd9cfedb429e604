import { cleanText } from './bytes.ts';
import { iconOfIpa } from './ipa-icon.ts';
import { type PlistDict } from './plist-value.ts';
import { readPlist, textOf, textsOf, valueAt } from './plist.ts';
import { LIMITS, PackageError, type PackageInfo } from './types.ts';
import { type ZipArchive } from './zip.ts';

/** Of the app itself: extensions, watch apps and frameworks lie deeper. */
const INFO_PLIST = /^Payload\/[^/]+\.app\/Info\.plist$/;
const MAC_INFO_PLIST = /^(?:Payload\/)?[^/]+\.app\/Contents\/Info\.plist$/;
/** Letters, digits, hyphen and period (Apple's CFBundleIdentifier); the underscore is taken by devices, and in use. */
const IDENTIFIER = /^[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*$/;
const MAX_IDENTIFIER = 255;
const PHONE = 1;
const TABLET = 2;

/** What an iOS app says of itself, in Payload/<app>.app/Info.plist of its archive. */
export async function readIpa(zip: ZipArchive): Promise<PackageInfo> {
  const path = infoPlistOf(zip);
  const entry = zip.entries.get(path);
  if (entry === undefined) throw new PackageError('The package has no Info.plist.');
  const info = readPlist(await zip.read(entry, LIMITS.manifestBytes));
  refuseOtherPlatforms(info);
  const text = (key: string) => cleanText(textOf(info.get(key)), LIMITS.textLength);
  const build = text('CFBundleVersion');
  const version = text('CFBundleShortVersionString') ?? build;
  if (version === undefined) throw new PackageError('The package does not say its version.');
  const name = text('CFBundleDisplayName') ?? text('CFBundleName');
  const minimumOs = text('MinimumOSVersion');
  const supportedDevices = supportedDevicesOf(info);
  const icon = await iconOfIpa(zip, path.slice(0, path.lastIndexOf('/') + 1), info);
  return {
    kind: 'ipa',
    platform: 1,
    identifier: identifierOf(info),
    version,
    ...(build === undefined ? {} : { build }),
    ...(name === undefined ? {} : { name }),
    ...(minimumOs === undefined ? {} : { minimumOs }),
    ...(supportedDevices === undefined ? {} : { supportedDevices }),
    ...(icon === undefined ? {} : { icon }),
  };
}

function infoPlistOf(zip: ZipArchive): string {
  const names = [...zip.entries.keys()];
  const [path, another] = names.filter((name) => INFO_PLIST.test(name));
  if (another !== undefined) throw new PackageError('The package holds more than one app.');
  if (path !== undefined) return path;
  throw new PackageError(
    names.some((name) => MAC_INFO_PLIST.test(name))
      ? 'The package is an app for macOS, not for iOS.'
      : 'The package holds no iOS app: there is no Payload folder with an app in it.',
  );
}

function refuseOtherPlatforms(info: PlistDict): void {
  const said = [...textsOf(info.get('CFBundleSupportedPlatforms')), ...textsOf(info.get('DTPlatformName'))];
  const platforms = said.map((name) => name.toLowerCase());
  if (platforms.length === 0 || platforms.some((name) => name === 'iphoneos' || name === 'ipados')) return;
  if (platforms.includes('iphonesimulator')) {
    throw new PackageError('The package is built for the iOS simulator (iPhoneSimulator), not for devices.');
  }
  const names = cleanText(said.join(', '), 100) ?? 'another platform';
  throw new PackageError(`The package is not built for iOS devices, but for ${names}.`);
}

function identifierOf(info: PlistDict): string {
  const identifier = textOf(info.get('CFBundleIdentifier'));
  if (identifier === undefined || identifier === '') {
    throw new PackageError('The package does not say its bundle identifier.');
  }
  if (identifier.length > MAX_IDENTIFIER || !IDENTIFIER.test(identifier)) {
    throw new PackageError('The package has a bundle identifier that is none.');
  }
  return identifier;
}

/** UIDeviceFamily is an array of numbers; Xcode's older versions wrote texts, or a number alone. */
function supportedDevicesOf(info: PlistDict): 1 | 2 | 3 | undefined {
  const value = valueAt(info, 'UIDeviceFamily');
  const families = (Array.isArray(value) ? value : [value]).map(Number);
  const [isPhone, isTablet] = [families.includes(PHONE), families.includes(TABLET)];
  if (isPhone && isTablet) return 3;
  if (isPhone) return 1;
  return isTablet ? 2 : undefined;
}
