import { randomBytes } from 'node:crypto';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { sourceOfBytes } from './bytes.ts';
import { buildZip, joinBytes, numbers, type ZipInput, type ZipOptions } from './testing/zip-builder.ts';
import { type ByteSource, PackageError } from './types.ts';
import { openZip } from './zip.ts';

const text = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes);
const twoFiles: ZipInput[] = [
  { name: 'folder/', method: 0 },
  { name: 'folder/größe 日本.txt', bytes: 'deflated '.repeat(500) },
  { name: 'stored.txt', bytes: 'stored', method: 0 },
];

async function readAll(bytes: Uint8Array<ArrayBuffer>): Promise<Record<string, string>> {
  const zip = await openZip(sourceOfBytes(bytes));
  const all: Record<string, string> = {};
  for (const entry of zip.entries.values()) all[entry.name] = text(await zip.read(entry, 1_000_000));
  return all;
}

/** A source that counts what is asked of it. */
function counting(source: ByteSource): { source: ByteSource; bytesRead: () => number } {
  let total = 0;
  const read: ByteSource['read'] = (offset, length) => {
    total += length;
    return source.read(offset, length);
  };
  return { source: { size: source.size, read }, bytesRead: () => total };
}

describe('openZip', () => {
  const good: [what: string, inputs: ZipInput[], options?: ZipOptions][] = [
    ['plain', twoFiles],
    ['with data descriptors', twoFiles.map((input) => ({ ...input, hasDescriptor: true }))],
    ['with zip64 entries', twoFiles.map((input) => ({ ...input, isZip64: true }))],
    [
      'with zip64 entries and descriptors',
      twoFiles.map((input) => ({ ...input, isZip64: true, hasDescriptor: true })),
    ],
    ['with the zip64 end', twoFiles, { isZip64: true }],
    ['with the longest comment', twoFiles, { comment: new Uint8Array(65_535).fill(0x50) }],
    ['with a comment that has an end of its own', twoFiles, { comment: buildZip([]).slice(0, 21) }],
    ['with unflagged UTF-8 names', twoFiles.map((input) => ({ ...input, flags: 0 }))],
  ];
  it.each(good)('reads an archive %s', async (_what, inputs, options) => {
    expect(await readAll(buildZip(inputs, options))).toEqual({
      'folder/': '',
      'folder/größe 日本.txt': 'deflated '.repeat(500),
      'stored.txt': 'stored',
    });
  });

  it('reads what another library packs', async () => {
    const bytes = randomBytes(300_000);
    const zip = await openZip(
      sourceOfBytes(new Uint8Array(zipSync({ 'a/b.bin': bytes, 'c.bin': [bytes, { level: 0 }] }))),
    );
    for (const entry of zip.entries.values())
      expect(Buffer.from(await zip.read(entry, 300_000))).toEqual(bytes);
    expect([...zip.entries.keys()]).toEqual(['a/b.bin', 'c.bin']);
  });

  it('takes a name that is neither flagged nor UTF-8 a byte a character', async () => {
    const bytes = buildZip([{ name: 'x', nameBytes: Uint8Array.of(0x61, 0xff), flags: 0, bytes: 'x' }]);
    expect(await readAll(bytes)).toEqual({ aÿ: 'x' });
  });

  it('reads an archive of 70,000 files', async () => {
    const inputs = Array.from({ length: 70_000 }, (_, index) => ({ name: `f${index}`, method: 0 }));
    expect((await openZip(sourceOfBytes(buildZip(inputs, { isZip64: true })))).entries.size).toBe(70_000);
  });

  it('reads the directory and the entry wanted, and nothing else', async () => {
    const whole = buildZip([
      { name: 'big', bytes: randomBytes(2_000_000), method: 0 },
      { name: 'small', bytes: 'small' },
    ]);
    const { source, bytesRead } = counting(sourceOfBytes(whole));
    const zip = await openZip(source);
    expect(text(await zip.read(zip.entries.get('small')!, 10))).toBe('small');
    expect(bytesRead()).toBeLessThan(70_000);
  });

  it('opens a stored entry as a source of its own, and no deflated one', async () => {
    const inner = buildZip([{ name: 'inner.txt', bytes: 'deep' }]);
    const zip = await openZip(
      sourceOfBytes(
        buildZip([
          { name: 'in.zip', bytes: inner, method: 0 },
          { name: 'd', bytes: 'd' },
        ]),
      ),
    );
    const source = await zip.open(zip.entries.get('in.zip')!);
    const within = await openZip(source!);
    expect(text(await within.read(within.entries.get('inner.txt')!, 10))).toBe('deep');
    await expect(source!.read(inner.length - 1, 2)).rejects.toThrow(PackageError);
    expect(await zip.open(zip.entries.get('d')!)).toBeUndefined();
  });

  const kernel = { name: 'kernel', bytes: 'A'.repeat(1000) };
  const longTable = 'The directory of the archive is too long';
  const traps: [what: string, bytes: () => Uint8Array<ArrayBuffer>, message: string][] = [
    ['is empty', () => new Uint8Array(), 'its end is missing'],
    ['is cut off', () => buildZip(twoFiles).slice(0, -1), 'its end is missing'],
    ['has bytes after its end', () => joinBytes([buildZip(twoFiles), numbers([1, 0])]), 'its end is missing'],
    [
      'has bytes before its start',
      () => buildZip(twoFiles, { prefix: Uint8Array.of(1, 2, 3) }),
      'no directory where',
    ],
    ['claims one file too many', () => buildZip(twoFiles, { claims: { count: 4 } }), 'damaged'],
    [
      'claims one file too few',
      () => buildZip(twoFiles, { claims: { count: 2 } }),
      'more files than it says',
    ],
    ['is of several disks', () => buildZip(twoFiles, { claims: { disk: 1 } }), 'one part of several'],
    [
      'is of several disks (zip64)',
      () => buildZip(twoFiles, { isZip64: true, claims: { disk: 1 } }),
      'one part of several',
    ],
    [
      'has half of its files elsewhere',
      () => buildZip(twoFiles, { claims: { countHere: 1 } }),
      'one part of several',
    ],
    [
      'has half of its files elsewhere (zip64)',
      () => buildZip(twoFiles, { isZip64: true, claims: { countHere: 1 } }),
      'one part of several',
    ],
    [
      'has a directory beyond the end',
      () => buildZip(twoFiles, { claims: { directoryOffset: 1_000_000 } }),
      'no directory where',
    ],
    [
      'claims 2^40 files',
      () => buildZip(twoFiles, { isZip64: true, claims: { count: 2 ** 40 } }),
      'no directory where',
    ],
    [
      'claims 2^63 bytes of directory',
      () => buildZip(twoFiles, { isZip64: true, claims: { directorySize: 2 ** 63 } }),
      'impossible number',
    ],
    ['is encrypted', () => buildZip([{ ...kernel, flags: 1 }]), 'encrypted'],
    ['is strongly encrypted', () => buildZip([{ ...kernel, flags: 0x40 }]), 'encrypted'],
    ['has a masked directory', () => buildZip([{ ...kernel, flags: 0x2000 }]), 'encrypted'],
    ...['../x', 'a/../../x', '/etc/passwd', 'C:/x', 'c:x', 'a\\b', 'a\0b', '', 'a/..'].map(
      (name): (typeof traps)[number] => [
        `has the name ${JSON.stringify(name)}`,
        () => buildZip([{ name }]),
        'leads out of it',
      ],
    ),
    [
      'has a flagged name that is no UTF-8',
      () => buildZip([{ name: 'x', nameBytes: Uint8Array.of(0xff) }]),
      'is no text',
    ],
    ['has a file twice', () => buildZip([kernel, { ...kernel }]), 'a file twice: "kernel"'],
    [
      'shares data between files',
      () => buildZip([kernel, { ...kernel, name: 'second', sharesDataOf: 0 }]),
      'overlap',
    ],
    [
      'quotes the header of one file in the data of another',
      () => buildZip([kernel, { name: 'second', bytes: 'x', claims: { offset: 40 } }]),
      'overlap',
    ],
    [
      'runs a file into the directory',
      () => buildZip([{ ...kernel, claims: { compressedSize: 5000 } }]),
      'overlap',
    ],
  ];
  it.each(traps)('refuses an archive that %s', async (_what, bytes, message) => {
    await expect(openZip(sourceOfBytes(bytes()))).rejects.toThrow(message);
    await expect(openZip(sourceOfBytes(bytes()))).rejects.toBeInstanceOf(PackageError);
  });

  it('refuses 300,000 files before it reads any of them', async () => {
    const filler: ZipInput = { name: 'x', bytes: new Uint8Array(300_000 * 46), method: 0 };
    const claims = { count: 300_000, directorySize: 300_000 * 46, directoryOffset: 0 };
    const { source, bytesRead } = counting(sourceOfBytes(buildZip([filler], { isZip64: true, claims })));
    await expect(openZip(source)).rejects.toThrow('300000 files; 200000 is the most');
    expect(bytesRead()).toBeLessThan(70_000);
  });

  it('refuses a directory of more than 64 MiB before it reads it', async () => {
    const end = buildZip([], {
      isZip64: true,
      claims: { count: 1, directorySize: 70_000_000, directoryOffset: 0 },
    });
    const sparse: ByteSource = {
      size: 80_000_000,
      read: (offset, length) => {
        if (length > 66_000) throw new Error('too much was read');
        const bytes = new Uint8Array(length);
        const start = sparse.size - end.length;
        if (offset + length >= start)
          bytes.set(
            end.subarray(Math.max(0, offset - start), offset + length - start),
            Math.max(0, start - offset),
          );
        return Promise.resolve(bytes);
      },
    };
    // The end record names itself by its place in the file.
    new DataView(end.buffer).setBigUint64(56 + 8, BigInt(sparse.size - end.length), true);
    await expect(openZip(sparse)).rejects.toThrow(longTable);
  });
});

