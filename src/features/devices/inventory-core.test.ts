import { describe, expect, it, vi } from 'vitest';
import { ApiError } from '../../api/errors.ts';
import type { DeviceId } from '../../lib/ids.ts';
import { EMPTY_QUERY } from '../../table/query.ts';
import { browser, item, listAnswer, names } from './testing-inventory.ts';

const MINUTE = 60_000;
const request = { accountId: 'anna', maxAgeMs: 5 * MINUTE };
const TWO = [item('9007199254741001', 'Beta'), item('9007199254741003', 'Alpha')];
const THREE = [...TWO, item('9007199254741005', 'Gamma')];

describe('loading', () => {
  it('asks the service once, then lives from memory', async () => {
    const { openTab, fetch, clock } = browser(() => Promise.resolve(listAnswer(TWO, '"1"')));
    const tab = openTab();
    const [first, second] = await Promise.all([tab.load(request), tab.load(request)]);
    expect(first).toEqual({ version: 1, total: 2, fetchedAt: clock.now, hasIdentifiers: false });
    expect(second).toEqual(first);
    clock.now += 4 * MINUTE;
    expect(await tab.load(request)).toEqual(first);
    expect(fetch).toHaveBeenCalledTimes(1);
  });

  it('makes one call for two tabs that open at once, and none after a reload', async () => {
    const { openTab, fetch, settled } = browser(() => Promise.resolve(listAnswer(TWO, '"1"')));
    const [one, two] = [openTab(), openTab()];
    await Promise.all([one.load(request), two.load(request)]);
    await settled();
    const reloaded = openTab();
    await reloaded.load(request);
    for (const tab of [one, two, reloaded])
      expect(names((await tab.view(EMPTY_QUERY, 9)).head)).toBe('Alpha Beta');
    expect(fetch).toHaveBeenCalledTimes(1);
  });

  it.each([
    ['in one piece', { pages: 1 }, undefined],
    ['in pages', { pages: 10 }, 10],
    ['in pages, and changes come by themselves from now on', { pages: 10, deltaToken: 't' }, undefined],
  ])('tells what asking again costs: %s', async (_case, more, calls) => {
    const { openTab, settled } = browser(() => Promise.resolve({ ...listAnswer(TWO), ...more }));
    expect((await openTab().load(request)).calls).toBe(calls);
    await settled();
    expect((await openTab().load(request)).calls).toBe(calls);
  });

  it('takes the stored copy ahead of being asked, without a call, and none where there is none', async () => {
    const { openTab, fetch, settled } = browser(() => Promise.resolve(listAnswer(TWO, '"1"')));
    await openTab().warm('anna');
    expect(fetch).not.toHaveBeenCalled();
    await openTab().load(request);
    await settled();
    const reloaded = openTab();
    const warming = reloaded.warm('anna');
    expect(await reloaded.load(request)).toMatchObject({ version: 1, total: 2 });
    await warming;
    expect(names((await reloaded.view(EMPTY_QUERY, 9)).head)).toBe('Alpha Beta');
    await reloaded.warm('berta');
    expect(fetch).toHaveBeenCalledTimes(1);
  });

  it('asks on condition when rows are old, and keeps them where nothing changed', async () => {
    const { openTab, fetch, clock, settled } = browser(({ etag }) =>
      Promise.resolve(etag === '"1"' ? { isUnchanged: true } : listAnswer(TWO, '"1"')),
    );
    const tab = openTab();
    await tab.load(request);
    await settled();
    clock.now += 6 * MINUTE;
    expect(await tab.load(request)).toMatchObject({ version: 1, fetchedAt: clock.now });
    await settled();
    const reloaded = openTab();
    expect(await reloaded.load(request)).toMatchObject({ total: 2, fetchedAt: clock.now });
    expect(fetch).toHaveBeenCalledTimes(2);
  });

  it('asks on condition with the stored copy, and takes that where nothing changed', async () => {
    const { openTab, fetch, clock, settled } = browser(({ etag }) =>
      Promise.resolve(etag === '"1"' ? { isUnchanged: true } : listAnswer(TWO, '"1"')),
    );
    await openTab().load(request);
    await settled();
    clock.now += 6 * MINUTE;
    expect(await openTab().load(request)).toMatchObject({ total: 2, fetchedAt: clock.now });
    expect(fetch).toHaveBeenCalledTimes(2);
  });

  it('asks whatever the age where it is told to, and hands the new rows to the other tab without a call', async () => {
    let items = TWO;
    const { openTab, fetch, clock, settled } = browser(() => Promise.resolve(listAnswer(items)));
    const [one, two] = [openTab(), openTab()];
    await one.load(request);
    await two.load(request);
    clock.now += 1000;
    items = THREE;
    expect(await one.load({ ...request, maxAgeMs: 0 })).toMatchObject({ total: 3 });
    await settled();
    expect(await two.load(request)).toMatchObject({ total: 3, fetchedAt: clock.now });
    expect(fetch).toHaveBeenCalledTimes(2);
  });

  it('takes any stored copy where age does not matter', async () => {
    const { openTab, fetch, clock, settled } = browser(() => Promise.resolve(listAnswer(TWO)));
    await openTab().load(request);
    await settled();
    clock.now += 100 * MINUTE;
    await openTab().load({ ...request, maxAgeMs: Infinity });
    expect(fetch).toHaveBeenCalledTimes(1);
  });

  it.each([
    ['text that is no list', 'text:anna', '{"device_id":'],
    ['no text', 'text:anna', undefined],
    ['a record of another form', 'meta:anna', { schema: 99 }],
    ['no record', 'meta:anna', null],
  ])('fetches anew where storage holds %s', async (_, key, damaged) => {
    const { openTab, fetch, storage, settled } = browser(({ etag }) =>
      Promise.resolve(etag === undefined ? listAnswer(TWO, '"1"') : { isUnchanged: true }),
    );
    await openTab().load(request);
    await settled();
    storage.values.set(key, damaged);
    expect(await openTab().load(request)).toMatchObject({ total: 2 });
    expect(fetch.mock.calls.at(-1)?.[0].etag).toBeUndefined();
  });

  it('fails with an ApiError, keeps the rows held, and asks again the next time', async () => {
    let isDown = false;
    const down = new ApiError('limit', 'Used up.', { retryAfterMs: 1000 });
    const { openTab, clock } = browser(() =>
      isDown ? Promise.reject(down) : Promise.resolve(listAnswer(TWO)),
    );
    const tab = openTab();
    await tab.load(request);
    clock.now += 6 * MINUTE;
    isDown = true;
    await expect(tab.load(request)).rejects.toBe(down);
    expect((await tab.view(EMPTY_QUERY, 9)).count).toBe(2);
    isDown = false;
    expect(await tab.load(request)).toMatchObject({ fetchedAt: clock.now });
  });

  it('never shows or reuses what another account stored', async () => {
    const { openTab, fetch, settled } = browser(() => Promise.resolve(listAnswer(TWO, '"1"')));
    const tab = openTab();
    await tab.load(request);
    await settled();
    await tab.load({ ...request, accountId: 'bob' });
    expect(fetch).toHaveBeenCalledTimes(2);
    expect(fetch.mock.calls[1]?.[0].etag).toBeUndefined();
  });

  it('forgets everything at sign-out, in every tab, also what is on its way', async () => {
    const pending = Promise.withResolvers<ReturnType<typeof listAnswer>>();
    const fetchList = vi.fn(() => Promise.resolve(listAnswer(TWO)));
    const { openTab, storage } = browser(() =>
      fetchList.mock.calls.length > 0 ? pending.promise : fetchList(),
    );
    const [one, two] = [openTab(), openTab()];
    await one.load(request);
    await two.load(request);
    const late = two.load({ ...request, maxAgeMs: -1 });
    await one.clear();
    pending.resolve(listAnswer(THREE));
    await expect(late).rejects.toMatchObject({ kind: 'aborted' });
    for (const tab of [one, two]) expect((await tab.view(EMPTY_QUERY, 9)).count).toBe(0);
    expect([...storage.values.keys()]).toEqual([]);
  });
});

