import { isReference } from './arsc-chunks.ts';
import type { ResourceTable } from './arsc.ts';
import { isBinaryXml, readElements, type XmlAttribute } from './axml.ts';
import { pictureOf } from './image.ts';
import { LIMITS, type PackageIcon } from './types.ts';
import type { ZipArchive } from './zip.ts';

/** android:drawable and android:src. */
const DRAWABLE = 0x01010199;
const SRC = 0x01010119;
/** Files opened in search of an icon, and how deep drawings refer to others. */
const MOST_FILES = 64;
const MOST_DEPTH = 4;

/**
 * The picture that the attributes (icon, roundIcon) stand for: the densest bitmap; where all are drawings, the bitmap that
 * a drawing is made of, of an adaptive icon that in front. Undefined where there is none, as with vectors.
 */
export async function readIcon(
  zip: ZipArchive,
  table: ResourceTable,
  attributes: readonly XmlAttribute[],
): Promise<PackageIcon | undefined> {
  let wanted = attributes.map((attribute) => filesOf(attribute, table));
  let opened = 0;
  for (let depth = 0; depth < MOST_DEPTH && wanted.length > 0; depth += 1) {
    const drawings: XmlAttribute[] = [];
    for (const path of wanted.flat()) {
      const entry = zip.entries.get(path);
      if (entry === undefined || entry.size > LIMITS.iconBytes) continue;
      opened += 1;
      if (opened > MOST_FILES) return undefined;
      const bytes = await zip.read(entry, LIMITS.iconBytes);
      const contentType = pictureOf(bytes)?.contentType;
      if (contentType !== undefined && contentType !== 'image/gif') return { contentType, bytes };
      if (isBinaryXml(bytes)) drawings.push(...partsOf(bytes));
    }
    wanted = drawings.slice(0, MOST_FILES).map((attribute) => filesOf(attribute, table));
  }
  return undefined;
}

function filesOf({ value, text }: XmlAttribute, table: ResourceTable): string[] {
  if (isReference(value)) return table.files(value.data);
  return text === undefined ? [] : [text];
}

/** What a drawing refers to; of an adaptive icon only what is in its foreground. */
function partsOf(bytes: Uint8Array<ArrayBuffer>): XmlAttribute[] {
  const parts: XmlAttribute[] = [];
  let isAdaptive = false;
  let isWanted = true;
  for (const element of readElements(bytes)) {
    if (element.depth === 1) isAdaptive = element.name === 'adaptive-icon';
    if (element.depth === 2 && isAdaptive) isWanted = element.name === 'foreground';
    if (isWanted) parts.push(...element.attributes().filter(({ id }) => id === DRAWABLE || id === SRC));
  }
  return parts;
}
