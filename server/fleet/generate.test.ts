import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openStore } from '../store/open-store.ts';
import type { Store } from '../store/store.ts';
import { generateFleet } from './generate.ts';
import { makeDevice } from './make-device.ts';

const NOW = Date.UTC(2026, 10, 23, 12);
let folder: string;
let store: Store;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'muster-fleet-'));
  store = await openStore(join(folder, 'muster.sqlite'));
});
afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true });
});

it('keeps what was made, whole, and tells how far it is', async () => {
  const progress: string[] = [];
  const onProgress = (done: number, size: number) => progress.push(`${done}/${size}`);
  await generateFleet(store, { seed: 3, size: 2100, now: NOW, onProgress });
  expect(progress).toEqual(['1000/2100', '2000/2100', '2100/2100']);
  expect(await store.devices.count({})).toBe(2100);
  for (const index of [0, 9, 14, 1234, 2099]) {
    const { locations, installedApps, profiles, ...record } = makeDevice(3, index, NOW);
    expect(await store.devices.get(record.id)).toMatchObject(record);
    expect(await store.devices.locations(record.id)).toEqual(locations);
    expect(await store.devices.installedApps(record.id)).toMatchObject(installedApps);
    expect(await store.devices.profiles(record.id)).toEqual(profiles);
  }
});

it('goes on where it was cut short, with what it began with', async () => {
  const cut = new Error('cut short');
  const begun = generateFleet(store, {
    seed: 3,
    size: 1500,
    now: NOW,
    onProgress: () => {
      throw cut;
    },
  });
  await expect(begun).rejects.toBe(cut);
  expect(await store.devices.count({})).toBe(1000);
  await generateFleet(store, { seed: 4, size: 10, now: NOW + 1 });
  expect(await store.devices.count({})).toBe(1500);
  const last = makeDevice(3, 1499, NOW);
  expect(await store.devices.locations(last.id)).toEqual(last.locations);
  expect(await store.devices.get(last.id)).toMatchObject({ serialNumber: last.serialNumber });
});

it('makes nothing twice', async () => {
  await generateFleet(store, { seed: 3, size: 20, now: NOW });
  const before = await store.devices.revision();
  await generateFleet(store, { seed: 3, size: 40, now: NOW });
  expect(await store.devices.revision()).toBe(before);
});

it('leaves devices alone that it did not make, and makes none where none are wanted', async () => {
  await generateFleet(store, { seed: 3, size: 0, now: NOW });
  expect(await store.devices.count({})).toBe(0);
  await store.devices.put([makeDevice(9, 5, NOW)]);
  await generateFleet(store, { seed: 3, size: 20, now: NOW });
  expect(await store.devices.count({})).toBe(1);
});
