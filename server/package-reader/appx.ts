import { type XmlElement } from '@rgrove/parse-xml';
import { iconOfAppx } from './appx-icon.ts';
import { partsOf } from './appx-parts.ts';
import { cleanText, sourceOfBytes } from './bytes.ts';
import { LIMITS, PackageError, type PackageIcon, type PackageInfo } from './types.ts';
import { childOf, childrenOf, localName, readXml } from './xml.ts';
import { type ZipArchive, type ZipEntry, openZip } from './zip.ts';

const MANIFEST = 'appxmanifest.xml';
const BUNDLE_MANIFEST = 'appxmetadata/appxbundlemanifest.xml';
const IDENTIFIER = /^[A-Za-z0-9.-]{3,50}$/;
const VERSION = /^\d{1,5}(?:\.\d{1,5}){3}$/;
/** Texts of this kind are in resources.pri, a format without a description. */
const RESOURCE = /^ms-resource:/i;

/** What the manifest of one package says beyond its identity. */
interface Details {
  name?: string;
  minimumOs?: string;
  icon?: PackageIcon;
}

/** What a Windows app package (APPX, MSIX) or a bundle of such says of itself. */
export async function readAppx(zip: ZipArchive): Promise<PackageInfo> {
  const parts = partsOf(zip);
  const bundleManifest = parts.get(BUNDLE_MANIFEST);
  if (bundleManifest !== undefined) return readBundle(zip, parts, bundleManifest);
  const manifest = await manifestOf(zip, parts);
  return { ...identityOf(manifest), ...(await detailsOf(zip, parts, manifest)) };
}

/** Whether a file begins as an encrypted app package or bundle does (.eappx, .emsix and bundles): no archive, and unreadable. */
export function isEncryptedAppx(head: Uint8Array): boolean {
  return ['EXPH', 'EXSH', 'EXBH'].includes(String.fromCharCode(...head.subarray(0, 4)));
}

async function readBundle(
  zip: ZipArchive,
  parts: ReadonlyMap<string, ZipEntry>,
  manifest: ZipEntry,
): Promise<PackageInfo> {
  const root = readXml(await zip.read(manifest, LIMITS.manifestBytes), 'its bundle manifest');
  if (localName(root) !== 'Bundle') throw notAManifest();
  const info = identityOf(root);
  const inner = await applicationIn(zip, parts, root);
  if (inner === undefined) return info;
  const innerParts = partsOf(inner);
  return { ...info, ...(await detailsOf(inner, innerParts, await manifestOf(inner, innerParts))) };
}

/** The first application package of a bundle; undefined where it is packed and too large to unpack, or not in the file. */
async function applicationIn(
  zip: ZipArchive,
  parts: ReadonlyMap<string, ZipEntry>,
  bundle: XmlElement,
): Promise<ZipArchive | undefined> {
  const packages = childrenOf(childOf(bundle, 'Packages'), 'Package');
  // Without a type it is one of resources.
  const application = packages.find(({ attributes }) => attributes.Type?.toLowerCase() === 'application');
  const path = application?.attributes.FileName?.replaceAll('\\', '/').toLowerCase();
  const entry = path === undefined ? undefined : parts.get(path);
  if (entry === undefined) return undefined;
  let source = await zip.open(entry);
  if (source === undefined) {
    if (entry.size > LIMITS.resourceBytes) return undefined;
    source = sourceOfBytes(await zip.read(entry, LIMITS.resourceBytes));
  }
  if (isEncryptedAppx(await source.read(0, Math.min(4, source.size)))) {
    throw new PackageError('The package is encrypted (.eappx, .emsix); upload the one before encryption.');
  }
  return openZip(source);
}

async function manifestOf(zip: ZipArchive, parts: ReadonlyMap<string, ZipEntry>): Promise<XmlElement> {
  const entry = parts.get(MANIFEST);
  if (entry === undefined) throw new PackageError('The package has no AppxManifest.xml.');
  const root = readXml(await zip.read(entry, LIMITS.manifestBytes), 'its manifest');
  if (localName(root) !== 'Package') throw notAManifest();
  if (childOf(root, 'Properties', 'ResourcePackage')?.text.trim().toLowerCase() === 'true') {
    throw new PackageError('The package has only the resources of an app; upload the whole bundle.');
  }
  return root;
}

function identityOf(root: XmlElement): PackageInfo {
  const identity = childOf(root, 'Identity')?.attributes;
  const [identifier, version] = [identity?.Name, identity?.Version];
  if (identifier === undefined || !IDENTIFIER.test(identifier)) {
    throw new PackageError('The package has no identity name, or one that is none.');
  }
  if (version === undefined || !VERSION.test(version)) {
    throw new PackageError('The package has no version of four numbers.');
  }
  return { kind: 'appx', platform: 3, identifier, version };
}

async function detailsOf(
  zip: ZipArchive,
  parts: ReadonlyMap<string, ZipEntry>,
  manifest: XmlElement,
): Promise<Details> {
  const properties = childOf(manifest, 'Properties');
  const visual = childOf(manifest, 'Applications', 'Application', 'VisualElements')?.attributes ?? {};
  const name = [childOf(properties, 'DisplayName')?.text, visual.DisplayName]
    .map((text) => cleanText(text, LIMITS.textLength))
    .find((text) => text !== undefined && !RESOURCE.test(text));
  const minimumOs = cleanText(minimumOsOf(manifest), LIMITS.textLength);
  const logos = [
    childOf(properties, 'Logo')?.text,
    visual.Square150x150Logo,
    visual.Square44x44Logo,
    // Windows 8.
    visual.Logo,
    visual.SmallLogo,
  ];
  const icon = await iconOfAppx(zip, parts, logos);
  return {
    ...(name === undefined ? {} : { name }),
    ...(minimumOs === undefined ? {} : { minimumOs }),
    ...(icon === undefined ? {} : { icon }),
  };
}

/** Of the device families the one of computers, or the first; Windows 8 said it as a prerequisite. */
function minimumOsOf(manifest: XmlElement): string | undefined {
  const families = childrenOf(childOf(manifest, 'Dependencies'), 'TargetDeviceFamily');
  const named = ['Windows.Desktop', 'Windows.Universal'].map((name) =>
    families.find(({ attributes }) => attributes.Name === name),
  );
  const family = named.find((element) => element !== undefined) ?? families[0];
  return family?.attributes.MinVersion ?? childOf(manifest, 'Prerequisites', 'OSMinVersion')?.text;
}

function notAManifest(): PackageError {
  return new PackageError('The package is damaged: its manifest is none of an app.');
}
