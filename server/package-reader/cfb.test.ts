import { describe, expect, test } from 'vitest';
import { sourceOfBytes } from './bytes.ts';
import { openCompoundFile } from './cfb.ts';
import { type CompoundOptions, buildCompoundFile } from './testing/cfb-builder.ts';
import { type ByteSource, PackageError } from './types.ts';

function bytesOf(length: number, seed: number): Uint8Array<ArrayBuffer> {
  return Uint8Array.from({ length }, (_, index) => (index * 31 + seed + (index >> 8)) % 256);
}

const streams = [
  { name: 'small', bytes: bytesOf(100, 1) },
  { name: 'empty', bytes: bytesOf(0, 2) },
  { name: 'below the cutoff', bytes: bytesOf(4095, 3) },
  { name: 'at the cutoff', bytes: bytesOf(4096, 4) },
  { name: 'large', bytes: bytesOf(100_000, 5) },
  { name: '䡀漥', bytes: bytesOf(65, 6) },
  { name: 'inside', bytes: bytesOf(5000, 7), isNested: true },
];
const direct = streams.filter(({ isNested }) => !isNested);
const MAX = 1_000_000;

async function readAll(file: Uint8Array<ArrayBuffer>): Promise<Record<string, Uint8Array>> {
  const compound = await openCompoundFile(sourceOfBytes(file));
  const read: Record<string, Uint8Array> = {};
  for (const [name, stream] of compound.streams) read[name] = await compound.read(stream, MAX);
  return read;
}

describe('streams', () => {
  const shapes: [string, CompoundOptions][] = [
    ['sectors of 512 bytes', { version: 3 }],
    ['sectors of 4,096 bytes', { version: 4 }],
    ['chains back to front', { isReversed: true }],
    ['chains back to front in large sectors', { isReversed: true, version: 4 }],
    ['a list of table sectors', { extraTableSectors: 120 }],
    ['a list of several sectors', { extraTableSectors: 400 }],
    [
      'rubbish above sizes of version 3',
      { editDirectory: (view) => view.setUint32(128 + 124, 0xcccccccc, true) },
    ],
  ];
  test.each(shapes)('%s', async (_, options) => {
    expect(await readAll(buildCompoundFile(streams, options))).toEqual(
      Object.fromEntries(direct.map(({ name, bytes }) => [name, bytes])),
    );
  });

  test('the class of the root', async () => {
    const classId = Uint8Array.of(0x84, 0x10, 0x0c, 0, 0, 0, 0, 0, 0xc0, 0, 0, 0, 0, 0, 0, 0x46);
    const file = await openCompoundFile(sourceOfBytes(buildCompoundFile(streams, { classId })));
    expect(file.classId).toBe('{000C1084-0000-0000-C000-000000000046}');
  });

  test('are read where they are and not whole', async () => {
    const file = buildCompoundFile([{ name: 'huge', bytes: new Uint8Array(20_000_000) }, ...streams]);
    let read = 0;
    const whole = sourceOfBytes(file);
    const counting: ByteSource = {
      size: whole.size,
      read(offset, length) {
        read += length;
        return whole.read(offset, length);
      },
    };
    const compound = await openCompoundFile(counting);
    const small = compound.streams.get('small');
    expect(small && (await compound.read(small, MAX))).toEqual(bytesOf(100, 1));
    expect(read).toBeLessThan(20_000);
  });

  test('more than asked for is refused', async () => {
    const compound = await openCompoundFile(sourceOfBytes(buildCompoundFile(streams)));
    const large = compound.streams.get('large')!;
    await expect(compound.read(large, 99_999)).rejects.toThrow(PackageError);
    await expect(compound.read(large, 100_000)).resolves.toHaveLength(100_000);
  });
});

describe('refused', () => {
  const good = buildCompoundFile(streams);
  const edited = (at: number, value: number) => {
    const file = good.slice();
    new DataView(file.buffer).setUint32(at, value, true);
    return file;
  };
  const [directoryAt, miniTableAt] = [48, 60].map((at) => new DataView(good.buffer).getUint32(at, true));
  const inTable = (change: (table: number[], starts: ReadonlyMap<string, number>) => void) =>
    buildCompoundFile(streams, { editTable: change });
  const inDirectory = (at: number, value: number) =>
    buildCompoundFile(streams, { editDirectory: (view) => view.setUint32(at, value, true) });
  test.each([
    ['nothing', new Uint8Array(), /no Windows installer/],
    ['another file', new Uint8Array(600), /no Windows installer/],
    ['another version', edited(26, 0x0005_0000 + 5), /no compound file/],
    ['sectors of another size', edited(30, 10), /no compound file/],
    ['a table longer than the file', edited(44, 0x7fffffff), /table of sectors/],
    ['a list longer than the file', edited(72, 0x7fffffff), /table of sectors/],
    ['more table sectors than are listed', edited(44, 115), /table of sectors/],
    ['a directory outside', edited(48, 0x00ffffff), /table of sectors|points outside|ends too early/],
    ['a directory without end', inTable((table) => (table[directoryAt!] = directoryAt!)), /has no end/],
    ['no root', inDirectory(66, 0), /no root/],
    ['a directory entry outside', inDirectory(76, 5000), /points outside/],
    ['a directory that contains itself', inDirectory(128 + 68, 1), /contains itself/],
    ['a size beyond the file', inDirectory(128 * 4 + 120, 0x7fffffff), /too large|table of sectors/],
    [
      'a stream in a circle',
      inTable((table, starts) => (table[starts.get('large')! + 1] = starts.get('large')!)),
      /table of sectors/,
    ],
    [
      'a stream that ends early',
      inTable((table, starts) => (table[starts.get('large')! + 1] = 0xfffffffe)),
      /table of sectors/,
    ],
    [
      'a stream that leads outside',
      inTable((table, starts) => (table[starts.get('large')! + 1] = 0x00ffffff)),
      /table of sectors/,
    ],
    ['a small stream in a circle', edited((miniTableAt! + 1) * 512, 0), /contains itself/],
    ['a small stream that leads outside', edited((miniTableAt! + 1) * 512, 0x00ffffff), /lies outside/],
    ['cut off', good.slice(0, 3000), /damaged/],
  ])('%s', async (_, file, message) => {
    const reading = readAll(file);
    await expect(reading).rejects.toThrow(PackageError);
    await expect(reading).rejects.toThrow(message);
  });
});
