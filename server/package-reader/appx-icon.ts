import { largestPicture } from './largest-picture.ts';
import { type PackageIcon } from './types.ts';
import { type ZipArchive, type ZipEntry } from './zip.ts';

/** A qualifier in a file's or folder's name: "scale-200", "targetsize-256_altform-unplated", "lang-en-us". */
const QUALIFIERS = /^[a-z]+-[a-z0-9-]+(?:_[a-z]+-[a-z0-9-]+)*$/;
/** Made for the high-contrast modes: black or white only. */
const CONTRAST = /contrast-(?:black|white|high)/;

/**
 * The largest picture of an app's logos. A manifest names "Assets\Logo.png", and the package has that, or in its place
 * "Assets\Logo.scale-200.png" or "Assets\scale-200\Logo.png", for each size one. `parts` by path in lower case.
 */
export async function iconOfAppx(
  zip: ZipArchive,
  parts: ReadonlyMap<string, ZipEntry>,
  logos: readonly (string | undefined)[],
): Promise<PackageIcon | undefined> {
  const wanted = new Set(logos.flatMap((logo) => (logo === undefined ? [] : [pathOf(logo)])));
  const matching = [...parts].filter(([path]) => wanted.has(path) || wanted.has(withoutQualifiers(path)));
  const coloured = matching.filter(([path]) => !CONTRAST.test(path));
  const entriesOf = (found: [string, ZipEntry][]) => found.map(([, entry]) => entry);
  return (await largestPicture(zip, entriesOf(coloured))) ?? largestPicture(zip, entriesOf(matching));
}

function pathOf(logo: string): string {
  return logo.trim().replaceAll('\\', '/').replace(/^\/+/, '').toLowerCase();
}

function withoutQualifiers(path: string): string {
  const folders = path.split('/');
  const file = folders.pop() ?? '';
  const [stem = '', ...rest] = file.split('.');
  const extension = rest.pop() ?? '';
  const kept = [stem, ...rest.filter((part) => !QUALIFIERS.test(part)), extension];
  return [...folders.filter((folder) => !QUALIFIERS.test(folder)), kept.join('.')].join('/');
}
