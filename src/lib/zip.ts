/**
 * A writer for ZIP files of a few entries, compressed by the browser. The libraries for it start a worker from a blob:
 * address, which the content security policy forbids, or hold everything in memory several times.
 */
export interface ZipEntry {
  /** Plain ASCII path. */
  path: string;
  /** UTF-8 text in pieces of any length; taken as it is compressed. */
  content: Iterable<string>;
}

interface Packed {
  name: Uint8Array<ArrayBuffer>;
  crc: number;
  size: number;
  data: Blob;
}

const LOCAL_HEADER = 0x04034b50;
const DIRECTORY_ENTRY = 0x02014b50;
const DIRECTORY_END = 0x06054b50;
const DEFLATE = 8;
/** ZIP's plain form counts in 32 bits; more would need ZIP64. */
const MAX_BYTES = 0xffffffff;
/** 1980-01-01, the first day a ZIP knows: the same rows give the same file. */
const DATE = 0x21;

/** Fails with a RangeError where the content is larger than a plain ZIP can hold (4 GiB). */
export async function writeZip(entries: readonly ZipEntry[], type: string): Promise<Blob> {
  const parts: (Blob | Uint8Array<ArrayBuffer>)[] = [];
  const directory: Uint8Array<ArrayBuffer>[] = [];
  let offset = 0;
  for (const entry of entries) {
    const packed = await pack(entry);
    const local = record(LOCAL_HEADER, packed, []);
    directory.push(record(DIRECTORY_ENTRY, packed, [offset]));
    parts.push(local, packed.data);
    offset += local.length + packed.data.size;
    if (offset > MAX_BYTES || packed.size > MAX_BYTES)
      throw new RangeError('The file would be larger than 4 GB.');
  }
  const directorySize = directory.reduce((sum, entry) => sum + entry.length, 0);
  const end = new DataView(new ArrayBuffer(22));
  end.setUint32(0, DIRECTORY_END, true);
  end.setUint16(8, entries.length, true);
  end.setUint16(10, entries.length, true);
  end.setUint32(12, directorySize, true);
  end.setUint32(16, offset, true);
  return new Blob([...parts, ...directory, new Uint8Array(end.buffer)], { type });
}

async function pack(entry: ZipEntry): Promise<Packed> {
  const encoder = new TextEncoder();
  const compression = new CompressionStream('deflate-raw');
  const compressed = new Response(compression.readable).blob();
  const writer = compression.writable.getWriter();
  let crc = 0xffffffff;
  let size = 0;
  for (const text of entry.content) {
    const bytes = encoder.encode(text);
    crc = updateCrc(crc, bytes);
    size += bytes.length;
    await writer.write(bytes);
  }
  await writer.close();
  return { name: encoder.encode(entry.path), crc: ~crc >>> 0, size, data: await compressed };
}

/** A local header, or with an offset the entry of the directory, which has the same fields and more. */
function record(
  signature: number,
  { name, crc, size, data }: Packed,
  [offset]: number[],
): Uint8Array<ArrayBuffer> {
  const isDirectory = offset !== undefined;
  const length = isDirectory ? 46 : 30;
  const bytes = new Uint8Array(length + name.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, signature, true);
  // The directory also says by which version it was made.
  const at = isDirectory ? 6 : 4;
  if (isDirectory) view.setUint16(4, 20, true);
  view.setUint16(at, 20, true);
  view.setUint16(at + 4, DEFLATE, true);
  view.setUint16(at + 8, DATE, true);
  view.setUint32(at + 10, crc, true);
  view.setUint32(at + 14, data.size, true);
  view.setUint32(at + 18, size, true);
  view.setUint16(at + 22, name.length, true);
  if (isDirectory) view.setUint32(42, offset, true);
  bytes.set(name, length);
  return bytes;
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit += 1) value = (value & 1) === 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

function updateCrc(crc: number, bytes: Uint8Array): number {
  let value = crc;
  for (const byte of bytes) value = (value >>> 8) ^ (CRC_TABLE[(value ^ byte) & 0xff] ?? 0);
  return value;
}
