import type { DeviceChanges } from '../../api/device-changes.ts';
import type { Device } from '../../api/device-types.ts';
import type { DeviceId } from '../../lib/ids.ts';
import { insertByName } from './name-order.ts';

/**
 * Rows by name with the changes in them, by name. The very array given where nothing is different: a service also tells
 * of devices of which only facts changed that the list does not carry.
 */
export function mergeChanges(
  rows: Device[],
  { changed, removed }: Pick<DeviceChanges, 'changed' | 'removed'>,
): Device[] {
  const news = new Map<DeviceId, Device>(changed.map((device) => [device.id, device]));
  const gone = new Set(removed);
  const kept = rows.filter((row) => {
    const changedRow = news.get(row.id);
    if (changedRow === undefined) return !gone.has(row.id);
    const isSame = areEqual(row, changedRow);
    if (isSame) news.delete(row.id);
    return isSame;
  });
  if (news.size === 0 && kept.length === rows.length) return rows;
  return insertByName(kept, [...news.values()]);
}

function areEqual(a: Device, b: Device): boolean {
  // Object.keys types the keys as text; a device has no others.
  const keys = Object.keys({ ...a, ...b }) as (keyof Device)[];
  return keys.every((key) => areEqualValues(a[key], b[key]));
}

function areEqualValues(a: unknown, b: unknown): boolean {
  if (!Array.isArray(a) || !Array.isArray(b)) return a === b;
  return a.length === b.length && a.every((one, index) => one === b[index]);
}
