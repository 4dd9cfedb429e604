import type { Config } from '../config.ts';
import type { Store } from '../store/store.ts';
import type { ListCache } from './list-cache.ts';

/** What the routes of the API need. */
export interface ApiDeps {
  store: Store;
  config: Pick<Config, 'wire' | 'pageSize'>;
  listCache: ListCache;
}
