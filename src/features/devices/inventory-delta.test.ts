import { describe, expect, it } from 'vitest';
import type { ChangesOptions, DeviceChanges } from '../../api/device-changes.ts';
import type { ListResult } from '../../api/devices.ts';
import { ApiError, type ApiErrorKind } from '../../api/errors.ts';
import { EMPTY_QUERY } from '../../table/query.ts';
import { WHOLE_LIST_AFTER_MS } from './inventory-refresh.ts';
import { browser, changesAnswer, item, listAnswer, names, serviceWithDeltas } from './testing-inventory.ts';

type Tab = ReturnType<ReturnType<typeof browser>['openTab']>;

const HOUR = 3_600_000;
const request = { accountId: 'anna', maxAgeMs: 0 };
const [A, B, C, D, E] = ['1', '2', '3', '4', '5'].map((end) => `900719925474100${end}`) as [
  string,
  string,
  string,
  string,
  string,
];
const FOUR: [string, string][] = [
  [A, 'Phone 1'],
  [B, 'Phone 2'],
  [C, 'Phone 3'],
  [D, 'Phone 10'],
];

async function shown(tab: Tab): Promise<string> {
  return names((await tab.view(EMPTY_QUERY, 99)).head);
}

/** A tab that holds four devices, whole and with a token, a minute ago. */
async function loaded(options?: Parameters<typeof serviceWithDeltas>[0]) {
  const service = serviceWithDeltas(options);
  for (const [id, name] of FOUR) service.put(id, name);
  const opened = browser(service.fetchList, service.fetchChanges);
  const tab = opened.openTab();
  await tab.load(request);
  await opened.settled();
  opened.clock.now += 60_000;
  const refresh = async (of = tab) => {
    opened.clock.now += 1000;
    const summary = await of.load(request);
    await opened.settled();
    return summary;
  };
  return { ...opened, service, tab, refresh };
}

