import type { Device } from '../../api/device-types.ts';
import { devicesFromText, type ListOptions, type ListResult } from '../../api/devices.ts';
import { ApiError } from '../../api/errors.ts';
import type { StoredData } from '../../api/stored-data.ts';
import type { InventoryNews } from './inventory-news.ts';
import type { LoadProgress, LoadRequest } from './inventory-types.ts';
import { storedInventory, type StoredInventory } from './stored-inventory.ts';

/** Rows of one account, and when the service was asked for them. */
export interface Held {
  accountId: string;
  devices: Device[];
  fetchedAt: number;
  etag?: string;
  unreadable: number;
  missing: number;
}

export interface LoaderDeps {
  fetchList: (options: ListOptions) => Promise<ListResult>;
  storage: StoredData;
  /** One holder over all tabs. */
  withLock: (name: string, work: () => Promise<void>) => Promise<void>;
  announce: (news: InventoryNews) => void;
  now: () => number;
  /** Resolves when the person is likely served: storing 40 MB may wait. */
  idle: () => Promise<void>;
  onProgress: (progress: LoadProgress) => void;
  /** New rows, or the same ones with a new `fetchedAt`. */
  onRows: (held: Held, areSame: boolean) => void;
}

export interface Loader {
  /** Resolves when what `onRows` got last is young enough. Rejects with an ApiError. */
  load(request: LoadRequest): Promise<Held>;
  hear(news: InventoryNews): void;
  /** Forgets the rows and gives up what is under way; stored copies are the caller's matter. */
  forget(): void;
}

interface Flight {
  accountId: string;
  done: Promise<Held>;
}

