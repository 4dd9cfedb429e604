import { describe, expect, it } from 'vitest';
import { ApiError } from '../errors.ts';
import type { StoredData } from '../stored-data.ts';
import type { Priority } from './calls.ts';
import { LONGEST_WAIT_MS, Scheduler } from './scheduler.ts';
import { createSharedLedger } from './shared-ledger.ts';

const START = Date.UTC(2026, 10, 23, 12);
const never = new AbortController().signal;

/** A browser: one storage, one lock, one channel, a clock that is turned by hand, and as many tabs as are opened. */
function openBrowser({ isStorageBroken = false } = {}) {
  let now = START;
  const values = new Map<string, unknown>();
  const tabs: { channel: EventTarget }[] = [];
  const timers: { at: number; act: () => void }[] = [];
  let lock = Promise.resolve();
  const storage: Pick<StoredData, 'read' | 'write'> = {
    read: (keys) =>
      Promise.resolve(keys.map((key) => (isStorageBroken ? undefined : structuredClone(values.get(key))))),
    write: (entries) => {
      for (const [key, value] of entries) values.set(key, structuredClone(value));
      return Promise.resolve(!isStorageBroken);
    },
  };
  return {
    openTab() {
      const target = new EventTarget();
      tabs.push({ channel: target });
      const ledger = createSharedLedger({
        // The ledger reads and writes; the rest of storage is not its matter.
        storage: storage as StoredData,
        withLock: (work) => {
          const done = lock.then(work);
          lock = done.then(
            () => undefined,
            () => undefined,
          );
          return done;
        },
        channel: {
          postMessage: (data: unknown) => {
            for (const { channel } of tabs) {
              if (channel !== target)
                channel.dispatchEvent(new MessageEvent('message', { data: structuredClone(data) }));
            }
          },
          addEventListener: target.addEventListener.bind(target),
        },
        now: () => now,
      });
      const scheduler = new Scheduler({
        ledger,
        now: () => now,
        setTimer: (act, ms) => {
          const timer = { at: now + ms, act };
          timers.push(timer);
          return () => void timers.splice(timers.indexOf(timer), 1);
        },
      });
      return { ledger, scheduler };
    },
    values,
    /** Lets everything that is due and everything that follows from it happen. */
    async turn(ms: number) {
      now += ms;
      for (const timer of timers.filter(({ at }) => at <= now)) {
        timers.splice(timers.indexOf(timer), 1);
        timer.act();
      }
      await settled();
    },
  };
}

/** Everything promised has come about: there are no real timers here. */
async function settled(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 0));
}

