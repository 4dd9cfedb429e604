import { setImmediate } from 'node:timers/promises';
import type { FleetState, Store } from '../store/store.ts';
import { addGroupsAndApps } from './groups-and-apps.ts';
import { makeDevice } from './make-device.ts';

/** One transaction each: large enough that committing costs little, small enough that the server answers in between. */
const BATCH = 1000;

export interface FleetOptions {
  seed: number;
  /** Devices; 0 for none. */
  size: number;
  /** What all times in the fleet are counted back from, ms since 1970. */
  now: number;
  /** After every batch. */
  onProgress?: (done: number, size: number) => void;
}

/**
 * Generates the sample fleet into an empty database: its devices, then its groups and apps. One that was cut short goes on with the seed, size and moment it
 * began with, so that its end fits its beginning. A database with devices of any other origin is left alone.
 */
export async function generateFleet(store: Store, options: FleetOptions): Promise<void> {
  let state = await startingPoint(store, options);
  while (state !== undefined && state.done < state.size) {
    const { seed, now, size, done } = state;
    const count = Math.min(BATCH, size - done);
    const devices = Array.from({ length: count }, (_, offset) => makeDevice(seed, done + offset, now));
    state = { ...state, done: done + count };
    await store.fleet.advance(state, devices);
    options.onProgress?.(state.done, size);
    await setImmediate();
  }
  if (state === undefined || state.hasGroupsAndApps) return;
  await addGroupsAndApps(store, state);
  await store.fleet.advance({ ...state, hasGroupsAndApps: true }, []);
}

async function startingPoint(
  store: Store,
  { seed, size, now }: FleetOptions,
): Promise<FleetState | undefined> {
  const known = await store.fleet.state();
  if (known !== undefined) return known;
  if (size === 0 || (await store.devices.count({})) > 0) return undefined;
  return { seed, size, now, done: 0, hasGroupsAndApps: false };
}
