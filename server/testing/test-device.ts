import type { DeviceImport } from '../store/store.ts';

/** The first test device; above 2^53 and odd, so that a double cannot hold it. */
export const FIRST_ID = 9007199254741001n;

/** A device with the id `FIRST_ID + index`; what a test is about is given. */
export function testDevice(index: number, given: Partial<DeviceImport> = {}): DeviceImport {
  return {
    id: FIRST_ID + BigInt(index),
    name: `Device ${index}`,
    platform: 2,
    model: 'Nexus 7',
    productName: 'asus',
    osVersion: '4.4.2',
    capacityGb: 15.8,
    isLostMode: false,
    ownedBy: 1,
    isRemoved: false,
    sims: [],
    facts: {},
    locations: [],
    installedApps: [],
    profiles: [],
    ...given,
  };
}
