import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PackageError } from '../package-reader/types.ts';
import { type FileSource, openFileSource } from './file-source.ts';

describe('a file as a source', () => {
  let folder: string;
  let path: string;
  let source: FileSource;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'file-source-'));
    path = join(folder, 'file');
    await writeFile(
      path,
      Uint8Array.from({ length: 1000 }, (_, index) => index),
    );
    source = await openFileSource(path);
  });
  afterEach(async () => {
    await source.close();
    await rm(folder, { recursive: true });
  });

  const ranges: [offset: number, length: number, bytes: number[]][] = [
    [0, 3, [0, 1, 2]],
    [254, 4, [254, 255, 0, 1]],
    [999, 1, [231]],
    [1000, 0, []],
  ];
  it.each(ranges)('reads from %i on %i bytes', async (offset, length, bytes) => {
    expect(source.size).toBe(1000);
    expect(Array.from(await source.read(offset, length))).toEqual(bytes);
  });

  const outside: [offset: number, length: number][] = [
    [0, 1001],
    [1000, 1],
    [-1, 1],
    [0, -1],
    [0, 2 ** 50],
    [Number.NaN, 1],
    [0, Number.NaN],
  ];
  it.each(outside)('refuses to read from %d on %d bytes', async (offset, length) => {
    await expect(source.read(offset, length)).rejects.toBeInstanceOf(PackageError);
  });

  it('refuses what has been cut off in the meantime', async () => {
    await truncate(path, 500);
    await expect(source.read(400, 200)).rejects.toBeInstanceOf(PackageError);
  });

  it('fails with the system’s error where there is no file', async () => {
    await expect(openFileSource(join(folder, 'none'))).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
