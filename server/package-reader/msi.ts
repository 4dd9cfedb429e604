import { cleanText } from './bytes.ts';
import { type CompoundFile, openCompoundFile } from './cfb.ts';
import { pictureOf } from './image.ts';
import { type MsiDatabase, openDatabase } from './msi-database.ts';
import { type ByteSource, LIMITS, PackageError, type PackageIcon, type PackageInfo } from './types.ts';

/** Classes of compound files that have an installer's tables, and are none. */
const PATCH = '{000C1086-0000-0000-C000-000000000046}';
const TRANSFORM = '{000C1082-0000-0000-C000-000000000046}';

/** Streams by which other kinds of compound files are known. */
const DOCUMENTS: Readonly<Record<string, string>> = {
  WordDocument: 'a Word document',
  Workbook: 'an Excel workbook',
  Book: 'an Excel workbook',
  'PowerPoint Document': 'a PowerPoint presentation',
  '__properties_version1.0': 'an Outlook message',
};

const PROPERTIES = ['ProductCode', 'ProductName', 'ProductVersion', 'UpgradeCode', 'ARPPRODUCTICON'] as const;
const GUID = /^\{[\dA-F]{8}-[\dA-F]{4}-[\dA-F]{4}-[\dA-F]{4}-[\dA-F]{12}\}$/;

/** What a Windows installer says of itself in its table Property. */
export async function readMsi(source: ByteSource): Promise<PackageInfo> {
  const file = await openCompoundFile(source);
  refuseByClass(file);
  const database = await openDatabase(file);
  if (database === undefined) throw new PackageError(otherKind(file));
  if (database.hasTable('ModuleSignature')) {
    throw new PackageError(
      'The file is a merge module (.msm), a part for building installers; upload an .msi.',
    );
  }
  const properties = await database.lookup('Property', 'Property', 'Value', PROPERTIES);
  const text = (name: (typeof PROPERTIES)[number]) => cleanText(properties.get(name), LIMITS.textLength);
  const identifier = text('ProductCode')?.toUpperCase();
  if (identifier === undefined) {
    throw new PackageError('The installer has no ProductCode, so it installs no product of its own.');
  }
  if (!GUID.test(identifier)) throw new PackageError('The installer has a ProductCode that is none.');
  const version = text('ProductVersion');
  if (version === undefined) throw new PackageError('The installer does not say its version.');
  const name = text('ProductName');
  const upgradeCode = text('UpgradeCode')?.toUpperCase();
  const icon = await iconOf(file, database, properties.get('ARPPRODUCTICON'));
  return {
    kind: 'msi',
    platform: 3,
    identifier,
    version,
    ...(name === undefined ? {} : { name }),
    ...(upgradeCode === undefined || !GUID.test(upgradeCode) ? {} : { upgradeCode }),
    ...(icon === undefined ? {} : { icon }),
  };
}

function otherKind(file: CompoundFile): string {
  const kind = Object.entries(DOCUMENTS).find(([stream]) => file.streams.has(stream))?.[1];
  return kind === undefined
    ? 'The file is no Windows installer: it has no installation database.'
    : `The file is ${kind}, not a Windows installer.`;
}

function refuseByClass(file: CompoundFile): void {
  if (file.classId === PATCH) {
    throw new PackageError('The file is a patch (.msp) to an installed product; upload the product’s .msi.');
  }
  if (file.classId === TRANSFORM) {
    throw new PackageError('The file is a transform (.mst) for an installer; upload the .msi itself.');
  }
}

/** The one for the list of installed programs. Where it is a program (.exe) with an icon in it, there is none. */
async function iconOf(
  file: CompoundFile,
  database: MsiDatabase,
  name: string | undefined,
): Promise<PackageIcon | undefined> {
  const stream = name === undefined ? undefined : database.stream(`Icon.${name}`);
  if (stream === undefined || stream.size > LIMITS.iconBytes) return undefined;
  const bytes = await file.read(stream, LIMITS.iconBytes);
  const contentType = pictureOf(bytes)?.contentType;
  return contentType === undefined || contentType === 'image/gif' ? undefined : { contentType, bytes };
}
