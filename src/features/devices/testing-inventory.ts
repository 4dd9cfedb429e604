import { vi } from 'vitest';
import { decodeDevice } from '../../api/decode-device.ts';
import type { ChangesOptions, DeviceChanges } from '../../api/device-changes.ts';
import type { Device } from '../../api/device-types.ts';
import type { ListAnswer, ListOptions, ListResult } from '../../api/devices.ts';
import { ApiError } from '../../api/errors.ts';
import type { StoredData } from '../../api/stored-data.ts';
import type { DeviceId } from '../../lib/ids.ts';
import { createInventory } from './inventory-core.ts';
import type { InventoryNews } from './inventory-news.ts';

/** Storage in memory, shared by the tabs of a test. */
export function memoryStorage(): StoredData & { values: Map<string, unknown> } {
  const values = new Map<string, unknown>();
  return {
    values,
    read: (keys) => Promise.resolve(keys.map((key) => values.get(key))),
    write: (entries) => {
      for (const [key, value] of entries) values.set(key, value);
      return Promise.resolve(true);
    },
    keys: () => Promise.resolve([...values.keys()]),
    remove: (key) => {
      values.delete(key);
      return Promise.resolve();
    },
    clear: () => {
      values.clear();
      return Promise.resolve();
    },
  };
}

export const item = (id: string, name: string) => `{"device_id":"${id}","device_name":"${name}"}`;

export function listAnswer(items: readonly string[], etag?: string): ListAnswer {
  const decoded = items.map((text) => decodeDevice(JSON.parse(text)));
  const devices = decoded.filter((device) => device !== undefined);
  const unreadable = decoded.length - devices.length;
  return {
    isUnchanged: false,
    devices,
    unreadable,
    missing: 0,
    pages: 1,
    ...(etag !== undefined && { etag }),
  };
}

type FetchChanges = (token: string, options: ChangesOptions) => Promise<DeviceChanges | undefined>;

/** How a service answers to a delta token that it did not give. */
export function refuseToken(): Promise<never> {
  return Promise.reject(new ApiError('refused', 'Invalid delta token.', { status: 400, code: 'COM0021' }));
}

/** A service that gives delta tokens: every change of a device has a revision, and so has the list. */
export function serviceWithDeltas({ tellsRemoved = true } = {}) {
  let revision = 0;
  const items = new Map<string, { text: string; revision: number }>();
  const removed = new Map<string, number>();
  return {
    put(id: string, name: string) {
      revision += 1;
      items.set(id, { text: item(id, name), revision });
    },
    remove(id: string) {
      revision += 1;
      if (items.delete(id)) removed.set(id, revision);
    },
    fetchList: ({ etag }: ListOptions): Promise<ListResult> => {
      const current = `"${revision}"`;
      if (etag === current) return Promise.resolve({ isUnchanged: true });
      const texts = [...items.values()].map(({ text }) => text);
      return Promise.resolve({ ...listAnswer(texts, current), deltaToken: `token ${revision}` });
    },
    fetchChanges: (token: string, { maxChanges }: ChangesOptions): Promise<DeviceChanges | undefined> => {
      const since = Number(/^token (\d+)$/.exec(token)?.[1] ?? Infinity);
      if (since > revision) return refuseToken();
      const changed = [...items.values()].filter((one) => one.revision > since).map(({ text }) => text);
      const gone = tellsRemoved ? [...removed].filter(([, at]) => at > since).map(([id]) => id) : [];
      if (changed.length + gone.length > maxChanges) return Promise.resolve(undefined);
      const changes = changesAnswer(changed, gone);
      return Promise.resolve({ ...changes, deltaToken: `token ${revision}` });
    },
  };
}

export function changesAnswer(changed: readonly string[], removed: readonly string[] = []): DeviceChanges {
  const decoded = changed.map((text) => decodeDevice(JSON.parse(text)));
  const devices = decoded.filter((device) => device !== undefined);
  return {
    changed: devices,
    removed: removed.map((id) => id as DeviceId),
    unreadable: decoded.length - devices.length,
  };
}

/** Several tabs of one browser: one storage, one lock, one channel, one clock. */
export function browser(
  fetchList: (options: ListOptions) => Promise<ListResult>,
  fetchChanges: FetchChanges = refuseToken,
) {
  const storage = memoryStorage();
  const clock = { now: 1_000_000 };
  const fetch = vi.fn(async (options: ListOptions) => {
    const answer = await fetchList(options);
    if (!answer.isUnchanged) options.onRows?.(answer.devices, 0);
    return answer;
  });
  const changes = vi.fn(fetchChanges);
  const tabs: ReturnType<typeof createInventory>[] = [];
  let lock = Promise.resolve();

  function openTab() {
    const announce = (news: InventoryNews) => {
      for (const other of tabs) if (other !== tab) other.hear(news);
    };
    const tab = createInventory({
      fetchList: fetch,
      fetchChanges: changes,
      storage,
      announce,
      withLock: (_name, work) => {
        const done = lock.then(work);
        lock = done.catch(() => undefined);
        return done;
      },
      now: () => clock.now,
      idle: () => Promise.resolve(),
      useCredentials: () => undefined,
    });
    tabs.push(tab);
    return tab;
  }
  return { openTab, storage, clock, fetch, changes, settled: () => lock };
}

export function names(devices: readonly Device[]): string {
  return devices.map((device) => device.name).join(' ');
}
