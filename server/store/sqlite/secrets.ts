import type { Kysely } from 'kysely';
import type { SecretStore } from '../store.ts';
import type { Tables } from './schema.ts';

export function secretStore(db: Kysely<Tables>): SecretStore {
  const read = (name: string) =>
    db.selectFrom('secrets').select('value').where('name', '=', name).executeTakeFirst();
  return {
    getOrCreate: async (name, create) => {
      const known = await read(name);
      if (known !== undefined) return known.value;
      // Made outside a transaction, since making takes time; where two make it at once, both take the one written first.
      const value = await create();
      await db
        .insertInto('secrets')
        .values({ name, value })
        .onConflict((conflict) => conflict.column('name').doNothing())
        .execute();
      return (await read(name))?.value ?? value;
    },
  };
}
