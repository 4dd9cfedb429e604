import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BlobRefused, type BlobStorage } from './blob-storage.ts';
import { createFolderStorage } from './folder-storage.ts';

let parent: string;
let folder: string;
let storage: BlobStorage;

beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'muster-blobs-'));
  folder = join(parent, 'a', 'blobs');
  storage = createFolderStorage(folder);
});
afterEach(() => rm(parent, { recursive: true }));

const MIB = 1024 * 1024;
const of = (...chunks: Buffer[]) => Readable.from(chunks, { objectMode: false });

async function refusal(source: Readable, maxBytes = MIB): Promise<unknown> {
  return storage.receive(source, maxBytes).then(
    () => 'kept',
    (error: unknown) => (error instanceof BlobRefused ? error.reason : error),
  );
}

describe('a blob', () => {
  it('is the bytes of the source, in a file that only we can read', async () => {
    const bytes = randomBytes(3 * MIB + 17);
    const blob = await storage.receive(of(bytes.subarray(0, 5), bytes.subarray(5)), bytes.length);
    expect(blob).toEqual({
      key: expect.stringMatching(/^[\da-f]{32}$/) as string,
      size: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
    });
    const path = storage.localPath(blob.key);
    expect((await readFile(path)).equals(bytes)).toBe(true);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
    expect(await readdir(folder)).toEqual([blob.key]);
  });

  it('has a key of its own, whatever its bytes', async () => {
    const [one, two] = await Promise.all([1, 2].map(() => storage.receive(of(Buffer.from('same')), MIB)));
    expect(one?.key).not.toBe(two?.key);
    expect(one?.sha256).toBe(two?.sha256);
  });

  it('can be removed, also twice', async () => {
    const { key } = await storage.receive(of(Buffer.from('x')), MIB);
    await storage.remove(key);
    await storage.remove(key);
    expect(await readdir(folder)).toEqual([]);
  });
});

describe('nothing is kept', () => {
  it('of what is empty', async () => {
    expect(await refusal(of())).toBe('empty');
    expect(await readdir(folder)).toEqual([]);
  });

  it('of what is too long by a byte, and the source can be read on', async () => {
    const source = new Readable({ read: () => undefined });
    source.push(Buffer.alloc(MIB + 1));
    expect(await refusal(source)).toBe('too-large');
    expect(await readdir(folder)).toEqual([]);
    source.push('rest');
    source.push(null);
    expect(Buffer.concat((await source.toArray()) as Buffer[]).toString()).toBe('rest');
    expect(await refusal(of(Buffer.alloc(MIB)))).toBe('kept');
  });

  it('of what is too long while the disk is at work', async () => {
    const pieces = Array.from({ length: 100 }, () => Buffer.alloc(100_000));
    expect(await refusal(Readable.from(pieces), 500_000)).toBe('too-large');
    expect(await readdir(folder)).toEqual([]);
  });

  it.each([
    ['before', (source: Readable) => source.destroy()],
    ['with an error', (source: Readable) => source.destroy(new Error('reset'))],
  ])('of what is cut off (%s)', async (_how, cut) => {
    const source = new Readable({ read: () => undefined });
    source.push(Buffer.alloc(10));
    const receiving = refusal(source);
    cut(source);
    expect(await receiving).toBe('cut-off');
    expect(await readdir(folder)).toEqual([]);
  });

  it('of what is cut off in the middle', async () => {
    const source = new Readable({ read: () => undefined, highWaterMark: 1 });
    const receiving = refusal(source, 10 * MIB);
    source.push(Buffer.alloc(2 * MIB));
    while (source.readableLength > 0) await new Promise(setImmediate);
    source.destroy(new Error('reset'));
    expect(await receiving).toBe('cut-off');
    expect(await readdir(folder)).toEqual([]);
  });

  it('where the folder is gone, and that is no refusal', async () => {
    await rm(folder, { recursive: true });
    expect(await refusal(of(Buffer.from('x')))).toMatchObject({ code: 'ENOENT' });
    await writeFile(folder, 'a file');
    expect(await refusal(of(Buffer.from('x')))).toMatchObject({ code: 'ENOTDIR' });
  });
});

describe('the memory of a long upload', () => {
  it('is bounded: what the disk has not taken is not asked for', async () => {
    const piece = Buffer.alloc(64 * 1024);
    let sent = 0;
    let mostWaiting = 0;
    const source = new Readable({
      read() {
        const [part = ''] = readdirSync(folder);
        mostWaiting = Math.max(mostWaiting, sent - statSync(join(folder, part)).size);
        this.push(sent === 24 * MIB ? null : piece);
        sent += piece.length;
      },
    });
    const { size } = await storage.receive(source, 100 * MIB);
    expect(size).toBe(24 * MIB);
    expect(mostWaiting).toBeLessThanOrEqual(2 * MIB);
  });
});

describe('room', () => {
  it('is what the disk has free', async () => {
    expect(await storage.hasRoomFor(1)).toBe(true);
    expect(await storage.hasRoomFor(2 ** 60)).toBe(false);
  });
});

describe('cleaning', () => {
  it('deletes what another process left, and nothing that is needed, not ours or made here', async () => {
    const key = (digit: string) => digit.repeat(32);
    const ours = await storage.receive(of(Buffer.from('x')), MIB);
    const others = ['README', `${key('d')}.txt`, `${key('e')}0`];
    for (const name of [key('a'), key('b'), `${key('a')}.part`, `${key('c')}.part`, ...others]) {
      await writeFile(join(folder, name), 'x');
    }
    await mkdir(join(folder, 'a-folder'));
    await storage.clean(new Set([key('a')]));
    expect((await readdir(folder)).sort()).toEqual([ours.key, key('a'), 'a-folder', ...others].sort());
  });
});