/** From memory, else from storage, else from the service: one call however many ask, over all tabs. */
export function createLoader(deps: LoaderDeps): Loader {
  let held: Held | undefined;
  let flight: Flight | undefined;
  let abort = new AbortController();
  /** Another tab stored newer rows than those held. */
  let isNewerStored = false;

  async function load({ accountId, maxAgeMs }: LoadRequest): Promise<Held> {
    const notBefore = deps.now() - maxAgeMs;
    for (;;) {
      if (held?.accountId === accountId && held.fetchedAt >= notBefore && !isNewerStored) return held;
      if (flight?.accountId === accountId) {
        await flight.done;
        continue;
      }
      const started = start(accountId, notBefore);
      flight = started;
      try {
        return await started.done;
      } finally {
        if (flight === started) flight = undefined;
      }
    }
  }

  function start(accountId: string, notBefore: number): Flight {
    const { promise, resolve, reject } = Promise.withResolvers<Held>();
    const { signal } = abort;
    const stored = storedInventory(deps.storage, accountId);
    deps
      .withLock(`muster-inventory:${accountId}`, async () => {
        const { rows, finish } = await obtain(accountId, notBefore, stored, signal);
        resolve(rows);
        // The lock is kept until the copy is stored, or the next tab would find none and call.
        await finish?.();
      })
      .catch((error: unknown) =>
        reject(
          error instanceof ApiError
            ? error
            : new ApiError('malformed', 'The device list cannot be read.', { cause: error }),
        ),
      );
    return { accountId, done: promise };
  }

  interface Obtained {
    rows: Held;
    finish?: () => Promise<void>;
  }

  async function obtain(
    accountId: string,
    notBefore: number,
    stored: StoredInventory,
    signal: AbortSignal,
  ): Promise<Obtained> {
    const mine = held?.accountId === accountId ? held : undefined;
    const meta = await stored.meta();
    refuseIfForgotten(signal);
    if (meta && meta.fetchedAt >= notBefore && meta.fetchedAt > (mine?.fetchedAt ?? -Infinity)) {
      const rows = await fromStorage(accountId, stored, meta.fetchedAt, meta.etag, signal);
      if (rows) return { rows: adopt(rows, signal) };
    }
    isNewerStored = false;
    if (mine && mine.fetchedAt >= notBefore) return { rows: mine };
    return fromService(accountId, stored, mine, mine?.etag ?? (mine ? undefined : meta?.etag), signal);
  }

  async function fromService(
    accountId: string,
    stored: StoredInventory,
    mine: Held | undefined,
    etag: string | undefined,
    signal: AbortSignal,
  ): Promise<Obtained> {
    const fetchedAt = deps.now();
    const progress = progressOf(deps);
    const answer = await deps.fetchList({
      signal,
      ...(etag !== undefined && { etag }),
      onRows: (rows, received) => progress.add(rows.length, received),
      onRestart: progress.restart,
    });
    refuseIfForgotten(signal);
    if (answer.isUnchanged) {
      const rows = mine
        ? { ...mine, fetchedAt }
        : await fromStorage(accountId, stored, fetchedAt, etag, signal);
      // The stored copy was damaged: once more, without the condition.
      if (!rows) return fromService(accountId, stored, undefined, undefined, signal);
      adopt(rows, signal, mine !== undefined);
      return { rows, finish: () => renewStored(rows, stored, signal) };
    }
    progress.end(answer.devices.length);
    const rows: Held = {
      accountId,
      devices: answer.devices,
      fetchedAt,
      unreadable: answer.unreadable,
      missing: answer.missing,
      ...(answer.etag !== undefined && { etag: answer.etag }),
    };
    adopt(rows, signal);
    const { text } = answer;
    return { rows, finish: () => store(rows, text, stored, signal) };
  }

  async function fromStorage(
    accountId: string,
    stored: StoredInventory,
    fetchedAt: number,
    etag: string | undefined,
    signal: AbortSignal,
  ): Promise<Held | undefined> {
    const text = await stored.text();
    refuseIfForgotten(signal);
    if (text === undefined) return undefined;
    try {
      const { devices, unreadable } = devicesFromText(text);
      return { accountId, devices, fetchedAt, unreadable, missing: 0, ...(etag !== undefined && { etag }) };
    } catch {
      await stored.remove();
      return undefined;
    }
  }

  function adopt(rows: Held, signal: AbortSignal, areSame = false): Held {
    refuseIfForgotten(signal);
    held = rows;
    isNewerStored = false;
    deps.onRows(rows, areSame);
    return rows;
  }

  async function store(
    rows: Held,
    text: string,
    stored: StoredInventory,
    signal: AbortSignal,
  ): Promise<void> {
    await deps.idle();
    if (signal.aborted) return;
    const { fetchedAt, etag } = rows;
    const isStored = await stored.save(text, { fetchedAt, ...(etag !== undefined && { etag }) });
    // Signed out while it was being written: what the wiping may have missed goes as well.
    if (signal.aborted) return stored.remove();
    if (isStored) deps.announce({ type: 'stored', accountId: rows.accountId, fetchedAt });
  }

  async function renewStored(rows: Held, stored: StoredInventory, signal: AbortSignal): Promise<void> {
    const meta = await stored.meta();
    const { fetchedAt, etag } = rows;
    // Only where the copy is the very list that was said to be unchanged.
    if (signal.aborted || meta?.etag === undefined || meta.etag !== etag) return;
    const isStored = await stored.renew({ fetchedAt, etag });
    if (signal.aborted) return stored.remove();
    if (isStored) deps.announce({ type: 'stored', accountId: rows.accountId, fetchedAt });
  }

  function forget(): void {
    abort.abort();
    abort = new AbortController();
    held = undefined;
    flight = undefined;
    isNewerStored = false;
  }

  return {
    load,
    forget,
    hear(news) {
      if (news.type === 'cleared') forget();
      else if (held?.accountId === news.accountId && news.fetchedAt > held.fetchedAt) isNewerStored = true;
    },
  };
}

function refuseIfForgotten(signal: AbortSignal): void {
  if (signal.aborted) throw new ApiError('aborted', 'The call was given up.');
}

/** Tells of the download no oftener than a person can see. */
function progressOf(deps: LoaderDeps) {
  let rows = 0;
  let toldAt = 0;
  return {
    add(more: number, receivedBytes: number) {
      rows += more;
      const now = deps.now();
      if (now - toldAt < 100) return;
      toldAt = now;
      deps.onProgress({ receivedBytes, rows });
    },
    restart() {
      rows = 0;
    },
    end(total: number) {
      rows = total;
    },
  };
}
