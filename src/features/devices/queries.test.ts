import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { DEFAULT_SETTINGS, settingsStore } from '../../api/budget/settings.ts';
import { decodeDeviceDetail } from '../../api/decode-device.ts';
import type { DeviceId } from '../../lib/ids.ts';
import type { InventorySummary } from './inventory-types.ts';
import { deviceQueries } from './queries.ts';

// An id of the reference's size.
const ID = '9007199254741001' as DeviceId;
const MINUTE_MS = 60_000;
const NOW = Date.UTC(2026, 10, 23, 12);

beforeEach(() => {
  vi.useFakeTimers({ now: NOW });
  vi.stubGlobal('window', new EventTarget());
  vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => undefined });
});

afterEach(() => {
  settingsStore().change(DEFAULT_SETTINGS);
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it('a device and the list go stale when the person says, at once where that changes', () => {
  const client = new QueryClient();
  const summary: InventorySummary = { version: 1, total: 1, fetchedAt: NOW, hasIdentifiers: true };
  const detail = deviceQueries.detail('a', ID);
  const list = deviceQueries.list('a');
  client.setQueryData(detail.queryKey, decodeDeviceDetail({ device_id: ID }, ID));
  client.setQueryData(list.queryKey, summary);
  const isStale = () => ({
    detail: new QueryObserver(client, detail).getCurrentResult().isStale,
    list: new QueryObserver(client, list).getCurrentResult().isStale,
  });

  vi.setSystemTime(NOW + 4 * MINUTE_MS);
  expect(isStale()).toEqual({ detail: false, list: false });
  vi.setSystemTime(NOW + 6 * MINUTE_MS);
  expect(isStale()).toEqual({ detail: true, list: true });

  settingsStore().change({ freshMinutes: { devices: 60, device: 15 }, isBackgroundOn: true });
  expect(isStale()).toEqual({ detail: false, list: false });
  vi.setSystemTime(NOW + 16 * MINUTE_MS);
  expect(isStale()).toEqual({ detail: true, list: false });
});