describe('the scheduler', () => {
  it('lets no more than the documented 100 a minute through, over three tabs', async () => {
    const browser = openBrowser();
    const tabs = [browser.openTab(), browser.openTab(), browser.openTab()];
    let sent = 0;
    for (let index = 0; index < 240; index += 1) {
      void tabs[index % 3]?.scheduler.admit({ priority: 'click' }, never).then(() => (sent += 1));
    }
    await browser.turn(0);
    expect(sent).toBe(100);
    await browser.turn(59_000);
    expect(sent).toBe(100);
    await browser.turn(1500);
    expect(sent).toBe(200);
    await browser.turn(60_500);
    expect(sent).toBe(240);
    expect(tabs[0]?.ledger.current().days[0]?.calls.other).toBe(240);
  });

  it('holds to the limits by what tabs tell each other where nothing can be stored', async () => {
    const browser = openBrowser({ isStorageBroken: true });
    const tabs = [browser.openTab(), browser.openTab()];
    let sent = 0;
    for (let index = 0; index < 150; index += 1) {
      void tabs[index % 2]?.scheduler.admit({ priority: 'click' }, never).then(() => (sent += 1));
    }
    await browser.turn(0);
    expect(sent).toBe(100);
  });

  it('lets a click go before what is on screen, and that before the background', async () => {
    const browser = openBrowser();
    const { scheduler } = browser.openTab();
    const order: Priority[] = [];
    for (const priority of ['background', 'visible', 'click', 'background', 'click'] as const) {
      void scheduler.admit({ priority }, never).then(() => order.push(priority));
    }
    await browser.turn(0);
    // The first was being decided on before the others came.
    expect(order).toEqual(['background', 'click', 'click', 'visible', 'background']);
  });

  it('keeps calls of the minute for clicks while the background waits', async () => {
    const browser = openBrowser();
    const { scheduler } = browser.openTab();
    const sent = { background: 0, click: 0 };
    for (let index = 0; index < 80; index += 1) {
      void scheduler.admit({ priority: 'background' }, never).then(() => (sent.background += 1));
    }
    await browser.turn(0);
    expect(sent).toEqual({ background: 60, click: 0 });
    void scheduler.admit({ priority: 'click' }, never).then(() => (sent.click += 1));
    await browser.turn(0);
    expect(sent).toEqual({ background: 60, click: 1 });
    await browser.turn(61_000);
    expect(sent).toEqual({ background: 80, click: 1 });
  });

  it('obeys Retry-After for everybody, in every tab', async () => {
    const browser = openBrowser();
    const [one, two] = [browser.openTab(), browser.openTab()];
    const ticket = await one.scheduler.admit({}, never);
    one.scheduler.settle(ticket, { status: 429, retryAfterMs: 20_000, news: {} });
    await browser.turn(0);
    let isSent = false;
    void two.scheduler.admit({ priority: 'click' }, never).then(() => (isSent = true));
    await browser.turn(19_000);
    expect(isSent).toBe(false);
    await browser.turn(1500);
    expect(isSent).toBe(true);
  });

  it.each([
    [{ status: 429, retryAfterMs: LONGEST_WAIT_MS + 1, news: {} }, /lets nobody in/],
    [{ status: 429, news: {} }, /lets nobody in/],
    [{ status: 429, retryAfterMs: 3_600_000, news: {} }, /used up/],
    [{ status: 200, news: { day: { remaining: 0, resetsAt: START + 3_600_000 } } }, /used up/],
  ])('says so, with the time, where the wait would be long: %j', async (outcome, sentence) => {
    const browser = openBrowser();
    const { scheduler } = browser.openTab();
    scheduler.settle(await scheduler.admit({}, never), outcome);
    await browser.turn(0);
    const error: unknown = await scheduler
      .admit({ priority: 'click' }, never)
      .catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ kind: 'limit', message: expect.stringMatching(sentence) as string });
    expect((error as ApiError).retryAfterMs).toBeGreaterThan(LONGEST_WAIT_MS);
  });

  it('stops the background when the day runs short, counts it, and leaves clicks alone', async () => {
    const browser = openBrowser();
    const { scheduler, ledger } = browser.openTab();
    const news = { day: { limit: 2500, remaining: 400, resetsAt: START + 3_600_000 } };
    scheduler.settle(await scheduler.admit({}, never), { status: 200, news });
    await browser.turn(0);
    await expect(scheduler.admit({ priority: 'background' }, never)).rejects.toMatchObject({ kind: 'limit' });
    await expect(scheduler.admit({ priority: 'click' }, never)).resolves.toEqual(expect.any(String));
    expect(ledger.current().days[0]?.held).toBe(1);
  });

  it('makes no call for somebody who gave up', async () => {
    const browser = openBrowser();
    const { scheduler, ledger } = browser.openTab();
    for (let index = 0; index < 100; index += 1) void scheduler.admit({ priority: 'click' }, never);
    const controller = new AbortController();
    const given = scheduler.admit({ priority: 'click' }, controller.signal);
    await browser.turn(0);
    controller.abort();
    await expect(given).rejects.toMatchObject({ kind: 'aborted' });
    await browser.turn(61_000);
    expect(ledger.current().days[0]?.calls.other).toBe(100);
    await expect(scheduler.admit({}, AbortSignal.abort())).rejects.toMatchObject({ kind: 'aborted' });
  });

  it('goes on with what another visit stored, and forgets it on signing out', async () => {
    const browser = openBrowser();
    const before = browser.openTab();
    for (let index = 0; index < 100; index += 1) void before.scheduler.admit({ priority: 'click' }, never);
    await browser.turn(0);
    const after = browser.openTab();
    await after.ledger.load();
    expect(after.ledger.current().sentAt).toHaveLength(100);
    browser.values.clear();
    before.ledger.forget();
    expect(after.ledger.current().sentAt).toEqual([]);
    await expect(after.scheduler.admit({}, never)).resolves.toEqual(expect.any(String));
  });
});