describe('a refresh with a delta token', () => {
  it.each<[string, (service: ReturnType<typeof serviceWithDeltas>) => void, string]>([
    [
      'another name, another place',
      (service) => service.put(A, 'Phone 9'),
      'Phone 2 Phone 3 Phone 9 Phone 10',
    ],
    [
      'a name that is there already',
      (service) => service.put(D, 'phone 2'),
      'Phone 1 Phone 2 phone 2 Phone 3',
    ],
    ['a new device', (service) => service.put(E, 'Phone 4'), 'Phone 1 Phone 2 Phone 3 Phone 4 Phone 10'],
    ['a removed one', (service) => service.remove(B), 'Phone 1 Phone 3 Phone 10'],
    [
      'one removed, one changed',
      (service) => {
        service.remove(A);
        service.put(C, 'Alpha');
      },
      'Alpha Phone 2 Phone 10',
    ],
  ])('is one call, without the list: %s', async (_case, change, expected) => {
    const { tab, refresh, service, fetch, changes, clock } = await loaded();
    change(service);
    expect(await refresh()).toMatchObject({ version: 2, fetchedAt: clock.now });
    expect(await shown(tab)).toBe(expected);
    expect([fetch, changes].map((call) => call.mock.calls.length)).toEqual([1, 1]);
  });

  it('keeps the very rows where nothing the list shows is different, here and in storage', async () => {
    const { openTab, refresh, service, storage, fetch, changes, clock } = await loaded();
    const text = storage.values.get('text:anna');
    storage.values.set('text:anna', `${String(text)} `);
    service.put(A, 'Phone 1');
    const summary = await refresh();
    expect(summary).toMatchObject({ version: 1, total: 4, fetchedAt: clock.now });
    // Only what is said about the stored text was written anew.
    expect(storage.values.get('text:anna')).toBe(`${String(text)} `);
    expect(await openTab().load({ ...request, maxAgeMs: HOUR })).toMatchObject({ fetchedAt: clock.now });
    await refresh();
    expect(changes.mock.calls.map(([token]) => token)).toEqual(['token 4', 'token 5']);
    expect(fetch).toHaveBeenCalledTimes(1);
  });

  it('goes on from the stored copy after a reload, and stores what it merged', async () => {
    const { openTab, refresh, service, fetch, changes, clock } = await loaded();
    service.put(A, 'Zeta');
    expect(await refresh(openTab())).toMatchObject({ version: 1, total: 4 });
    service.remove(B);
    await refresh(openTab());
    const last = openTab();
    expect(await last.load({ ...request, maxAgeMs: HOUR })).toMatchObject({ fetchedAt: clock.now });
    expect(await shown(last)).toBe('Phone 3 Phone 10 Zeta');
    expect(changes.mock.calls.map(([token]) => token)).toEqual(['token 4', 'token 5']);
    expect(fetch).toHaveBeenCalledTimes(1);
  });

  it('shows the stored rows after a reload where nothing changed', async () => {
    const { openTab, refresh, fetch, changes } = await loaded();
    const reloaded = openTab();
    expect(await refresh(reloaded)).toMatchObject({ version: 1, total: 4 });
    expect(await shown(reloaded)).toBe('Phone 1 Phone 2 Phone 3 Phone 10');
    expect([fetch, changes].map((call) => call.mock.calls.length)).toEqual([1, 1]);
  });

  it('fetches the list where the stored text is damaged', async () => {
    const { openTab, refresh, storage, fetch, changes } = await loaded();
    storage.values.set('text:anna', '{"count":');
    expect(await refresh(openTab())).toMatchObject({ total: 4 });
    expect(changes).not.toHaveBeenCalled();
    expect(fetch.mock.calls.at(-1)?.[0].etag).toBeUndefined();
  });

  it('hands the merged rows to the other tab without a call', async () => {
    const { openTab, refresh, service, clock, changes, fetch } = await loaded();
    const other = openTab();
    await other.load({ ...request, maxAgeMs: HOUR });
    service.put(A, 'Zeta');
    await refresh();
    expect(await other.load({ ...request, maxAgeMs: HOUR })).toMatchObject({ fetchedAt: clock.now });
    expect(await shown(other)).toBe('Phone 2 Phone 3 Phone 10 Zeta');
    expect([fetch, changes].map((call) => call.mock.calls.length)).toEqual([1, 1]);
  });

  it('is the whole list once in 24 h, which finds what a service does not tell of', async () => {
    const { tab, refresh, service, clock, fetch, changes } = await loaded({ tellsRemoved: false });
    const start = clock.now - 60_000;
    service.remove(B);
    clock.now = start + WHOLE_LIST_AFTER_MS - 2000;
    expect(await refresh()).toMatchObject({ total: 4 });
    expect(fetch).toHaveBeenCalledTimes(1);
    expect(await refresh()).toMatchObject({ total: 3 });
    expect([fetch, changes].map((call) => call.mock.calls.length)).toEqual([2, 1]);
    service.put(A, 'Zeta');
    await refresh();
    expect(await shown(tab)).toBe('Phone 3 Phone 10 Zeta');
    expect([fetch, changes].map((call) => call.mock.calls.length)).toEqual([2, 2]);
  });

  it('counts a list that is unchanged as a whole as the whole list', async () => {
    const { refresh, clock, fetch, changes } = await loaded();
    clock.now += WHOLE_LIST_AFTER_MS;
    expect(await refresh()).toMatchObject({ version: 1, fetchedAt: clock.now });
    expect(fetch.mock.calls[1]?.[0].etag).toBe('"4"');
    await refresh();
    expect([fetch, changes].map((call) => call.mock.calls.length)).toEqual([2, 1]);
  });

  it('is the whole list where the clock stands before the last one', async () => {
    const { openTab, clock, fetch, changes } = await loaded();
    clock.now -= 10 * HOUR;
    await openTab().load({ ...request, maxAgeMs: -11 * HOUR });
    expect([fetch, changes].map((call) => call.mock.calls.length)).toEqual([2, 0]);
  });

  it('has no ETag of rows that were merged', async () => {
    const { refresh, service, clock, fetch } = await loaded();
    service.put(A, 'Zeta');
    await refresh();
    clock.now += WHOLE_LIST_AFTER_MS;
    await refresh();
    expect(fetch.mock.calls.map(([{ etag }]) => etag)).toEqual([undefined, undefined]);
  });

  it('is the whole list where more than half changed, told by how many are held', async () => {
    const { tab, refresh, service, fetch, changes } = await loaded();
    for (const id of [A, B]) service.put(id, `New ${id}`);
    await refresh();
    expect(fetch).toHaveBeenCalledTimes(1);
    for (const id of [A, B, C]) service.put(id, `Newer ${id}`);
    await refresh();
    expect(await shown(tab)).toBe(`Newer ${A} Newer ${B} Newer ${C} Phone 10`);
    expect(fetch).toHaveBeenCalledTimes(2);
    expect(changes.mock.calls.map(([, options]) => options.maxChanges)).toEqual([2, 2]);
  });

  it('carries the priority of who asked', async () => {
    const { tab, changes } = await loaded();
    await tab.load({ ...request, priority: 'click' });
    expect(changes.mock.calls[0]?.[1]).toMatchObject({ priority: 'click' });
  });

  it('leads to nothing where somebody signed out meanwhile', async () => {
    const pending = Promise.withResolvers<DeviceChanges>();
    const list: ListResult = { ...listAnswer([item(A, 'Phone 1')]), deltaToken: 't' };
    const { openTab, storage, clock } = browser(
      () => Promise.resolve(list),
      () => pending.promise,
    );
    const tab = openTab();
    await tab.load(request);
    clock.now += 1000;
    const late = tab.load(request);
    await tab.clear();
    pending.resolve(changesAnswer([item(A, 'Late')]));
    await expect(late).rejects.toMatchObject({ kind: 'aborted' });
    expect(await shown(tab)).toBe('');
    expect([...storage.values.keys()]).toEqual([]);
  });
});

