import type { Readable } from 'node:stream';

/** Bytes of a finished upload. */
export interface Blob {
  /** A name of ours, without meaning; never what the client called the file. */
  key: string;
  /** Bytes. */
  size: number;
  /** Hexadecimal. */
  sha256: string;
}

/** Why bytes could not be kept. The message is for the caller. */
export class BlobRefused extends Error {
  readonly reason: 'too-large' | 'no-room' | 'cut-off' | 'empty';

  constructor(reason: BlobRefused['reason'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}

/** Where the bytes of files and packages are. A folder today; an object store is to fit behind it later. */
export interface BlobStorage {
  /**
   * Writes the stream to a part file and renames it when it is whole and on the disk. Nothing is left of one that fails:
   * `BlobRefused` where it is empty, longer than `maxBytes`, cut off, or the disk is full. A refused source is left
   * unread, not destroyed, since the answer to an upload goes the same way that it came.
   */
  receive(source: Readable, maxBytes: number): Promise<Blob>;
  /** Whether that many bytes fit in now; a promise of nothing, but it saves sending what cannot be kept. */
  hasRoomFor(bytes: number): Promise<boolean>;
  /** A file of this machine with the bytes. */
  localPath(key: string): string;
  /** Gone already is no error. */
  remove(key: string): Promise<void>;
  /** Deletes what an earlier process left: part files and every blob that is not needed. What this one makes stays. */
  clean(needed: ReadonlySet<string>): Promise<void>;
}
