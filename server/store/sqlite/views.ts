import type { Kysely } from 'kysely';
import type { SavedViewStore } from '../store.ts';
import type { Tables } from './schema.ts';

export function savedViewStore(db: Kysely<Tables>): SavedViewStore {
  return {
    list: (accountId) =>
      db
        .selectFrom('saved_views')
        .select(['name', 'query'])
        .where('account_id', '=', accountId)
        .orderBy('position')
        .execute(),
    put: async (accountId, { name, query }) => {
      await db
        .insertInto('saved_views')
        .values({ account_id: accountId, name, query })
        .onConflict((conflict) => conflict.columns(['account_id', 'name']).doUpdateSet({ query }))
        .execute();
    },
    remove: async (accountId, name) => {
      const result = await db
        .deleteFrom('saved_views')
        .where('account_id', '=', accountId)
        .where('name', '=', name)
        .executeTakeFirst();
      return result.numDeletedRows > 0n;
    },
  };
}
