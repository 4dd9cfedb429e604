import type { Page } from '../domain/paging.ts';

/** A list that can be read whole, by pages, or from where its last reading ended. */
export interface ListChanges<Item> {
  /** Grows with every change of the list; equal revisions mean equal lists. */
  revision(): Promise<bigint>;
  /** Ordered by id. `changedSince`: only what was added or changed after that revision. */
  list(query: ListQuery): Promise<Item[]>;
  count(query: Pick<ListQuery, 'changedSince'>): Promise<number>;
  /** Ids removed after `revision`, ascending. */
  removedSince(revision: bigint): Promise<bigint[]>;
}

export interface ListQuery {
  changedSince?: bigint;
  page?: Page;
}
