import type { DeviceId } from '../lib/ids.ts';
import type { CallOptions } from './budget/calls.ts';
import { decodeDevice } from './decode-device.ts';
import { asIdText, asText } from './decode.ts';
import { announcedTotal, readDevicePages } from './device-pages.ts';
import type { Device } from './device-types.ts';
import { ApiError } from './errors.ts';

export interface ChangesOptions extends CallOptions {
  /** With more than these (changed and removed together) the whole list is the better answer. */
  maxChanges: number;
  signal?: AbortSignal;
}

/** What happened to the list since a delta token. */
export interface DeviceChanges {
  /** New and changed ones, as the list carries them. */
  changed: Device[];
  /** Told by our own server only: on other services a device that went is found out by the whole list. */
  removed: DeviceId[];
  /** To ask with next time; absent: with the same one again. */
  deltaToken?: string;
  /** Changed items without a readable id, left out. */
  unreadable: number;
}

/**
 * GET /devices?delta-token=, all pages of it; undefined where the whole list has to be fetched, because more than
 * `maxChanges` changed or the pages never fit together. Rejects with an ApiError: COM0021 where the service does not
 * know the token.
 */
export async function fetchDeviceChanges(
  token: string,
  options: ChangesOptions,
): Promise<DeviceChanges | undefined> {
  const first = await fetchOnce(token, options);
  const answer = first === 'shifted' ? await fetchOnce(token, options) : first;
  return typeof answer === 'string' ? undefined : answer;
}

/** Pages shift when a device goes between them: one that stood at the edge is then on neither. */
async function fetchOnce(
  token: string,
  { maxChanges, ...options }: ChangesOptions,
): Promise<DeviceChanges | 'too many' | 'shifted'> {
  const collector = createCollector();
  let pages = 0;
  let announced = 0;
  let deltaToken: string | undefined;
  for await (const piece of readDevicePages({ ...options, query: { 'delta-token': token } })) {
    if (piece.kind === 'elements') {
      collector.add(piece.elements);
    } else {
      pages += 1;
      const hasMoreRemoved = collector.endPage(readRemoved(piece.envelope.removed_ids));
      if (pages > 1 && hasMoreRemoved) return 'shifted';
      if (pages === 1) {
        announced = announcedTotal(piece.envelope);
        // What changes before the last page comes is then in the next delta once more, never lost.
        deltaToken = asText(piece.envelope['delta-token']);
      }
    }
    if (Math.max(announced, collector.count()) > maxChanges) return 'too many';
  }
  if (collector.received() < announced) return 'shifted';
  return { ...collector.result(), ...(deltaToken !== undefined && { deltaToken }) };
}

function readRemoved(sent: unknown): DeviceId[] {
  if (sent === undefined || sent === null) return [];
  const ids = Array.isArray(sent) ? sent.map(asIdText) : [undefined];
  if (!ids.every((id) => id !== undefined))
    throw new ApiError('malformed', 'The removed devices cannot be read.');
  return ids as DeviceId[]; // asIdText has checked the form; that they are devices, the list says.
}

/** What a later page says of a device replaces what an earlier one said. */
function createCollector() {
  const changed = new Map<DeviceId, Device>();
  const removed = new Set<DeviceId>();
  const seen = new Set<DeviceId>();
  let onPage = new Set<DeviceId>();
  let unreadable = 0;
  return {
    add(elements: readonly unknown[]): void {
      for (const element of elements) {
        const device = decodeDevice(element);
        if (!device) {
          unreadable += 1;
          continue;
        }
        seen.add(device.id);
        onPage.add(device.id);
        changed.set(device.id, device);
        removed.delete(device.id);
      }
    },
    /** Answers whether the page tells of removed devices that none before it told of. */
    endPage(ids: readonly DeviceId[]): boolean {
      const before = removed.size;
      for (const id of ids) {
        // Removed and added again: it is there.
        if (onPage.has(id)) continue;
        changed.delete(id);
        removed.add(id);
      }
      onPage = new Set();
      return removed.size > before;
    },
    /** Changes so far. */
    count: () => changed.size + removed.size + unreadable,
    /** Items so far, each once. */
    received: () => seen.size + unreadable,
    result: () => ({ changed: [...changed.values()], removed: [...removed], unreadable }),
  };
}
