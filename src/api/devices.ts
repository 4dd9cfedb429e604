import type { DeviceId } from '../lib/ids.ts';
import type { CallOptions } from './budget/calls.ts';
import { decodeDevice, decodeDeviceDetail } from './decode-device.ts';
import { asFields, asNumber, asText } from './decode.ts';
import type { Device, DeviceDetail } from './device-types.ts';
import { ApiError } from './errors.ts';
import { requestJson, requestStream } from './http.ts';
import { createListReader } from './list-stream.ts';

const DEVICES = '/api/v1/devices';
/** A list of this many pages would be 4 days of calls: something repeats itself under ever new addresses. */
const MAX_PAGES = 10_000;

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
  deltaToken?: string;
  /** Items without a readable id, left out. */
  unreadable: number;
  /** How many more the service announced than it sent, after a second try; 0 as a rule. */
  missing: number;
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

type OnceResult = (ListAnswer & { pages: number }) | { isUnchanged: true };

async function fetchOnce(options: ListOptions, wanted: 'changed' | 'all' = 'changed'): Promise<OnceResult> {
  const collector = createCollector();
  const visited = new Set<string>();
  let next: string | undefined = DEVICES;
  let envelope: Record<string, unknown> = {};
  let etag: string | undefined;
  let received = 0;
  while (next !== undefined) {
    if (visited.has(next) || visited.size >= MAX_PAGES) {
      throw new ApiError('malformed', 'The pages of the device list lead in a circle.');
    }
    const isFirst = visited.size === 0;
    visited.add(next);
    const answer = await requestStream(next, {
      purpose: options.purpose ?? 'inventory',
      ...(options.priority && { priority: options.priority }),
      ...(isFirst && options.search !== undefined && { query: { search: options.search } }),
      ...(isFirst &&
        wanted === 'changed' &&
        options.etag !== undefined && { headers: { 'if-none-match': options.etag } }),
      ...(options.signal && { signal: options.signal }),
    });
    if (answer.status === 304) return { isUnchanged: true };
    etag = answer.headers.get('etag') ?? undefined;
    const reader = createListReader('devices');
    for await (const chunk of answer.chunks()) {
      const batch = reader.push(chunk);
      if (!batch) continue;
      const rows = collector.add(batch);
      options.onRows?.(rows, received + answer.receivedBytes());
    }
    received += answer.receivedBytes();
    envelope = reader.end();
    next = nextPage(envelope);
  }
  const announced = asNumber(asFields(envelope.metadata).total_record_count);
  const deltaToken = asText(envelope['delta-token']);
  return {
    isUnchanged: false,
    devices: collector.devices,
    ...(visited.size === 1 && etag !== undefined && { etag }),
    ...(deltaToken !== undefined && { deltaToken }),
    unreadable: collector.unreadable(),
    missing: Math.max(0, (announced ?? 0) - collector.devices.length - collector.unreadable()),
    pages: visited.size,
  };
}

/** The path of the next page. It is followed only to the very list: our credentials go nowhere else. */
function nextPage(envelope: Record<string, unknown>): string | undefined {
  const next = asText(asFields(envelope.paging).next);
  if (next === undefined) return undefined;
  const { origin } = self.location;
  const url = URL.canParse(next, origin) ? new URL(next, origin) : undefined;
  const isOurs =
    url?.origin === origin && (url.pathname === DEVICES || url.pathname === '/api/v1/mdm/devices');
  if (!url || !isOurs)
    throw new ApiError('malformed', 'The next page of the device list is at a foreign address.');
  return url.pathname + url.search;
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
