import type { Priority } from '../../api/budget/calls.ts';
import type { Device } from '../../api/device-types.ts';
import type { ListOptions, ListResult } from '../../api/devices.ts';
import { ApiError } from '../../api/errors.ts';
import type { StoredData } from '../../api/stored-data.ts';
import type { InventoryNews } from './inventory-news.ts';
import type { LoadProgress, LoadRequest } from './inventory-types.ts';
import { createNameOrder, type NameOrder } from './name-order.ts';
import { packDevices, unpackDevices } from './packed-devices.ts';
import { storedInventory, type StoredInventory, type StoredMeta } from './stored-inventory.ts';

/** Rows of one account, and when the service was asked for them. */
export interface Held {
  accountId: string;
  /** By name, the order that lists have by default; a stored copy keeps it. */
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

/** One run to the rows of an account; given up as a whole when the person signs out. */
interface Run {
  accountId: string;
  /** Rows asked for before this are too old. */
  notBefore: number;
  /** Of the call, where there has to be one. */
  priority: Priority;
  stored: StoredInventory;
  signal: AbortSignal;
}

interface Obtained {
  rows: Held;
  /** What is left to do once the person has the rows. */
  finish?: () => Promise<void>;
}

/** Rows from memory, else from storage, else from the service: one call however many ask, over all tabs. */
export class InventoryLoader {
  readonly #deps: LoaderDeps;
  #held: Held | undefined;
  #flight: { accountId: string; done: Promise<unknown> } | undefined;
  #abort = new AbortController();
  /** Another tab stored newer rows than those held. */
  #isNewerStored = false;

  constructor(deps: LoaderDeps) {
    this.#deps = deps;
  }

