import { type Kysely, type Selectable, sql } from 'kysely';
import type { ListChanges } from '../list-changes.ts';
import type { Tables } from './schema.ts';

/** Lists with a counter of their own; each is named as its table. */
type ListName = 'groups' | 'apps';

/** Inside the transaction of a change: the revision that the list has by it, for the rows that changed. */
export async function nextRevision(db: Kysely<Tables>, list: ListName): Promise<bigint> {
  const { revision } = await db
    .updateTable('list_revisions')
    .set((eb) => ({ revision: eb('revision', '+', 1n) }))
    .where('list', '=', list)
    .returning('revision')
    .executeTakeFirstOrThrow();
  return revision;
}

/** Inside the transaction that removes it. Ids are never used again, so an item is removed once. */
export async function recordRemoval(db: Kysely<Tables>, list: ListName, id: bigint): Promise<void> {
  const revision = await nextRevision(db, list);
  await db.insertInto('removed_items').values({ list, id, revision }).execute();
}

export function listChanges<List extends ListName, Item>(
  db: Kysely<Tables>,
  list: List,
  itemOf: (row: Selectable<Tables[List]>) => Item,
): ListChanges<Item> {
  const since = (revision: bigint | undefined) =>
    revision === undefined ? sql`true` : sql`revision > ${revision}`;
  return {
    revision: async () => {
      const row = await db
        .selectFrom('list_revisions')
        .select('revision')
        .where('list', '=', list)
        .executeTakeFirstOrThrow();
      return row.revision;
    },
    list: async ({ changedSince, page }) => {
      const part = page === undefined ? sql`` : sql`limit ${page.limit} offset ${page.offset}`;
      const { rows } = await sql<Selectable<Tables[List]>>`
        select * from ${sql.table(list)} where ${since(changedSince)} order by id ${part}`.execute(db);
      return rows.map(itemOf);
    },
    count: async ({ changedSince }) => {
      const { rows } = await sql<{ count: bigint }>`
        select count(*) as count from ${sql.table(list)} where ${since(changedSince)}`.execute(db);
      return Number(rows[0]?.count ?? 0n);
    },
    removedSince: async (revision) => {
      const rows = await db
        .selectFrom('removed_items')
        .select('id')
        .where('list', '=', list)
        .where('revision', '>', revision)
        .orderBy('id')
        .execute();
      return rows.map((row) => row.id);
    },
  };
}
