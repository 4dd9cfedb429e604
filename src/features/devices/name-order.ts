import type { Device } from '../../api/device-types.ts';
import { naturalKey } from '../../lib/natural.ts';

interface Keyed {
  key: string;
  device: Device;
}

/** Behind every name: those without one come last. */
const NO_NAME = '\uffff';

// Ids are decimal: of two, the longer one is the larger.
const isIdBefore = (a: string, b: string) => a.length < b.length || (a.length === b.length && a < b);
const isBefore = (a: Keyed, b: Keyed) =>
  a.key < b.key || (a.key === b.key && isIdBefore(a.device.id, b.device.id));
const compare = (a: Keyed, b: Keyed) => (isBefore(a, b) ? -1 : isBefore(b, a) ? 1 : 0);

function keyed(device: Device): Keyed {
  return { key: device.name === undefined ? NO_NAME : naturalKey(device.name), device };
}

export interface NameOrder {
  /** Sorts a batch as it arrives: the worker would only wait for the network meanwhile. */
  add(devices: readonly Device[]): void;
  /** Forgets what was added. */
  clear(): void;
  /** All that were added by name, natural ("Phone 9" before "Phone 10"); equal names by id, however they came. */
  finish(): Device[];
}

/** The order that lists of devices have by default, made batch by batch and merged at the end. */
export function createNameOrder(): NameOrder {
  let runs: Keyed[][] = [];
  return {
    add(devices) {
      runs.push(devices.map(keyed).sort(compare));
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

/** Rows of that order and more of them: only the places of those are looked for, the rest is not sorted anew. */
export function insertByName(rows: readonly Device[], more: readonly Device[]): Device[] {
  const merged: Device[] = [];
  let at = 0;
  for (const one of more.map(keyed).sort(compare)) {
    for (const place = placeOf(rows, one, at); at < place; at += 1) pushAt(merged, rows, at);
    merged.push(one.device);
  }
  for (; at < rows.length; at += 1) pushAt(merged, rows, at);
  return merged;
}

function pushAt(merged: Device[], rows: readonly Device[], at: number): void {
  const row = rows[at];
  if (row !== undefined) merged.push(row);
}

/** Where `one` goes among the rows from `from` on, in ever longer steps: the key of a row is made only where it is compared. */
function placeOf(rows: readonly Device[], one: Keyed, from: number): number {
  const isRowBefore = (row: Device | undefined) => row !== undefined && isBefore(keyed(row), one);
  let low = from;
  let high = from;
  for (let step = 1; isRowBefore(rows[high]); step *= 2) {
    low = high + 1;
    high += step;
  }
  high = Math.min(high, rows.length);
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isRowBefore(rows[middle])) low = middle + 1;
    else high = middle;
  }
  return low;
}
