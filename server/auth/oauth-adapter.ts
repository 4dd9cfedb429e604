import type { Adapter, AdapterPayload } from 'oidc-provider';
import type { OAuthRow, Store } from '../store/store.ts';
import { hashSecret } from './secret-hash.ts';

/** Reference: "The maximum limit is 20 refresh tokens per user", the oldest is dropped for the next. */
export const MAX_REFRESH_TOKENS = 20;

/** Takes out of a payload what would let a reader of the database act as its owner: ids are the tokens themselves. */
function withoutSecrets(payload: AdapterPayload): Record<string, unknown> {
  const kept: Record<string, unknown> = { ...payload };
  delete kept.jti;
  const { session } = kept;
  if (typeof session === 'object' && session !== null) {
    kept.session = { ...session, cookie: undefined };
  }
  return kept;
}

function toPayload(row: OAuthRow, id?: string): AdapterPayload {
  return {
    ...row.payload,
    ...(id !== undefined && { jti: id }),
    ...(row.consumedAt !== undefined && { consumed: Math.floor(row.consumedAt / 1000) }),
  };
}

async function dropOldest(store: Store, accountId: string, newId: string): Promise<void> {
  const tokens = await store.oauth.listByAccount('RefreshToken', accountId);
  const others = tokens.filter((token) => token.id !== newId);
  const surplus = others.slice(0, Math.max(0, others.length - (MAX_REFRESH_TOKENS - 1)));
  for (const token of surplus) await store.oauth.remove('RefreshToken', token.id);
}

/**
 * Keeps one kind of oidc-provider's things in the store. Everywhere an id is a secret, its hash is kept instead.
 * Rows stay in the database past their end until the sweep; whether one has ended is oidc-provider's to see.
 */
export function createAdapter(store: Store, model: string): Adapter {
  return {
    async upsert(id, payload, expiresIn) {
      const now = Date.now();
      const { grantId, accountId, uid } = payload;
      await store.oauth.put({
        model,
        id: hashSecret(id),
        payload: withoutSecrets(payload),
        ...(grantId !== undefined && { grantId: hashSecret(grantId) }),
        ...(accountId !== undefined && { accountId }),
        ...(uid !== undefined && { uid }),
        createdAt: now,
        ...(expiresIn !== undefined && { expiresAt: now + expiresIn * 1000 }),
      });
      if (model === 'RefreshToken' && accountId !== undefined) {
        await dropOldest(store, accountId, hashSecret(id));
      }
    },
    async find(id) {
      const row = await store.oauth.find(model, hashSecret(id));
      return row === undefined ? undefined : toPayload(row, id);
    },
    async findByUid(uid) {
      const row = await store.oauth.findByUid(model, uid);
      return row === undefined ? undefined : toPayload(row);
    },
    // Only the device flow has these, and it is switched off.
    findByUserCode: () => Promise.resolve(undefined),
    consume: (id) => store.oauth.consume(model, hashSecret(id), Date.now()),
    destroy: (id) => store.oauth.remove(model, hashSecret(id)),
    revokeByGrantId: (grantId) => store.oauth.removeByGrant(hashSecret(grantId)),
  };
}
