import { type Kysely, type Selectable, sql } from 'kysely';
import type { OAuthRow, OAuthStore } from '../store.ts';
import type { Tables } from './schema.ts';

/** A grant is made before the first code or token that hangs on it: one this young is not swept, ms. */
const GRANT_GRACE_MS = 10 * 60_000;

export function oauthStore(db: Kysely<Tables>): OAuthStore {
  return {
    ...lookups(db),
    put: async (row) => {
      const values = columnsOf(row);
      await db
        .insertInto('oauth_rows')
        .values(values)
        .onConflict((conflict) => conflict.columns(['model', 'id']).doUpdateSet(values))
        .execute();
    },
    consume: async (model, id, at) => {
      await db
        .updateTable('oauth_rows')
        .set({ consumed_at: at })
        .where('model', '=', model)
        .where('id', '=', id)
        .execute();
    },
    remove: async (model, id) => {
      await db.deleteFrom('oauth_rows').where('model', '=', model).where('id', '=', id).execute();
    },
    removeByGrant: async (grantId) => {
      await db.deleteFrom('oauth_rows').where('grant_id', '=', grantId).execute();
    },
    sweep: (now) =>
      db.transaction().execute(async (trx) => {
        await trx.deleteFrom('oauth_rows').where('expires_at', '<=', BigInt(now)).execute();
        // A token names its grant by the grant's id, or by whatever the grant itself carries as `grantId`.
        await trx
          .deleteFrom('oauth_rows')
          .where('model', '=', 'Grant')
          .where('created_at', '<=', BigInt(now - GRANT_GRACE_MS))
          .where(
            sql<boolean>`not exists (select 1 from oauth_rows as token where token.model <> 'Grant'
              and token.grant_id in (oauth_rows.id, oauth_rows.grant_id))`,
          )
          .execute();
      }),
  };
}

function lookups(db: Kysely<Tables>): Pick<OAuthStore, 'find' | 'findByUid' | 'listByAccount'> {
  const ofModel = (model: string) => db.selectFrom('oauth_rows').selectAll().where('model', '=', model);
  return {
    find: async (model, id) => {
      const row = await ofModel(model).where('id', '=', id).executeTakeFirst();
      return row && rowOf(row);
    },
    findByUid: async (model, uid) => {
      const row = await ofModel(model).where('uid', '=', uid).executeTakeFirst();
      return row && rowOf(row);
    },
    listByAccount: async (model, accountId) => {
      const rows = await ofModel(model)
        .where('account_id', '=', accountId)
        .orderBy('created_at')
        .orderBy('position')
        .execute();
      return rows.map(rowOf);
    },
  };
}

function columnsOf(row: OAuthRow) {
  return {
    model: row.model,
    id: row.id,
    payload: JSON.stringify(row.payload),
    grant_id: row.grantId ?? null,
    account_id: row.accountId ?? null,
    uid: row.uid ?? null,
    consumed_at: row.consumedAt ?? null,
    created_at: row.createdAt,
    expires_at: row.expiresAt ?? null,
  };
}

function rowOf(row: Selectable<Tables['oauth_rows']>): OAuthRow {
  return {
    model: row.model,
    id: row.id,
    // Written by this store from the same type.
    payload: JSON.parse(row.payload) as Record<string, unknown>,
    ...(row.grant_id !== null && { grantId: row.grant_id }),
    ...(row.account_id !== null && { accountId: row.account_id }),
    ...(row.uid !== null && { uid: row.uid }),
    ...(row.consumed_at !== null && { consumedAt: Number(row.consumed_at) }),
    createdAt: Number(row.created_at),
    ...(row.expires_at !== null && { expiresAt: Number(row.expires_at) }),
  };
}
