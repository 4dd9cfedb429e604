import { readIcon } from './apk-icon.ts';
import { isReference } from './arsc-chunks.ts';
import { EMPTY_TABLE, openTable, type ResourceTable } from './arsc.ts';
import { isBinaryXml, readElements, type XmlAttribute } from './axml.ts';
import { cleanText } from './bytes.ts';
import { LIMITS, PackageError, type PackageInfo } from './types.ts';
import type { ZipArchive } from './zip.ts';

export const APK_MANIFEST = 'AndroidManifest.xml';
const TABLE = 'resources.arsc';

/** Numbers of the framework's attributes: android.R.attr. Android itself knows them by these and not by their names. */
const ATTR = {
  label: 0x01010001,
  icon: 0x01010002,
  minSdkVersion: 0x0101020c,
  versionCode: 0x0101021b,
  versionName: 0x0101021c,
  roundIcon: 0x0101052c,
  versionCodeMajor: 0x01010576,
} as const;

/** As Android has it (FrameworkParsingPackageUtils.validateName), which is also the longest name of a folder. */
const PACKAGE_NAME = /^[A-Za-z]\w*(\.[A-Za-z]\w*)+$/;
const MOST_NAME = 223;

interface Manifest {
  manifest: XmlAttribute[];
  application: XmlAttribute[];
  usesSdk: XmlAttribute[];
}

/** What an Android app says of itself. `PackageError` where it is damaged, a part of one, or not built. */
export async function readApk(zip: ZipArchive): Promise<PackageInfo> {
  const manifestEntry = zip.entries.get(APK_MANIFEST);
  if (manifestEntry === undefined) throw new PackageError('The Android app has no manifest.');
  const { manifest, application, usesSdk } = readManifest(
    await zip.read(manifestEntry, LIMITS.manifestBytes),
  );
  const identifier = manifest.find(({ id, name }) => id === 0 && name === 'package')?.text;
  if (manifest.some(({ id, name }) => id === 0 && name === 'split')) {
    throw new PackageError(
      'The file is one part of a split app, which does not run on its own. Upload an APK that has everything in it (universal APK).',
    );
  }
  if (identifier === undefined || identifier.length > MOST_NAME || !PACKAGE_NAME.test(identifier)) {
    throw new PackageError('The Android app has no package name, or none that Android takes.');
  }
  const tableEntry = zip.entries.get(TABLE);
  const table =
    tableEntry === undefined ? EMPTY_TABLE : openTable(await zip.read(tableEntry, LIMITS.resourceBytes));
  const textOf = (attributes: XmlAttribute[], id: number) => resolveText(attributes, id, table);
  const build = versionCodeOf(textOf(manifest, ATTR.versionCode), textOf(manifest, ATTR.versionCodeMajor));
  const name = textOf(application, ATTR.label);
  const minimum = /^\d{1,9}$/.exec(textOf(usesSdk, ATTR.minSdkVersion) ?? '')?.[0];
  const icons = [ATTR.icon, ATTR.roundIcon].flatMap(
    (id) => application.find((attribute) => attribute.id === id) ?? [],
  );
  const icon = await readIcon(zip, table, icons);
  return {
    kind: 'apk',
    platform: 2,
    identifier,
    version: textOf(manifest, ATTR.versionName) ?? build,
    build,
    ...(name !== undefined && { name }),
    ...(icon && { icon }),
    ...(minimum !== undefined && { minimumOs: `API ${Number(minimum)}` }),
  };
}

function readManifest(bytes: Uint8Array<ArrayBuffer>): Manifest {
  if (!isBinaryXml(bytes)) {
    throw new PackageError(
      'The manifest is not in the form that Android reads: this is a project or a library (AAR), not a built app.',
    );
  }
  const found: Partial<Manifest> = {};
  for (const element of readElements(bytes)) {
    if (element.depth === 1 && element.name === 'manifest') found.manifest ??= element.attributes();
    if (element.depth === 2 && element.name === 'application') found.application ??= element.attributes();
    if (element.depth === 2 && element.name === 'uses-sdk') found.usesSdk ??= element.attributes();
  }
  if (found.manifest === undefined) throw new PackageError('The package is damaged: its manifest is empty.');
  return { manifest: found.manifest, application: found.application ?? [], usesSdk: found.usesSdk ?? [] };
}

function resolveText(attributes: XmlAttribute[], id: number, table: ResourceTable): string | undefined {
  const attribute = attributes.find((candidate) => candidate.id === id);
  if (attribute === undefined) return undefined;
  const text = isReference(attribute.value) ? table.text(attribute.value.data) : attribute.text;
  return cleanText(text, LIMITS.textLength);
}

/** PackageInfo.getLongVersionCode: 32 bits of each; what is not said is 0. */
function versionCodeOf(low: string | undefined, high: string | undefined): string {
  const bits = (text: string | undefined) =>
    BigInt.asUintN(32, /^\d{1,10}$/.test(text ?? '') ? BigInt(text ?? 0) : 0n);
  return String((bits(high) << 32n) | bits(low));
}
