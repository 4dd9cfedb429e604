/** What the measuring page carries: times are taken in the page, from the event to the frame after the change. */
export interface Probe {
  armClick(): void;
  armKey(): void;
  rowsPainted(): Promise<void>;
  rowsPaintedAfterClick(): Promise<number>;
  rowsChangedAfterClick(): Promise<number>;
  rowsChangedAfterKey(): Promise<number>;
  /** Scrolls the table by `step` px a frame and answers the length of every frame, ms. */
  scrollFrames(count: number, step: number): Promise<number[]>;
  /** Deletes everything the page stored of the inventory. */
  forgetInventory(): Promise<void>;
  /** Waits until the inventory is in IndexedDB. */
  inventoryStored(): Promise<void>;
}

declare global {
  interface Window {
    muster: Probe;
  }
}

/** Runs in the page before its own scripts: it must not refer to anything outside itself. */
export function installProbe(): void {
  let startedAt = 0;
  let before = '';
  const grid = () => document.querySelector('[role=grid]');
  const rows = () => [...(grid()?.querySelectorAll('[role=row][data-index]:not([aria-busy])') ?? [])];
  /** What is to be seen of a view: how many rows it has and what the visible ones say. */
  const content = () =>
    `${grid()?.getAttribute('aria-rowcount') ?? ''} ${rows()
      .map((row) => row.textContent)
      .join()}`;
  const hasRows = () => rows().length > 0;
  const arm = (type: 'click' | 'keydown') => () => {
    startedAt = 0;
    before = content();
    window.addEventListener(type, () => (startedAt = performance.now()), { capture: true, once: true });
  };
  /** Resolves in the frame after the one in which the condition came true: by then it is painted. */
  const painted = (condition: () => boolean) =>
    new Promise<number>((resolve) => {
      const look = () => {
        if (!condition()) {
          requestAnimationFrame(look);
          return;
        }
        const channel = new MessageChannel();
        channel.port1.onmessage = () => resolve(performance.now());
        channel.port2.postMessage(undefined);
      };
      look();
    });
  const since = async (condition: () => boolean) =>
    (await painted(() => startedAt > 0 && condition())) - startedAt;
  const answer = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error ?? new Error('IndexedDB failed'));
    });
  /** The page keeps them open as well, so they are emptied and not deleted. */
  const open = async () => {
    const names = (await indexedDB.databases()).flatMap(({ name }) => name ?? []);
    return Promise.all(
      names.filter((name) => name.includes('inventory')).map((name) => answer(indexedDB.open(name))),
    );
  };

  window.muster = {
    armClick: arm('click'),
    armKey: arm('keydown'),
    rowsPainted: async () => {
      await painted(hasRows);
    },
    rowsPaintedAfterClick: () => since(hasRows),
    rowsChangedAfterClick: () => since(() => hasRows() && content() !== before),
    // A letter that changes nothing on the screen has nothing to be waited for.
    rowsChangedAfterKey: () => {
      const givenUpAt = performance.now() + 1000;
      return since(() => content() !== before || performance.now() > givenUpAt);
    },
    scrollFrames: (count, step) =>
      new Promise((resolve) => {
        const scroller = grid();
        const frames: number[] = [];
        let last = performance.now();
        const next = () => {
          const now = performance.now();
          frames.push(now - last);
          last = now;
          scroller?.scrollBy(0, step);
          if (frames.length < count) requestAnimationFrame(next);
          else resolve(frames.slice(1));
        };
        requestAnimationFrame(next);
      }),
    async forgetInventory() {
      for (const database of await open()) {
        const stores = [...database.objectStoreNames];
        const transaction = database.transaction(stores, 'readwrite');
        for (const name of stores) transaction.objectStore(name).clear();
        await new Promise((resolve) => (transaction.oncomplete = resolve));
        database.close();
      }
    },
    async inventoryStored() {
      const count = async () => {
        let records = 0;
        for (const database of await open()) {
          for (const name of database.objectStoreNames)
            records += await answer(database.transaction(name).objectStore(name).count());
          database.close();
        }
        return records;
      };
      while ((await count()) === 0) await new Promise((resolve) => setTimeout(resolve, 50));
    },
  };
}
