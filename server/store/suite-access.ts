import { describe, expect, it } from 'vitest';
import type { StoreUnderTest } from './store-suite.ts';
import { AlreadyExists } from './store.ts';

const account = {
  id: 'a1',
  email: 'Ömer@Example.com',
  name: 'Ömer',
  role: 'helpdesk',
  isDisabled: false,
  isSample: true,
} as const;
const MINUTE_MS = 60_000;
const DAY_MS = 1440 * MINUTE_MS;
/** Midnight UTC. */
const MIDNIGHT = 20_000 * DAY_MS;

export function accessTests({ store, reopen }: StoreUnderTest) {
  it('keeps accounts, found by e-mail in any case', async () => {
    await store().accounts.add({ ...account, passwordHash: 'hash' });
    await reopen();
    expect(await store().accounts.list()).toEqual([account]);
    expect(await store().accounts.get('a1')).toEqual(account);
    expect(await store().accounts.get('a2')).toBeUndefined();
    expect(await store().accounts.findByEmail(' ömer@EXAMPLE.com')).toEqual({
      ...account,
      passwordHash: 'hash',
    });
    expect(await store().accounts.findByEmail('omer@example.com')).toBeUndefined();
  });

  it('takes an e-mail once', async () => {
    await store().accounts.add({ ...account, passwordHash: 'hash' });
    const again = store().accounts.add({
      ...account,
      id: 'a2',
      email: 'ÖMER@example.com',
      passwordHash: 'x',
    });
    await expect(again).rejects.toBeInstanceOf(AlreadyExists);
    const sameId = store().accounts.add({ ...account, email: 'other@example.com', passwordHash: 'x' });
    await expect(sameId).rejects.toBeInstanceOf(AlreadyExists);
    expect(await store().accounts.list()).toHaveLength(1);
  });

  it('changes of an account what is named', async () => {
    const { accounts } = store();
    await accounts.add({ ...account, passwordHash: 'hash' });
    expect(await accounts.update('a1', { role: 'admin', isDisabled: true })).toBe(true);
    expect(await accounts.get('a1')).toEqual({ ...account, role: 'admin', isDisabled: true });
    expect(await accounts.update('a1', { passwordHash: 'new', name: 'O' })).toBe(true);
    expect(await accounts.findByEmail(account.email)).toMatchObject({ passwordHash: 'new', name: 'O' });
    expect(await accounts.update('a1', {})).toBe(true);
    expect(await accounts.update('a2', { name: 'x' })).toBe(false);
    expect(await accounts.update('a2', {})).toBe(false);
  });

  it('keeps API keys by the hash of the key', async () => {
    const { apiKeys } = store();
    const key = { id: 'k1', name: 'script', role: 'manager', createdAt: 1_795_000_000_000 } as const;
    await apiKeys.add({ ...key, hash: 'h1' });
    await expect(apiKeys.add({ ...key, id: 'k2', hash: 'h2' })).rejects.toBeInstanceOf(AlreadyExists);
    expect(await apiKeys.list()).toEqual([key]);
    expect(await apiKeys.findByHash('h1')).toEqual(key);
    expect(await apiKeys.findByHash('h2')).toBeUndefined();
    expect(await apiKeys.remove('script')).toBe(true);
    expect(await apiKeys.remove('script')).toBe(false);
    expect(await apiKeys.findByHash('h1')).toBeUndefined();
  });

  it('makes a secret once, however many ask', async () => {
    let made = 0;
    const create = () => Promise.resolve(`secret ${++made}`);
    const values = await Promise.all([1, 2, 3].map(() => store().secrets.getOrCreate('keys', create)));
    expect(new Set(values).size).toBe(1);
    await reopen();
    expect(await store().secrets.getOrCreate('keys', create)).toBe(values[0]);
    expect(await store().secrets.getOrCreate('other', create)).not.toBe(values[0]);
  });

  it('keeps saved views of an account by name', async () => {
    const { views } = store();
    await views.put('a1', { name: 'Old', query: 'q=1' });
    await views.put('a1', { name: 'Lost "mode"', query: 'q=2' });
    await views.put('a2', { name: 'Old', query: 'q=3' });
    await views.put('a1', { name: 'Old', query: 'q=4' });
    expect(await views.list('a1')).toEqual([
      { name: 'Old', query: 'q=4' },
      { name: 'Lost "mode"', query: 'q=2' },
    ]);
    expect(await views.remove('a1', 'Old')).toBe(true);
    expect(await views.remove('a1', 'Old')).toBe(false);
    expect(await views.list('a2')).toEqual([{ name: 'Old', query: 'q=3' }]);
  });

  describe('calls', () => {
    const limits = { perMinute: 2, perDay: 3 };
    const used = async (now: number, some = limits) => {
      const { isAllowed, minute, day } = await store().calls.count(now, some);
      return [isAllowed, minute.used, day.used];
    };

    it('counts by the minute and by the day, up to the last millisecond', async () => {
      const last = MIDNIGHT + MINUTE_MS - 1;
      expect(await used(MIDNIGHT)).toEqual([true, 1, 1]);
      expect(await used(last)).toEqual([true, 2, 2]);
      expect(await used(last)).toEqual([false, 2, 2]);
      expect(await used(last + 1)).toEqual([true, 1, 3]);
      expect(await used(last + 2)).toEqual([false, 1, 3]);
      expect(await used(MIDNIGHT + DAY_MS - 1)).toEqual([false, 0, 3]);
      expect(await used(MIDNIGHT + DAY_MS)).toEqual([true, 1, 1]);
    });

    it('tells what was counted without counting', async () => {
      await used(MIDNIGHT);
      expect(await store().calls.used(MIDNIGHT)).toEqual({
        minute: { used: 1, endsAt: MIDNIGHT + MINUTE_MS },
        day: { used: 1, endsAt: MIDNIGHT + DAY_MS },
      });
      expect((await store().calls.used(MIDNIGHT + DAY_MS)).day.used).toBe(0);
      expect(await used(MIDNIGHT)).toEqual([true, 2, 2]);
    });

    it('tells when the windows end', async () => {
      const { minute, day } = await store().calls.count(MIDNIGHT + 61_000, limits);
      expect(minute.endsAt).toBe(MIDNIGHT + 2 * MINUTE_MS);
      expect(day.endsAt).toBe(MIDNIGHT + DAY_MS);
    });

    it('does not forget over a restart', async () => {
      await used(MIDNIGHT);
      await used(MIDNIGHT + 1);
      await reopen();
      expect(await used(MIDNIGHT + 2)).toEqual([false, 2, 2]);
    });

    it('counts calls that come at once, each', async () => {
      const all = await Promise.all(Array.from({ length: 10 }, () => used(MIDNIGHT)));
      expect(all.filter(([isAllowed]) => isAllowed)).toHaveLength(2);
    });

    it('counts without a limit', async () => {
      const none = { perMinute: Number.POSITIVE_INFINITY, perDay: Number.POSITIVE_INFINITY };
      expect(await used(MIDNIGHT, none)).toEqual([true, 1, 1]);
    });
  });
}
