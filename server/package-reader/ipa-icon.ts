import { largestPicture } from './largest-picture.ts';
import { type PlistDict } from './plist-value.ts';
import { textsOf, valueAt } from './plist.ts';
import { type PackageIcon } from './types.ts';
import { type ZipArchive } from './zip.ts';

/** The pictures of ad-hoc and enterprise packages for iTunes; without an extension, and JPEG or PNG. */
const ARTWORK = /^iTunesArtwork(?:@[23]x)?(?:\.png|\.jpe?g)?$/;

/**
 * The largest icon that lies in the app's folder as a file, or the picture for iTunes. Icons that are only in an asset
 * catalogue (Assets.car) cannot be read; Xcode puts those for the home screen next to it as well.
 * `folder` ends with a slash.
 */
export function iconOfIpa(
  zip: ZipArchive,
  folder: string,
  info: PlistDict,
): Promise<PackageIcon | undefined> {
  const names = new Set(namesOfIcons(info).map(stemOf));
  const entries = [...zip.entries.values()].filter(
    ({ name }) =>
      ARTWORK.test(name) || (name.startsWith(folder) && names.has(stemOf(name.slice(folder.length)))),
  );
  return largestPicture(zip, entries);
}

function namesOfIcons(info: PlistDict): string[] {
  return [
    valueAt(info, 'CFBundleIcons', 'CFBundlePrimaryIcon', 'CFBundleIconFiles'),
    valueAt(info, 'CFBundleIcons~ipad', 'CFBundlePrimaryIcon', 'CFBundleIconFiles'),
    valueAt(info, 'CFBundleIconFiles'),
    valueAt(info, 'CFBundleIconFiles~ipad'),
    valueAt(info, 'CFBundleIconFile'),
  ].flatMap(textsOf);
}

/** A name without what tells its sizes and devices apart: "AppIcon60x60@2x~ipad.png" is one of "AppIcon60x60". */
function stemOf(name: string): string {
  return name
    .replace(/\.png$/i, '')
    .replace(/~(?:ipad|iphone)$/, '')
    .replace(/@[23]x$/, '');
}
