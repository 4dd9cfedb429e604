/** What is known of an uploaded file; its bytes are a blob of server/files. */
export interface UploadedFile {
  id: bigint;
  /** Of the blob; see server/files/blob-storage.ts. */
  blob: string;
  name: string;
  contentType: string;
  /** Bytes. */
  size: number;
  /** Hexadecimal. */
  sha256: string;
  /** ms since 1970. */
  createdAt: number;
  expiresAt: number;
}

/** The disk has no room for what is to be kept. */
export class NoRoom extends Error {}

export interface FileStore {
  /** With an id never used before. Fails with `NoRoom` where the disk is full. */
  add(file: Omit<UploadedFile, 'id'>): Promise<UploadedFile>;
  /** Undefined for an unknown id and for one that expired at or before `now`. */
  get(id: bigint, now: number): Promise<UploadedFile | undefined>;
  /**
   * Forgets files that expired at or before `now`, and tells which blobs nothing needs any more: neither a file nor the
   * package of an app. Once told, a blob cannot come into use again, so its bytes can go.
   */
  sweep(now: number): Promise<string[]>;
  /** Blobs that a file or an app needs; for finding what a killed process left in the folder. */
  neededBlobs(): Promise<Set<string>>;
}
