import type { Priority } from '../../api/budget/calls.ts';
import { ApiError } from '../../api/errors.ts';
import type { StoredData } from '../../api/stored-data.ts';
import type { InventoryNews } from './inventory-news.ts';
import {
  isForgotten,
  metaOf,
  readStored,
  refreshRows,
  refuseIfForgotten,
  type Held,
  type RefreshDeps,
  type Run,
} from './inventory-refresh.ts';
import type { LoadRequest } from './inventory-types.ts';
import { packDevices } from './packed-devices.ts';
import { storedInventory, type StoredMeta } from './stored-inventory.ts';

export interface LoaderDeps extends RefreshDeps {
  storage: StoredData;
  /** One holder over all tabs. */
  withLock: (name: string, work: () => Promise<void>) => Promise<void>;
  announce: (news: InventoryNews) => void;
  /** Resolves when the person is likely served: storing 40 MB may wait. */
  idle: () => Promise<void>;
  /** New rows, or the same ones with a new `fetchedAt`. */
  onRows: (held: Held, areSame: boolean) => void;
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
    return this.#refresh(run, held, meta);
  }

  async #refresh(run: Run, held: Held | undefined, meta: StoredMeta | undefined): Promise<Obtained> {
    const { rows, base } = await refreshRows(this.#deps, run, held, meta);
    this.#adopt(rows, run.signal);
    const isSame = rows.devices === base?.devices;
    return { rows, finish: () => (isSame ? this.#renewStored(run, base, rows) : this.#store(run, rows)) };
  }

  #adopt(rows: Held, signal: AbortSignal): void {
    refuseIfForgotten(signal);
    const areSame = this.#held?.devices === rows.devices;
    this.#held = rows;
    this.#isNewerStored = false;
    this.#deps.onRows(rows, areSame);
  }

  async #store(run: Run, rows: Held): Promise<void> {
    await this.#deps.idle();
    await this.#keep(run, rows.fetchedAt, () => run.stored.save(packDevices(rows.devices), metaOf(rows)));
  }

  /** `base` are the same rows, as they were known before the service was asked. */
  async #renewStored(run: Run, base: Held, rows: Held): Promise<void> {
    const meta = await run.stored.meta();
    // Only where the copy is the very list that was said to be unchanged.
    const isCopy =
      (base.etag !== undefined && meta?.etag === base.etag) ||
      (base.delta !== undefined && meta?.delta?.token === base.delta.token);
    if (isCopy) await this.#keep(run, rows.fetchedAt, () => run.stored.renew(metaOf(rows)));
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
