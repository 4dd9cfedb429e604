import type { Kysely, Selectable } from 'kysely';
import type { Role } from '../../contract/scopes.ts';
import type { ApiKey, ApiKeyStore } from '../store.ts';
import type { Tables } from './schema.ts';
import { orAlreadyExists } from './sqlite-error.ts';

export function apiKeyStore(db: Kysely<Tables>): ApiKeyStore {
  return {
    list: async () => {
      const rows = await db.selectFrom('api_keys').selectAll().orderBy('name').execute();
      return rows.map(keyOf);
    },
    findByHash: async (hash) => {
      const row = await db.selectFrom('api_keys').selectAll().where('hash', '=', hash).executeTakeFirst();
      return row && keyOf(row);
    },
    add: async ({ id, name, role, createdAt, hash }) => {
      const insert = db.insertInto('api_keys').values({ id, name, role, created_at: createdAt, hash });
      await orAlreadyExists(insert.execute(), `There is an API key named ${name} already`);
    },
    remove: async (name) => {
      const result = await db.deleteFrom('api_keys').where('name', '=', name).executeTakeFirst();
      return result.numDeletedRows > 0n;
    },
  };
}

function keyOf(row: Selectable<Tables['api_keys']>): ApiKey {
  return {
    id: row.id,
    name: row.name,
    // Written by this store from the same type.
    role: row.role as Role,
    createdAt: Number(row.created_at),
  };
}