describe('reading an entry', () => {
  const million = 'A'.repeat(1_000_000);
  const endless = joinBytes([
    ...Array.from({ length: 40_000 }, () => Uint8Array.of(0, 0, 0, 0xff, 0xff)),
    Uint8Array.of(3, 0),
  ]);
  const broken: [what: string, input: ZipInput, maxBytes: number, message: string][] = [
    [
      'says to be larger than allowed',
      { name: 'x', bytes: 'abc' },
      2,
      '"x" is too large: 3 bytes, and 2 is the most',
    ],
    ['says to be of 4 GiB', { name: 'x', bytes: 'abc', claims: { size: 0xfffffffe } }, 1000, 'too large'],
    [
      'unpacks to more than it says',
      { name: 'x', bytes: million, claims: { size: 10 } },
      1000,
      'unpacks to more',
    ],
    [
      'unpacks to less than it says',
      { name: 'x', bytes: 'abc', claims: { size: 4 } },
      1000,
      'cannot be unpacked',
    ],
    [
      'is cut off',
      { name: 'x', bytes: million, claims: { compressedSize: 20 } },
      2_000_000,
      'cannot be unpacked',
    ],
    [
      'has bytes after its data',
      { name: 'x', bytes: 'abc', packed: joinBytes([Uint8Array.of(75, 76, 74, 6, 0), numbers([4, 7])]) },
      9,
      'cannot be unpacked',
    ],
    [
      'is no deflate data',
      { name: 'x', bytes: 'abc', packed: new Uint8Array(50).fill(0xff) },
      1000,
      'cannot be unpacked',
    ],
    ['is nothing but empty blocks', { name: 'x', packed: endless }, 1000, 'cannot be unpacked'],
    ['has another checksum', { name: 'x', bytes: 'abc', claims: { crc32: 7 } }, 1000, 'checksum of "x"'],
    [
      'is stored with two sizes',
      { name: 'x', bytes: 'abc', method: 0, claims: { size: 2 } },
      1000,
      'size of "x" is wrong',
    ],
    ['is packed otherwise', { name: 'x', bytes: 'abc', method: 12 }, 1000, 'packed in a way'],
    [
      'is called otherwise in its header',
      { name: 'x', bytes: 'abc', localName: 'y' },
      1000,
      'not what its directory says',
    ],
    [
      'runs into the directory by what its header says',
      { name: 'x', bytes: 'abc', localExtraLength: 5 },
      1000,
      'not what its directory says',
    ],
    [
      'is packed otherwise in its header',
      { name: 'x', bytes: 'abc', claims: { method: 0 } },
      1000,
      'not what its directory says',
    ],
    [
      'lies where no header is',
      { name: 'x', bytes: 'abcdefgh', claims: { offset: 4, compressedSize: 1 } },
      1000,
      'not what its directory says',
    ],
  ];
  it.each(broken)('refuses one that %s', async (_what, input, maxBytes, message) => {
    const zip = await openZip(sourceOfBytes(buildZip([input])));
    const failure = zip.read(zip.entries.get('x')!, maxBytes);
    await expect(failure).rejects.toThrow(message);
    await expect(failure).rejects.toBeInstanceOf(PackageError);
  });

  it('refuses one whose header is no header', async () => {
    const bytes = buildZip([{ name: 'x', bytes: 'abc' }]);
    bytes[0] = 0;
    const zip = await openZip(sourceOfBytes(bytes));
    await expect(zip.read(zip.entries.get('x')!, 10)).rejects.toThrow('not what its directory says');
  });

  it('stops a bomb long before it has gone off', async () => {
    const packed = buildZip([{ name: 'x', bytes: 'A'.repeat(200_000_000), claims: { size: 1_000_000 } }]);
    const { source, bytesRead } = counting(sourceOfBytes(packed));
    const zip = await openZip(source);
    const before = bytesRead();
    await expect(zip.read(zip.entries.get('x')!, 2_000_000)).rejects.toThrow('unpacks to more');
    expect(bytesRead() - before).toBeLessThan(packed.length / 2);
  });

  it('hands on what the source fails with', async () => {
    const bytes = buildZip([{ name: 'x', bytes: randomBytes(200_000) }]);
    const memory = sourceOfBytes(bytes);
    let isGone = false;
    const source: ByteSource = {
      size: memory.size,
      read: (offset, length) =>
        isGone && offset > 100_000
          ? Promise.reject(new Error('the disk is gone'))
          : memory.read(offset, length),
    };
    const zip = await openZip(source);
    isGone = true;
    await expect(zip.read(zip.entries.get('x')!, 300_000)).rejects.toThrow('the disk is gone');
  });
});
