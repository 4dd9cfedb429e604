import type { DeviceId } from '../lib/ids.ts';
import type { CallOptions } from './budget/calls.ts';
import { decodeDevice, decodeDeviceDetail } from './decode-device.ts';
import { asText } from './decode.ts';
import { announcedTotal, DEVICES, readDevicePages } from './device-pages.ts';
import type { Device, DeviceDetail } from './device-types.ts';
import { ApiError } from './errors.ts';
import { requestJson } from './http.ts';

export interface ListOptions extends CallOptions {
  /** The ETag of the copy held: the answer may then be that nothing changed. */
  etag?: string;
  search?: string;
  signal?: AbortSignal;
  /** Rows as they come; the same rows are in the result. */
  onRows?: (rows: Device[], receivedBytes: number) => void;
  /** The list has to start anew; what onRows gave is void. */
  onRestart?: () => unknown;
}

export interface ListAnswer {
  isUnchanged: false;
  devices: Device[];
  /** Of a list that came in one piece only: the ETag of one page says nothing about the others. */
  etag?: string;
  /** To ask for changes with. Of the first page: what changed before the last one came is in the next delta, never lost. */
  deltaToken?: string;
  /** Items without a readable id, left out. */
  unreadable: number;
  /** How many more the service announced than it sent, after a second try; 0 as a rule. */
  missing: number;
  /** Calls that it took. */
  pages: number;
}

export type ListResult = ListAnswer | { isUnchanged: true };

/**
 * GET /devices, parsed while it arrives, all pages of it. A row that two pages bring is taken once. Pages shift when a
 * device goes meanwhile: where fewer came than were announced, the list is fetched once more. Rejects with an ApiError.
 */
export async function fetchDeviceList(options: ListOptions = {}): Promise<ListResult> {
  const first = await fetchOnce(options);
  if (first.isUnchanged || first.missing === 0 || first.pages === 1) return first;
  options.onRestart?.();
  return fetchOnce(options, 'all');
}

async function fetchOnce(options: ListOptions, wanted: 'changed' | 'all' = 'changed'): Promise<ListResult> {
  const { search, etag: condition, onRows, ...call } = options;
  const collector = createCollector();
  let pages = 0;
  let announced = 0;
  let etag: string | undefined;
  let deltaToken: string | undefined;
  const pieces = readDevicePages({
    ...call,
    ...(search !== undefined && { query: { search } }),
    ...(wanted === 'changed' && condition !== undefined && { etag: condition }),
  });
  for await (const piece of pieces) {
    if (piece.kind === 'elements') {
      const rows = collector.add(piece.elements);
      onRows?.(rows, piece.receivedBytes);
      continue;
    }
    pages += 1;
    if (pages === 1) {
      etag = piece.etag;
      deltaToken = asText(piece.envelope['delta-token']);
    }
    // Where devices went between pages, only the first page still counted what was then lost at an edge.
    announced = Math.max(announced, announcedTotal(piece.envelope));
  }
  if (pages === 0) return { isUnchanged: true };
  return {
    isUnchanged: false,
    devices: collector.devices,
    ...(pages === 1 && etag !== undefined && { etag }),
    ...(deltaToken !== undefined && { deltaToken }),
    unreadable: collector.unreadable(),
    missing: Math.max(0, announced - collector.devices.length - collector.unreadable()),
    pages,
  };
}

function createCollector() {
  const devices: Device[] = [];
  const seen = new Set<DeviceId>();
  let skipped = 0;
  return {
    devices,
    unreadable: () => skipped,
    /** Answers the rows that are new. */
    add(elements: readonly unknown[]): Device[] {
      const rows: Device[] = [];
      for (const element of elements) {
        const device = decodeDevice(element);
        if (!device) skipped += 1;
        else if (!seen.has(device.id)) {
          seen.add(device.id);
          rows.push(device);
          devices.push(device);
        }
      }
      return rows;
    },
  };
}

/** GET /devices/{id}. Rejects with an ApiError; "not-found" where there is no such device. */
export async function getDevice(id: DeviceId, call: CallOptions = {}): Promise<DeviceDetail> {
  const answer = await requestJson(`${DEVICES}/${id}`, { purpose: 'device', ...call });
  if (typeof answer !== 'object' || answer === null || Array.isArray(answer)) {
    throw new ApiError('malformed', 'The answer is no device.');
  }
  return decodeDeviceDetail(answer, id);
}

/** GET /devices?search=: what the service finds, which may be more than the list's fields show. */
export async function searchDevices(text: string, signal?: AbortSignal): Promise<DeviceId[]> {
  const found = await fetchDeviceList({
    search: text,
    purpose: 'search',
    priority: 'click',
    ...(signal && { signal }),
  });
  return found.isUnchanged ? [] : found.devices.map((device) => device.id);
}
