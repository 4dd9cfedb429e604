import { vi } from 'vitest';
import { decodeDevice } from '../../api/decode-device.ts';
import type { Device } from '../../api/device-types.ts';
import type { ListOptions, ListResult } from '../../api/devices.ts';
import type { StoredData } from '../../api/stored-data.ts';
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

export function listAnswer(items: readonly string[], etag?: string): ListResult {
  const decoded = items.map((text) => decodeDevice(JSON.parse(text)));
  const devices = decoded.filter((device) => device !== undefined);
  const unreadable = decoded.length - devices.length;
  return { isUnchanged: false, devices, unreadable, missing: 0, ...(etag !== undefined && { etag }) };
}

/** Several tabs of one browser: one storage, one lock, one channel, one clock. */
export function browser(fetchList: (options: ListOptions) => Promise<ListResult>) {
  const storage = memoryStorage();
  const clock = { now: 1_000_000 };
  const fetch = vi.fn(async (options: ListOptions) => {
    const answer = await fetchList(options);
    if (!answer.isUnchanged) options.onRows?.(answer.devices, 0);
    return answer;
  });
  const tabs: ReturnType<typeof createInventory>[] = [];
  let lock = Promise.resolve();

  function openTab() {
    const announce = (news: InventoryNews) => {
      for (const other of tabs) if (other !== tab) other.hear(news);
    };
    const tab = createInventory({
      fetchList: fetch,
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
  return { openTab, storage, clock, fetch, settled: () => lock };
}

export function names(devices: readonly Device[]): string {
  return devices.map((device) => device.name).join(' ');
}
