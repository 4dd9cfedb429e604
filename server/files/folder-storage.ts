import type { BlobStorage } from './blob-storage.ts';

/** Blobs as files of a folder, made where it is missing. */
export function createFolderStorage(folder: string): BlobStorage {
  const fail = () => Promise.reject(new Error('Not written yet'));
  return {
    receive: fail,
    localPath: (key) => `${folder}/${key}`,
    remove: fail,
    clean: () => Promise.resolve(),
  };
}
