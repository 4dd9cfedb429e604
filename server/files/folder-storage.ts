import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream, mkdirSync, type WriteStream } from 'node:fs';
import { open, readdir, rename, rm, statfs } from 'node:fs/promises';
import { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { BlobRefused, type Blob, type BlobStorage } from './blob-storage.ts';

/** Bytes that may wait for the disk, of every upload. */
const BUFFER_BYTES = 256 * 1024;

const OURS = /^[\da-f]{32}(?:\.part)?$/;

/** The disk, the quota of the user, or the longest file the system allows. */
const NO_ROOM = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

/** Blobs as files of a folder, made where it is missing. */
export function createFolderStorage(folder: string): BlobStorage {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const localPath = (key: string) => join(folder, key);
  const made = new Set<string>();
  return {
    async receive(source, maxBytes) {
      const key = randomBytes(16).toString('hex');
      made.add(key);
      const part = localPath(`${key}.part`);
      try {
        const written = await write(source, part, maxBytes);
        await rename(part, localPath(key));
        await syncFolder(folder);
        return { key, ...written };
      } catch (error) {
        await Promise.all([rm(part, { force: true }), rm(localPath(key), { force: true })]);
        made.delete(key);
        throw error;
      }
    },
    async hasRoomFor(bytes) {
      const { bavail, bsize } = await statfs(folder);
      return bytes <= bavail * bsize;
    },
    localPath,
    async remove(key) {
      await rm(localPath(key), { force: true });
      made.delete(key);
    },
    async clean(needed) {
      for (const name of await readdir(folder)) {
        const key = name.slice(0, 32);
        // Whatever else is in the folder was not put there by us.
        if (OURS.test(name) && !needed.has(name) && !made.has(key))
          await rm(localPath(name), { force: true });
      }
    },
  };
}

/** Writes all of the source to a new file, which is on the disk then. The file of one that fails is left to the caller. */
async function write(source: Readable, path: string, maxBytes: number): Promise<Omit<Blob, 'key'>> {
  const out = createWriteStream(path, { flags: 'wx', mode: 0o600, highWaterMark: BUFFER_BYTES, flush: true });
  // Errors are looked for at every step; one that comes between two must find a listener all the same.
  out.on('error', () => undefined);
  source.on('error', () => undefined);
  const closed = new Promise<void>((resolve) => out.once('close', resolve));
  const hash = createHash('sha256');
  const isFromConnection = source instanceof IncomingMessage;
  let size = 0;
  try {
    await once(out, 'open');
    // Typed as any by Node; the stream is one of bytes.
    const chunks: AsyncIterable<Buffer> = source.iterator({ destroyOnReturn: false });
    for await (const chunk of chunks) {
      size += chunk.length;
      if (size > maxBytes) throw new BlobRefused('too-large', `longer than ${maxBytes} bytes`);
      hash.update(chunk);
      await push(out, chunk, isFromConnection);
    }
    if (size === 0) throw new BlobRefused('empty', 'no bytes');
    out.end();
    await finished(out);
    await closed;
    return { size, sha256: hash.digest('hex') };
  } catch (error) {
    // Before it is destroyed, which itself fails what is being written.
    const ofDisk = out.errored;
    out.destroy();
    await closed;
    throw refusal(error, ofDisk);
  }
}

async function push(out: WriteStream, chunk: Buffer, isOurs: boolean): Promise<void> {
  if (out.errored !== null) throw out.errored;
  const written = isOurs ? () => free(chunk) : undefined;
  if (!out.write(chunk, written)) await once(out, 'drain');
}

/** Gives the memory back at once: left to the garbage collector it is the greater part of the work (README). */
function free({ buffer, byteLength }: Buffer): void {
  if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) buffer.transfer(0);
}

/** What failed: the disk, or, since nothing else is at work here, the source. */
function refusal(error: unknown, ofDisk: Error | null): unknown {
  if (ofDisk !== null) {
    const isFull = 'code' in ofDisk && NO_ROOM.has(String(ofDisk.code));
    return isFull ? new BlobRefused('no-room', 'the disk is full', { cause: ofDisk }) : ofDisk;
  }
  if (error instanceof BlobRefused) return error;
  return new BlobRefused('cut-off', 'the file did not arrive whole', { cause: error });
}

/** A new name is on the disk when its folder is (fsync(2)); Windows opens no folders. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