describe('views', () => {
  async function loaded() {
    let items = THREE;
    const { openTab, clock } = browser(() => Promise.resolve(listAnswer(items)));
    const tab = openTab();
    await tab.load(request);
    const change = async (next: string[]) => {
      items = next;
      clock.now += 1000;
      await tab.load({ ...request, maxAgeMs: 0 });
    };
    return { tab, change };
  }
  const [beta, alpha, gamma] = ['9007199254741001', '9007199254741003', '9007199254741005'] as DeviceId[];

  it('answer windows, ids and places', async () => {
    const { tab } = await loaded();
    const view = await tab.view(EMPTY_QUERY, 1);
    expect(view).toMatchObject({ version: 1, count: 3 });
    expect(names(view.head)).toBe('Alpha');
    expect(names(await tab.rows(view.key, 1, 99))).toBe('Beta Gamma');
    expect(await tab.ids(view.key)).toEqual([alpha, beta, gamma]);
    expect(await tab.ids(view.key, 1, 2)).toEqual([beta]);
    expect(await tab.positionOf(view.key, gamma!)).toBe(2);
    expect(await tab.positionOf((await tab.view({ ...EMPTY_QUERY, search: 'alpha' }, 1)).key, gamma!)).toBe(
      -1,
    );
    expect(names(await tab.devices([gamma!, '1' as DeviceId, alpha!]))).toBe('Gamma Alpha');
    expect(await tab.device('1' as DeviceId)).toBeUndefined();
  });

  it('have another key for other rows; the old key asks the same of the new rows', async () => {
    const { tab, change } = await loaded();
    const before = await tab.view(EMPTY_QUERY, 9);
    await change(TWO);
    const after = await tab.view(EMPTY_QUERY, 9);
    expect(after.key).not.toBe(before.key);
    expect(names(await tab.rows(before.key, 0, 9))).toBe('Alpha Beta');
  });

  it('reject a key that nobody gave and a field that is not there', async () => {
    const { tab } = await loaded();
    await expect(tab.rows('1:99', 0, 1)).rejects.toThrow('no such view');
    await expect(tab.facet('x', EMPTY_QUERY)).rejects.toThrow('no field "x"');
  });
});
