import { expect, it } from 'vitest';
import type { StoreUnderTest } from './store-suite.ts';
import type { OAuthRow } from './store.ts';

const NOW = 1_795_000_000_000;
const HOUR_MS = 3_600_000;

function row(model: string, id: string, change: Partial<OAuthRow> = {}): OAuthRow {
  return { model, id, payload: { kind: model }, createdAt: NOW, ...change };
}

export function oauthTests({ store, reopen }: StoreUnderTest) {
  it('keeps a row with all it carries over a restart', async () => {
    const whole = row('AccessToken', 't1', {
      payload: { nested: { list: [1, 'zwei', null] } },
      grantId: 'g1',
      accountId: 'a1',
      uid: 'u1',
      consumedAt: NOW + 1,
      expiresAt: NOW + 2,
    });
    await store().oauth.put(whole);
    await store().oauth.put(row('RefreshToken', 't1'));
    await reopen();
    expect(await store().oauth.find('AccessToken', 't1')).toEqual(whole);
    expect(await store().oauth.find('RefreshToken', 't1')).toEqual(row('RefreshToken', 't1'));
    expect(await store().oauth.findByUid('AccessToken', 'u1')).toEqual(whole);
    expect(await store().oauth.findByUid('Session', 'u1')).toBeUndefined();
    expect(await store().oauth.find('AccessToken', 't2')).toBeUndefined();
  });

  it('replaces a row, and drops what the new one does not carry', async () => {
    const { oauth } = store();
    await oauth.put(row('Session', 's', { uid: 'u', accountId: 'a', expiresAt: NOW }));
    await oauth.put(row('Session', 's', { payload: { new: true } }));
    expect(await oauth.find('Session', 's')).toEqual(row('Session', 's', { payload: { new: true } }));
  });

  it('marks a row as used, and removes one', async () => {
    const { oauth } = store();
    await oauth.put(row('AuthorizationCode', 'c'));
    await oauth.consume('AuthorizationCode', 'c', NOW + 5);
    expect(await oauth.find('AuthorizationCode', 'c')).toMatchObject({ consumedAt: NOW + 5 });
    await oauth.remove('AuthorizationCode', 'c');
    expect(await oauth.find('AuthorizationCode', 'c')).toBeUndefined();
  });

  it('removes by grant, over all models', async () => {
    const { oauth } = store();
    await oauth.put(row('AccessToken', 't', { grantId: 'g1' }));
    await oauth.put(row('RefreshToken', 'r', { grantId: 'g1' }));
    await oauth.put(row('RefreshToken', 'other', { grantId: 'g2' }));
    await oauth.removeByGrant('g1');
    expect(await oauth.find('AccessToken', 't')).toBeUndefined();
    expect(await oauth.find('RefreshToken', 'r')).toBeUndefined();
    expect(await oauth.find('RefreshToken', 'other')).toBeDefined();
  });

  it('lists an account’s rows of a model, oldest first', async () => {
    const { oauth } = store();
    const at = (id: string, createdAt: number) => row('RefreshToken', id, { accountId: 'a', createdAt });
    for (const each of [at('second', 2), at('first', 1), at('third', 3), at('third too', 3)])
      await oauth.put(each);
    await oauth.put(row('AccessToken', 'x', { accountId: 'a' }));
    await oauth.put(row('RefreshToken', 'y', { accountId: 'b' }));
    const ids = async () => (await oauth.listByAccount('RefreshToken', 'a')).map(({ id }) => id);
    expect(await ids()).toEqual(['first', 'second', 'third', 'third too']);
    // Written again, it stays where it was.
    await oauth.put(at('third', 3));
    expect(await ids()).toEqual(['first', 'second', 'third', 'third too']);
  });

  it('sweeps what ended, and grants nothing hangs on', async () => {
    const { oauth } = store();
    const old = { createdAt: NOW - HOUR_MS };
    await oauth.put(row('AccessToken', 'ended', { ...old, grantId: 'g1', expiresAt: NOW }));
    await oauth.put(row('AccessToken', 'valid', { ...old, grantId: 'g2', expiresAt: NOW + 1 }));
    await oauth.put(row('RefreshToken', 'endless', { ...old, grantId: 'g3' }));
    for (const id of ['g1', 'g2', 'g3']) await oauth.put(row('Grant', id, old));
    // Grants whose tokens name them by what the grant carries.
    await oauth.put(row('Grant', 'hashed', { ...old, grantId: 'g4' }));
    await oauth.put(row('RefreshToken', 'fourth', { ...old, grantId: 'g4' }));
    await oauth.put(row('Grant', 'alone', { ...old, grantId: 'g5' }));
    // Its first token is still to come.
    await oauth.put(row('Grant', 'young', { createdAt: NOW - 1000 }));
    await oauth.sweep(NOW);
    const isThere = async (model: string, id: string) => (await oauth.find(model, id)) !== undefined;
    expect(await isThere('AccessToken', 'ended')).toBe(false);
    expect(await isThere('AccessToken', 'valid')).toBe(true);
    expect(await isThere('RefreshToken', 'endless')).toBe(true);
    const grants = await Promise.all(
      ['g1', 'g2', 'g3', 'hashed', 'alone', 'young'].map((id) => isThere('Grant', id)),
    );
    expect(grants).toEqual([false, true, true, true, false, true]);
  });
}
