import { cgbiSize, standardPng } from './cgbi.ts';
import { pictureOf } from './image.ts';
import { LIMITS, PackageError, type PackageIcon } from './types.ts';
import { type ZipArchive, type ZipEntry } from './zip.ts';

/** An app has some ten sizes of its icon; a hundred would only cost time. */
const MAX_CANDIDATES = 24;
/** Pixels a side. A small file can unpack to far more, in the browser of everybody who sees the list of apps. */
const MAX_SIDE = 4096;

type Bytes = Uint8Array<ArrayBuffer>;

interface Candidate {
  pixels: number;
  /** Undefined where it turns out not to be a picture that can be handed out. */
  icon: () => Promise<PackageIcon | undefined>;
}

/** Of some entries the picture with the most pixels that a browser shows and LIMITS.iconBytes allows; iOS's PNGs made standard. */
export async function largestPicture(
  zip: ZipArchive,
  entries: readonly ZipEntry[],
): Promise<PackageIcon | undefined> {
  const usable = entries.filter(({ size }) => size > 0 && size <= LIMITS.iconBytes);
  const largest = usable.sort((a, b) => b.size - a.size).slice(0, MAX_CANDIDATES);
  const candidates: Candidate[] = [];
  for (const entry of largest) {
    const candidate = candidateOf(await zip.read(entry, LIMITS.iconBytes));
    if (candidate !== undefined) candidates.push(candidate);
  }
  for (const candidate of candidates.sort((a, b) => b.pixels - a.pixels)) {
    const icon = await candidate.icon();
    if (icon !== undefined) return icon;
  }
  return undefined;
}

function candidateOf(bytes: Bytes): Candidate | undefined {
  const size = cgbiSize(bytes);
  if (size !== undefined) return { pixels: size.width * size.height, icon: () => standardIcon(bytes) };
  const picture = pictureOf(bytes);
  if (picture === undefined) return undefined;
  const { contentType, width, height } = picture;
  if (contentType === 'image/gif' || width > MAX_SIDE || height > MAX_SIDE) return undefined;
  return { pixels: width * height, icon: () => Promise.resolve({ contentType, bytes }) };
}

/** A picture alone that is damaged is no reason to refuse the app. */
async function standardIcon(cgbi: Bytes): Promise<PackageIcon | undefined> {
  try {
    const bytes = await standardPng(cgbi);
    return bytes.length <= LIMITS.iconBytes ? { contentType: 'image/png', bytes } : undefined;
  } catch (error) {
    if (error instanceof PackageError) return undefined;
    throw error;
  }
}
