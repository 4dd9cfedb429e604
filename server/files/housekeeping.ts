import type { FileStore } from '../store/file-store.ts';
import type { BlobStorage } from './blob-storage.ts';

export interface HousekeepingDeps {
  store: { files: Pick<FileStore, 'sweep'> };
  blobs: Pick<BlobStorage, 'remove'>;
  /** ms since 1970. */
  clock: () => number;
  log: (entry: object, message: string) => void;
}

const SWEEP_EVERY_MS = 10 * 60_000;

/** Forgets the files that have expired and deletes the bytes that nothing needs any more. */
export async function sweepFiles({ store, blobs, clock, log }: HousekeepingDeps): Promise<void> {
  for (const key of await store.files.sweep(clock())) {
    // One that stays for now is deleted at the next start, and must not keep the others.
    await blobs.remove(key).catch((error: unknown) => log({ err: error }, 'a file could not be deleted'));
  }
}

/** Sweeps now and then for as long as the process lives; what it answers stops that. */
export function startHousekeeping(deps: HousekeepingDeps): () => Promise<void> {
  let running = Promise.resolve();
  const sweep = () => {
    running = sweepFiles(deps).catch((error: unknown) =>
      deps.log({ err: error }, 'the sweep of files failed'),
    );
  };
  sweep();
  const timer = setInterval(sweep, SWEEP_EVERY_MS).unref();
  return async () => {
    clearInterval(timer);
    await running;
  };
}
