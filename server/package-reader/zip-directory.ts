import { ByteReader, shown } from './bytes.ts';
import { type ByteSource, LIMITS, PackageError } from './types.ts';
import type { ZipEntry } from './zip.ts';

// Layouts: PKWARE APPNOTE.TXT 6.3.10, 4.3.7 to 4.3.16 and 4.5.3.
const END = 0x06054b50;
const END_BYTES = 22;
const LOCATOR_64 = 0x07064b50;
const LOCATOR_64_BYTES = 20;
const END_64 = 0x06064b50;
const END_64_BYTES = 56;
const ENTRY = 0x02014b50;
const ENTRY_BYTES = 46;
const LOCAL_HEADER_BYTES = 30;
const COMMENT_BYTES = 65_535;
/** General purpose bits 0 (encrypted), 6 (strong encryption) and 13 (directory masked). */
const ENCRYPTED = 0x2041;
const UTF8_NAME = 0x0800;

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

export interface ZipDirectory {
  entries: Map<string, ZipEntry>;
  /** By the offset of an entry's local header: where the next one, or the directory, begins. */
  ends: Map<number, number>;
}

interface DirectoryPlace {
  count: number;
  offset: number;
  size: number;
}

/** The archive's directory, with every check that `openZip` promises. */
export async function readDirectory(source: ByteSource): Promise<ZipDirectory> {
  const place = await findDirectory(source);
  if (place.count > LIMITS.entries) {
    throw new PackageError(`The archive has ${place.count} files; ${LIMITS.entries} is the most.`);
  }
  if (place.size > LIMITS.directoryBytes) throw new PackageError('The directory of the archive is too long.');
  const reader = new ByteReader(await source.read(place.offset, place.size), 'the directory of the archive');
  const entries = new Map<string, ZipEntry>();
  let at = 0;
  for (let index = 0; index < place.count; index += 1) {
    const { entry, length } = readEntry(reader, at);
    if (entries.has(entry.name))
      throw new PackageError(`The archive has a file twice: ${shown(entry.name)}.`);
    entries.set(entry.name, entry);
    at += length;
  }
  // Readers that count and readers that go by signature must come to the same files.
  if (at + 4 <= reader.length && reader.u32(at) === ENTRY) {
    throw new PackageError('The archive has more files than it says.');
  }
  return { entries, ends: findEnds(entries, place.offset) };
}

/** A name as text: UTF-8 where it is flagged or valid (Apple's tools do not flag it), else one character a byte. */
export function decodeName(bytes: Uint8Array, flags: number): string {
  try {
    return utf8.decode(bytes);
  } catch {
    if (flags & UTF8_NAME) throw new PackageError('The archive has a file whose name is no text.');
    return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  }
}

async function findDirectory(source: ByteSource): Promise<DirectoryPlace> {
  const length = Math.min(source.size, END_BYTES + COMMENT_BYTES);
  const start = source.size - length;
  const tail = new ByteReader(await source.read(start, length), 'the end of the archive');
  for (let at = length - END_BYTES; at >= 0; at -= 1) {
    if (tail.u32(at) !== END || at + END_BYTES + tail.u16(at + 20) !== length) continue;
    const place = { count: tail.u16(at + 10), size: tail.u32(at + 12), offset: tail.u32(at + 16) };
    const disks = tail.u16(at + 4) | tail.u16(at + 6);
    const wants64 = place.count === 0xffff || place.size === 0xffffffff || place.offset === 0xffffffff;
    const place64 = wants64 ? await findDirectory64(source, start + at) : undefined;
    if (place64 === undefined && (disks !== 0 || tail.u16(at + 8) !== place.count)) {
      throw new PackageError('The archive is one part of several.');
    }
    return checkPlace(place64 ?? place, start + at);
  }
  throw new PackageError('The archive is cut off: its end is missing.');
}