describe('where the changes cannot be had', () => {
  const fails = (kind: ApiErrorKind) => () => Promise.reject(new ApiError(kind, 'No.'));
  type Answers = (token: string, options: ChangesOptions) => Promise<DeviceChanges | undefined>;

  async function after(answer: Answers) {
    const lists = [
      { ...listAnswer([item(A, 'Alpha'), item(B, 'Beta')], '"1"'), deltaToken: 'first' },
      { ...listAnswer([item(C, 'Gamma')], '"2"'), deltaToken: 'second' },
    ];
    const opened = browser(() => Promise.resolve(lists.shift() ?? { isUnchanged: true }), answer);
    const tab = opened.openTab();
    await tab.load(request);
    await opened.settled();
    opened.clock.now += 1000;
    return { ...opened, tab };
  }

  it.each<[string, Answers]>([
    ['the token is not known', fails('refused')],
    ['the answer is damaged', fails('malformed')],
    ['the service breaks over it', fails('server')],
    ['there is no such address', fails('not-found')],
    ['something unforeseen breaks', () => Promise.reject(new TypeError('x'))],
    ['too much changed', () => Promise.resolve(undefined)],
  ])('the whole list is fetched: %s', async (_case, answer) => {
    const { tab, fetch, changes, clock, settled } = await after(answer);
    expect(await tab.load(request)).toMatchObject({ total: 1, fetchedAt: clock.now });
    expect(await shown(tab)).toBe('Gamma');
    expect(fetch.mock.calls.map(([{ etag }]) => etag)).toEqual([undefined, '"1"']);
    await settled();
    clock.now += 1000;
    await tab.load(request);
    expect(changes.mock.calls.map(([token]) => token)).toEqual(['first', 'second']);
  });

  it('the token is given up where the list itself is unchanged', async () => {
    const { tab, fetch, changes, clock, settled, openTab } = await after(fails('refused'));
    await tab.load(request);
    await settled();
    for (const one of [tab, tab, openTab()]) {
      clock.now += 1000;
      expect(await one.load(request)).toMatchObject({ total: 1, fetchedAt: clock.now });
      await settled();
    }
    expect([fetch, changes].map((call) => call.mock.calls.length)).toEqual([5, 2]);
  });

  it.each<ApiErrorKind>(['network', 'timeout', 'limit', 'signed-out', 'forbidden'])(
    'the failure is told, and no other call made: %s',
    async (kind) => {
      const { tab, fetch, clock } = await after(fails(kind));
      const before = clock.now - 1000;
      await expect(tab.load(request)).rejects.toMatchObject({ kind });
      expect(await shown(tab)).toBe('Alpha Beta');
      expect(fetch).toHaveBeenCalledTimes(1);
      expect(await tab.load({ ...request, maxAgeMs: HOUR })).toMatchObject({ fetchedAt: before });
    },
  );

  it('the same token is asked with again where the answer had none', async () => {
    const { tab, changes, clock, settled } = await after(() =>
      Promise.resolve(changesAnswer([item(A, 'Zeta')])),
    );
    for (let times = 0; times < 2; times += 1) {
      clock.now += 1000;
      await tab.load(request);
      await settled();
    }
    expect(await shown(tab)).toBe('Beta Zeta');
    expect(changes.mock.calls.map(([token]) => token)).toEqual(['first', 'first']);
  });

  it('items without a readable id are told of, and the rows stay', async () => {
    const { tab } = await after(() => Promise.resolve(changesAnswer(['{"device_id":"--"}'])));
    expect(await tab.load(request)).toMatchObject({ version: 1, total: 2, unreadable: 1 });
  });

  it.each([
    ['no token came', { missing: 0 }],
    ['devices are missing from the list', { missing: 1, deltaToken: 't' }],
  ])('the list is asked on condition as ever: %s', async (_case, more) => {
    const { openTab, fetch, changes, clock, settled } = browser(({ etag }) =>
      Promise.resolve<ListResult>(
        etag === '"1"' ? { isUnchanged: true } : { ...listAnswer([item(A, 'Alpha')], '"1"'), ...more },
      ),
    );
    const tab = openTab();
    await tab.load(request);
    await settled();
    clock.now += 1000;
    expect(await tab.load(request)).toMatchObject({ version: 1, fetchedAt: clock.now });
    expect(fetch).toHaveBeenCalledTimes(2);
    expect(changes).not.toHaveBeenCalled();
  });
});