  /** Resolves when the rows that `onRows` got last are young enough. Rejects with an ApiError; rows held stay. */
  async load({ accountId, maxAgeMs, priority = 'visible' }: LoadRequest): Promise<Held> {
    const notBefore = this.#deps.now() - maxAgeMs;
    for (;;) {
      const held = this.#heldOf(accountId);
      if (held && held.fetchedAt >= notBefore && !this.#isNewerStored) return held;
      if (this.#flight?.accountId === accountId) {
        await this.#flight.done;
        continue;
      }
      const done = this.#start(accountId, notBefore, priority);
      const flight = { accountId, done };
      this.#flight = flight;
      try {
        return await done;
      } finally {
        if (this.#flight === flight) this.#flight = undefined;
      }
    }
  }

  /** Takes the stored copy, however old, if there is one: never a call. `load` then finds it in memory, or waits for it. */
  async warm(accountId: string): Promise<void> {
    if (this.#heldOf(accountId) || this.#flight?.accountId === accountId) return;
    const flight = { accountId, done: this.#takeStored(accountId) };
    this.#flight = flight;
    await flight.done;
    if (this.#flight === flight) this.#flight = undefined;
  }

  hear(news: InventoryNews): void {
    if (news.type === 'cleared') this.forget();
    else if (news.fetchedAt > (this.#heldOf(news.accountId)?.fetchedAt ?? Infinity))
      this.#isNewerStored = true;
  }

  /** Forgets the rows and gives up what is under way; stored copies are the caller's matter. */
  forget(): void {
    this.#abort.abort();
    this.#abort = new AbortController();
    this.#held = undefined;
    this.#flight = undefined;
    this.#isNewerStored = false;
  }

  #heldOf(accountId: string): Held | undefined {
    return this.#held?.accountId === accountId ? this.#held : undefined;
  }

  #start(accountId: string, notBefore: number, priority: Priority): Promise<Held> {
    const { promise, resolve, reject } = Promise.withResolvers<Held>();
    const stored = storedInventory(this.#deps.storage, accountId);
    const run = { accountId, notBefore, priority, stored, signal: this.#abort.signal };
    this.#deps
      .withLock(`muster-inventory:${accountId}`, async () => {
        const { rows, finish } = await this.#obtain(run);
        resolve(rows);
        // The lock is kept until the copy is stored, or the next tab would find none and call.
        await finish?.();
      })
      .catch((cause: unknown) =>
        reject(
          cause instanceof ApiError
            ? cause
            : new ApiError('malformed', 'The device list cannot be read.', { cause }),
        ),
      );
    return promise;
  }

  async #takeStored(accountId: string): Promise<void> {
    const { signal } = this.#abort;
    const stored = storedInventory(this.#deps.storage, accountId);
    const meta = await stored.meta();
    if (meta === undefined || isForgotten(signal)) return;
    const run: Run = { accountId, notBefore: -Infinity, priority: 'background', stored, signal };
    // Signed out meanwhile: there is nobody to tell.
    const rows = await readStored(run, meta).catch(() => undefined);
    if (rows !== undefined && !isForgotten(signal)) this.#adopt(rows, signal);
  }

  async #obtain(run: Run): Promise<Obtained> {
    const { notBefore, stored, signal } = run;
    const meta = await stored.meta();
    refuseIfForgotten(signal);
    const held = this.#heldOf(run.accountId);
    if (meta && meta.fetchedAt >= notBefore && meta.fetchedAt > (held?.fetchedAt ?? -Infinity)) {
      const rows = await readStored(run, meta);
      if (rows) {
        this.#adopt(rows, signal);
        return { rows };
      }
    }
    this.#isNewerStored = false;
    if (held && held.fetchedAt >= notBefore) return { rows: held };
    return this.#fetch(run, held, meta);
  }

  async #fetch(run: Run, held: Held | undefined, meta: StoredMeta | undefined): Promise<Obtained> {
    const { accountId, signal } = run;
    const { etag } = held ?? meta ?? {};
    const fetchedAt = this.#deps.now();
    const order = createNameOrder();
    const answer = await this.#deps.fetchList({
      signal,
      priority: run.priority,
      ...(etag !== undefined && { etag }),
      ...listening(this.#deps, order),
    });
    refuseIfForgotten(signal);
    if (answer.isUnchanged) {
      const rows = held ? { ...held, fetchedAt } : meta && (await readStored(run, { ...meta, fetchedAt }));
      // The stored copy was damaged: once more, without the condition.
      if (!rows) return this.#fetch(run, undefined, undefined);
      this.#adopt(rows, signal, held !== undefined);
      return { rows, finish: () => this.#renewStored(run, rows) };
    }
    const { unreadable, missing } = answer;
    const rows: Held = {
      accountId,
      devices: order.finish(),
      fetchedAt,
      unreadable,
      missing,
      ...(answer.etag !== undefined && { etag: answer.etag }),
    };
    this.#adopt(rows, signal);
    return { rows, finish: () => this.#store(run, rows) };
  }

  #adopt(rows: Held, signal: AbortSignal, areSame = false): void {
    refuseIfForgotten(signal);
    this.#held = rows;
    this.#isNewerStored = false;
    this.#deps.onRows(rows, areSame);
  }

  async #store(run: Run, { devices, fetchedAt, etag, unreadable }: Held): Promise<void> {
    await this.#deps.idle();
    await this.#keep(run, fetchedAt, () =>
      run.stored.save(packDevices(devices), {
        fetchedAt,
        unreadable,
        ...(etag !== undefined && { etag }),
      }),
    );
  }

  async #renewStored(run: Run, { fetchedAt, etag, unreadable }: Held): Promise<void> {
    const meta = await run.stored.meta();
    // Only where the copy is the very list that was said to be unchanged.
    if (etag === undefined || meta?.etag !== etag) return;
    await this.#keep(run, fetchedAt, () => run.stored.renew({ fetchedAt, unreadable, etag }));
  }

  async #keep(
    { accountId, stored, signal }: Run,
    fetchedAt: number,
    write: () => Promise<boolean>,
  ): Promise<void> {
    if (isForgotten(signal)) return;
    const isStored = await write();
    // Signed out while it was being written: what the wiping may have missed goes as well.
    if (isForgotten(signal)) await stored.remove();
    else if (isStored) this.#deps.announce({ type: 'stored', accountId, fetchedAt });
  }
}

async function readStored(
  { accountId, stored, signal }: Run,
  { fetchedAt, unreadable, etag }: StoredMeta,
): Promise<Held | undefined> {
  const text = await stored.text();
  refuseIfForgotten(signal);
  if (text === undefined) return undefined;
  try {
    const devices = unpackDevices(text);
    const known = { accountId, devices, fetchedAt, unreadable, missing: 0 };
    return etag === undefined ? known : { ...known, etag };
  } catch {
    await stored.remove();
    return undefined;
  }
}

/** A function of its own, because the compiler takes a flag for unchanged over an await. */
function isForgotten(signal: AbortSignal): boolean {
  return signal.aborted;
}

function refuseIfForgotten(signal: AbortSignal): void {
  if (signal.aborted) throw new ApiError('aborted', 'The call was given up.');
}

/** Sorts the rows as they come, and tells of the download no oftener than a person can see. */
function listening(
  { now, onProgress }: LoaderDeps,
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
