import type { Device } from '../../api/device-types.ts';
import { naturalKey } from '../../lib/natural.ts';

interface Keyed {
  key: string;
  device: Device;
}

/** Behind every name: those without one come last. */
const NO_NAME = '\uffff';

const isBefore = (a: Keyed, b: Keyed) => a.key < b.key;
const compare = (a: Keyed, b: Keyed) => (isBefore(a, b) ? -1 : isBefore(b, a) ? 1 : 0);

export interface NameOrder {
  /** Sorts a batch as it arrives: the worker would only wait for the network meanwhile. */
  add(devices: readonly Device[]): void;
  /** Forgets what was added. */
  clear(): void;
  /** All that were added by name, natural ("Phone 9" before "Phone 10"); equal names in the order they came. */
  finish(): Device[];
}

/** The order that lists of devices have by default, made batch by batch and merged at the end. */
export function createNameOrder(): NameOrder {
  let runs: Keyed[][] = [];
  return {
    add(devices) {
      const run = devices.map((device) => ({
        key: device.name === undefined ? NO_NAME : naturalKey(device.name),
        device,
      }));
      runs.push(run.sort(compare));
    },
    clear() {
      runs = [];
    },
    finish() {
      while (runs.length > 1) runs = mergeNeighbours(runs);
      return (runs[0] ?? []).map(({ device }) => device);
    },
  };
}

function mergeNeighbours(runs: readonly Keyed[][]): Keyed[][] {
  const merged: Keyed[][] = [];
  for (let index = 0; index < runs.length; index += 2) {
    merged.push(merge(runs[index] ?? [], runs[index + 1] ?? []));
  }
  return merged;
}

function merge(first: readonly Keyed[], second: readonly Keyed[]): Keyed[] {
  const merged: Keyed[] = [];
  let at = 0;
  for (const one of first) {
    for (let other = second[at]; other !== undefined && isBefore(other, one); other = second[at]) {
      merged.push(other);
      at += 1;
    }
    merged.push(one);
  }
  for (; at < second.length; at += 1) {
    const other = second[at];
    if (other !== undefined) merged.push(other);
  }
  return merged;
}
