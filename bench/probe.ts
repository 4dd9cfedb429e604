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
  const databases = async () =>
    (await indexedDB.databases()).flatMap(({ name }) => (name === undefined ? [] : [name]));

  window.muster = {
    armClick: arm('click'),
    armKey: arm('keydown'),
    rowsPainted: async () => void (await painted(hasRows)),
    rowsPaintedAfterClick: () => since(hasRows),
    rowsChangedAfterClick: () => since(() => hasRows() && content() !== before),
    rowsChangedAfterKey: () => since(() => content() !== before),
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
      for (const name of await databases()) {
        if (!/inventory/.test(name)) continue;
        await new Promise<void>((resolve, reject) => {
          const request = indexedDB.deleteDatabase(name);
          request.onsuccess = () => resolve();
          request.onerror = () => reject(new Error(`Cannot delete ${name}`));
        });
      }
    },
    async inventoryStored() {
      const isStored = async () => (await databases()).some((name) => /inventory/.test(name));
      while (!(await isStored())) await new Promise((resolve) => setTimeout(resolve, 50));
    },
  };
}
