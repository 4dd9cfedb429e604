import type { Config } from '../config.ts';
import type { BlobStorage } from '../files/blob-storage.ts';
import type { InspectPackage } from '../files/inspect-package.ts';
import type { Store } from '../store/store.ts';
import type { ListCache } from './list-cache.ts';

/** What the routes of the API need. */
export interface ApiDeps {
  store: Store;
  config: Pick<Config, 'wire' | 'pageSize' | 'maxUploadBytes'>;
  listCache: ListCache;
  blobs: BlobStorage;
  inspectPackage: InspectPackage;
  /** ms since 1970. */
  clock: () => number;
}
