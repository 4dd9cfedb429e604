import { ByteReader } from './bytes.ts';
import { type ByteSource, PackageError } from './types.ts';

const HEADER_BYTES = 512;
const SIGNATURE = [0xd0cf11e0, 0xa1b11ae1] as const;
const INLINE_AT = 76;
const INLINE_COUNT = 109;

/** The beginning of a compound file ([MS-CFB] 2.2). Sectors are counted from the one after the header. */
export interface CompoundHeader {
  version: 3 | 4;
  sectorBytes: 512 | 4096;
  firstDirectorySector: number;
  firstMiniTableSector: number;
  /** Bytes; smaller streams lie in the mini stream. */
  miniCutoff: number;
  /** Sectors of the allocation table. */
  tableSectors: number;
  /** Where its first 109 are. */
  inlineTable: readonly number[];
  /** First sector of the list of where the others are. */
  firstListSector: number;
  listSectors: number;
}

export async function readHeader(source: ByteSource): Promise<CompoundHeader> {
  const none = new PackageError('The package is no Windows installer (.msi).');
  if (source.size < HEADER_BYTES) throw none;
  const header = new ByteReader(await source.read(0, HEADER_BYTES), 'its header');
  if (header.u32be(0) !== SIGNATURE[0] || header.u32be(4) !== SIGNATURE[1]) throw none;
  const [version, shift] = [header.u16(26), header.u16(30)];
  const isKnown = (version === 3 && shift === 9) || (version === 4 && shift === 12);
  if (!isKnown || header.u16(28) !== 0xfffe || header.u16(32) !== 6 || header.u32(56) !== 4096) {
    throw new PackageError('The package is damaged: its header is no compound file of version 3 or 4.');
  }
  return {
    version,
    sectorBytes: version === 3 ? 512 : 4096,
    firstDirectorySector: header.u32(48),
    firstMiniTableSector: header.u32(60),
    miniCutoff: header.u32(56),
    tableSectors: header.u32(44),
    inlineTable: Array.from({ length: INLINE_COUNT }, (_, index) => header.u32(INLINE_AT + index * 4)),
    firstListSector: header.u32(68),
    listSectors: header.u32(72),
  };
}