async function findDirectory64(source: ByteSource, end: number): Promise<DirectoryPlace | undefined> {
  if (end < LOCATOR_64_BYTES + END_64_BYTES) return undefined;
  const locator = new ByteReader(
    await source.read(end - LOCATOR_64_BYTES, LOCATOR_64_BYTES),
    'the end of the archive',
  );
  if (locator.u32(0) !== LOCATOR_64) return undefined;
  const at = locator.u64(8);
  if (at > end - LOCATOR_64_BYTES - END_64_BYTES) throw misplaced();
  const record = new ByteReader(await source.read(at, END_64_BYTES), 'the end of the archive');
  if (record.u32(0) !== END_64) throw misplaced();
  if (record.u32(16) !== 0 || record.u32(20) !== 0 || record.u64(24) !== record.u64(32)) {
    throw new PackageError('The archive is one part of several.');
  }
  return checkPlace({ count: record.u64(32), size: record.u64(40), offset: record.u64(48) }, at);
}

function checkPlace(place: DirectoryPlace, end: number): DirectoryPlace {
  if (place.offset + place.size > end || place.count * ENTRY_BYTES > place.size) throw misplaced();
  return place;
}

function misplaced(): PackageError {
  return new PackageError('The package is damaged: the archive has no directory where it says.');
}

function readEntry(reader: ByteReader, at: number): { entry: ZipEntry; length: number } {
  if (reader.u32(at) !== ENTRY) throw misplaced();
  const flags = reader.u16(at + 8);
  const nameLength = reader.u16(at + 28);
  const extraLength = reader.u16(at + 30);
  const name = decodeName(reader.slice(at + ENTRY_BYTES, nameLength), flags);
  checkName(name);
  if (flags & ENCRYPTED) throw new PackageError(`The archive is encrypted (${shown(name)}).`);
  const entry: ZipEntry = {
    name,
    method: reader.u16(at + 10),
    crc32: reader.u32(at + 16),
    compressedSize: reader.u32(at + 20),
    size: reader.u32(at + 24),
    offset: reader.u32(at + 42),
  };
  widen(entry, reader.part(at + ENTRY_BYTES + nameLength, extraLength));
  return { entry, length: ENTRY_BYTES + nameLength + extraLength + reader.u16(at + 32) };
}

/** Takes the 64-bit numbers that did not fit; the extra field (id 1) has those only, in this order. */
function widen(entry: ZipEntry, extra: ByteReader): void {
  const wide = (['size', 'compressedSize', 'offset'] as const).filter((field) => entry[field] === 0xffffffff);
  if (wide.length === 0) return;
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.u16(at + 2)) {
    if (extra.u16(at) !== 1) continue;
    const field = extra.part(at + 4, extra.u16(at + 2));
    wide.forEach((key, index) => (entry[key] = field.u64(8 * index)));
    return;
  }
}

function checkName(name: string): void {
  const isTrap =
    name === '' || /[\0\\]/.test(name) || /^([a-z]:|\/)/i.test(name) || name.split('/').includes('..');
  if (isTrap)
    throw new PackageError(`The archive has a file with a name that leads out of it: ${shown(name)}.`);
}

/** Where each entry must have ended. Overlapping entries make a bomb of a small file (Fifield, "A better zip bomb", 2019). */
function findEnds(entries: ReadonlyMap<string, ZipEntry>, directory: number): Map<number, number> {
  const sorted = [...entries.values()].sort((a, b) => a.offset - b.offset);
  const ends = new Map<number, number>();
  sorted.forEach((entry, index) => {
    const end = sorted[index + 1]?.offset ?? directory;
    // A name has at least as many bytes as code units; the header's own lengths are seen when the entry is read.
    if (entry.offset + LOCAL_HEADER_BYTES + entry.name.length + entry.compressedSize > end) {
      throw new PackageError(`The archive has files that overlap: ${shown(entry.name)}.`);
    }
    ends.set(entry.offset, end);
  });
  return ends;
}
