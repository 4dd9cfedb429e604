import type { Wire } from '../contract/wire.ts';
import type { Page } from '../domain/paging.ts';
import type { DeviceFilter, DeviceImport, Store, User } from './store.ts';

/** A device with nothing but what a store must have; `change` says what the test is about. */
export function device(id: bigint, change: Partial<DeviceImport> = {}): DeviceImport {
  return {
    id,
    name: `Device ${id}`,
    platform: 2,
    model: 'Pixel 8',
    productName: 'Google',
    osVersion: '15',
    capacityGb: 128,
    isLostMode: false,
    ownedBy: 1,
    isRemoved: false,
    sims: [],
    facts: {},
    locations: [],
    installedApps: [],
    profiles: [],
    ...change,
  };
}

export const user = (id: bigint, name: string, email: string): User => ({ id, name, email });

/** The text of a list, as sent. */
export async function listText(
  store: Store,
  filter: DeviceFilter = {},
  wire: Wire = 'numbers',
  page?: Page,
): Promise<string> {
  let text = '';
  for await (const chunk of store.devices.listJson(filter, wire, page)) text += chunk;
  return `[${text}]`;
}

/** Ids of a list in its order, read from the text, since JSON.parse would lose digits. */
export async function listIds(store: Store, filter: DeviceFilter = {}, page?: Page): Promise<bigint[]> {
  const text = await listText(store, filter, 'numbers', page);
  return [...text.matchAll(/"device_id":(\d+)/g)].map((match) => BigInt(match[1] ?? ''));
}
