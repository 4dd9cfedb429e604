import { DAY_MS, type Priority } from '../../api/budget/calls.ts';
import type { ChangesOptions, DeviceChanges } from '../../api/device-changes.ts';
import type { Device } from '../../api/device-types.ts';
import type { ListOptions, ListResult } from '../../api/devices.ts';
import { ApiError, type ApiErrorKind } from '../../api/errors.ts';
import { mergeChanges } from './device-merge.ts';
import type { LoadProgress } from './inventory-types.ts';
import { createNameOrder, type NameOrder } from './name-order.ts';
import { unpackDevices } from './packed-devices.ts';
import type { DeltaBase, StoredInventory, StoredMeta } from './stored-inventory.ts';

/** How long changes are added up: a service may not tell what was removed, and then only the whole list does. */
export const WHOLE_LIST_AFTER_MS = DAY_MS;

/** Failures that the whole list would meet as well; after any other one it is asked for at once. */
const NO_USE_TO_GO_ON: readonly ApiErrorKind[] = [
  'network',
  'timeout',
  'aborted',
  'signed-out',
  'forbidden',
  'limit',
];

/** Rows of one account, and when the service was asked for them. */
export interface Held extends StoredMeta {
  accountId: string;
  /** By name, the order that lists have by default; a stored copy keeps it. */
  devices: Device[];
  missing: number;
}

export interface RefreshDeps {
  fetchList: (options: ListOptions) => Promise<ListResult>;
  /** What changed since a token; undefined where the whole list is the better answer. */
  fetchChanges: (token: string, options: ChangesOptions) => Promise<DeviceChanges | undefined>;
  now: () => number;
  onProgress: (progress: LoadProgress) => void;
}

/** One run to the rows of an account; given up as a whole when the person signs out. */
export interface Run {
  accountId: string;
  /** Rows asked for before this are too old. */
  notBefore: number;
  /** Of the call, where there has to be one. */
  priority: Priority;
  stored: StoredInventory;
  signal: AbortSignal;
}

export interface Refreshed {
  rows: Held;
  /** The rows that the service was asked about; the same array where nothing is different. Absent where the list came whole. */
  base?: Held;
}

/** What changed since the rows held or stored, or the whole list where that cannot be had. */
export async function refreshRows(
  deps: RefreshDeps,
  run: Run,
  held: Held | undefined,
  meta: StoredMeta | undefined,
): Promise<Refreshed> {
  const { delta } = held ?? meta ?? {};
  if (delta === undefined || !isYoung(delta, deps.now())) return fetchWhole(deps, run, held, meta);
  const base = held ?? (meta && (await readStored(run, meta)));
  // The stored copy was damaged.
  if (!base) return fetchWhole(deps, run, undefined, undefined);
  const rows = await fetchChanges(deps, run, base, delta);
  // Where the list as a whole turns out to be unchanged, the token that was of no use goes all the same.
  if (!rows) return fetchWhole(deps, run, { ...base, delta: undefined }, undefined);
  return { rows, base };
}

/** Undefined where the whole list has to be fetched. */
async function fetchChanges(
  deps: RefreshDeps,
  run: Run,
  base: Held,
  { token, wholeAt }: DeltaBase,
): Promise<Held | undefined> {
  const { signal, priority } = run;
  const fetchedAt = deps.now();
  const maxChanges = base.devices.length / 2;
  const changes = await deps.fetchChanges(token, { signal, priority, maxChanges }).catch(refuseIfFinal);
  refuseIfForgotten(signal);
  if (!changes) return undefined;
  const devices = mergeChanges(base.devices, changes);
  const { etag, ...known } = base;
  return {
    ...known,
    devices,
    fetchedAt,
    // Without ids nobody can tell whether these are the same ones: at least so many.
    unreadable: Math.max(base.unreadable, changes.unreadable),
    delta: { token: changes.deltaToken ?? token, wholeAt },
    // It is of the list before, which these rows are no more.
    ...(etag !== undefined && devices === base.devices && { etag }),
  };
}

async function fetchWhole(
  deps: RefreshDeps,
  run: Run,
  held: Held | undefined,
  meta: StoredMeta | undefined,
): Promise<Refreshed> {
  const { accountId, signal } = run;
  const { etag } = held ?? meta ?? {};
  const fetchedAt = deps.now();
  const order = createNameOrder();
  const answer = await deps.fetchList({
    signal,
    priority: run.priority,
    ...(etag !== undefined && { etag }),
    ...listening(deps, order),
  });
  refuseIfForgotten(signal);
  if (answer.isUnchanged) {
    const base = held ?? (meta && (await readStored(run, meta)));
    // The stored copy was damaged: once more, without the condition.
    if (!base) return fetchWhole(deps, run, undefined, undefined);
    const { delta } = base;
    const rows = { ...base, fetchedAt, ...(delta && { delta: { ...delta, wholeAt: fetchedAt } }) };
    return { rows, base };
  }
  const { unreadable, missing, pages, deltaToken } = answer;
  const rows: Held = {
    accountId,
    devices: order.finish(),
    fetchedAt,
    unreadable,
    missing,
    ...(pages > 1 && { pages }),
    ...(answer.etag !== undefined && { etag: answer.etag }),
    // No delta would ever bring the devices that are missing.
    ...(deltaToken !== undefined && missing === 0 && { delta: { token: deltaToken, wholeAt: fetchedAt } }),
  };
  return { rows };
}

export async function readStored(
  { accountId, stored, signal }: Run,
  meta: StoredMeta,
): Promise<Held | undefined> {
  const text = await stored.text();
  refuseIfForgotten(signal);
  if (text === undefined) return undefined;
  try {
    return { ...meta, accountId, devices: unpackDevices(text), missing: 0 };
  } catch {
    await stored.remove();
    return undefined;
  }
}

export function metaOf({ fetchedAt, unreadable, pages, etag, delta }: Held): StoredMeta {
  return {
    fetchedAt,
    unreadable,
    ...(pages !== undefined && { pages }),
    ...(etag !== undefined && { etag }),
    ...(delta && { delta }),
  };
}

/** A clock that was set back must not make it young for ever. */
function isYoung({ wholeAt }: DeltaBase, now: number): boolean {
  return wholeAt <= now && now - wholeAt < WHOLE_LIST_AFTER_MS;
}

function refuseIfFinal(error: unknown): undefined {
  if (error instanceof ApiError && NO_USE_TO_GO_ON.includes(error.kind)) throw error;
}

/** A function of its own, because the compiler takes a flag for unchanged over an await. */
export function isForgotten(signal: AbortSignal): boolean {
  return signal.aborted;
}

export function refuseIfForgotten(signal: AbortSignal): void {
  if (signal.aborted) throw new ApiError('aborted', 'The call was given up.');
}

/** Sorts the rows as they come, and tells of the download no oftener than a person can see. */
function listening(
  { now, onProgress }: RefreshDeps,
  order: NameOrder,
): Required<Pick<ListOptions, 'onRows' | 'onRestart'>> {
  let rows = 0;
  let toldAt = 0;
  return {
    onRows: (more, receivedBytes) => {
      order.add(more);
      rows += more.length;
      if (now() - toldAt < 100) return;
      toldAt = now();
      onProgress({ receivedBytes, rows });
    },
    onRestart: () => {
      order.clear();
      rows = 0;
    },
  };
}
