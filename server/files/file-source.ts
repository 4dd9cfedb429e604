import { open } from 'node:fs/promises';
import { type ByteSource, PackageError } from '../package-reader/types.ts';

export interface FileSource extends ByteSource {
  close(): Promise<void>;
}

/** A file as a source. Rejects with the system's error where it cannot be opened or read. */
export async function openFileSource(path: string): Promise<FileSource> {
  const handle = await open(path, 'r');
  const { size } = await handle.stat();
  return {
    size,
    async read(offset, length) {
      // Before the memory is taken: a length out of a package may be anything.
      if (!(offset >= 0 && length >= 0 && offset + length <= size)) throw cutOff();
      const bytes = new Uint8Array(length);
      let done = 0;
      while (done < length) {
        const { bytesRead } = await handle.read(bytes, done, length - done, offset + done);
        if (bytesRead === 0) throw cutOff();
        done += bytesRead;
      }
      return bytes;
    },
    close: () => handle.close(),
  };
}

function cutOff(): PackageError {
  return new PackageError('The package is damaged: it ends too early.');
}
