import { gzipSync } from 'node:zlib';
import { chromium, type Browser, type Page } from 'playwright';
import { CHROMIUM_FLAGS, findChromium } from '../e2e/support/browser.ts';
import type { RunningServer } from '../e2e/support/server.ts';
import { API_KEY, fleetServer } from './fleet.ts';
import { installProbe } from './probe.ts';
import { atMost, median, percentile, type Figure } from './table.ts';

const ROUNDS = 5;
/** A page of the shell that does not touch the inventory: where a click on "Devices" starts from. */
const NEUTRAL = '/nothing-here';

async function launch(): Promise<Browser> {
  const executablePath = findChromium();
  return chromium.launch({ args: CHROMIUM_FLAGS, ...(executablePath !== undefined && { executablePath }) });
}

async function signedIn(browser: Browser, server: RunningServer): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1920, height: 1080 }, baseURL: server.url });
  const page = await context.newPage();
  await page.addInitScript(installProbe);
  await page.goto(NEUTRAL);
  await page.getByLabel('Email').fill('admin@example.com');
  await page.getByLabel('Password').fill('muster-sample');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('link', { name: 'Devices', exact: true }).first().waitFor();
  return page;
}

/** Clicks "Devices" in the rail; milliseconds from that click to painted rows. */
async function clickToRows(page: Page): Promise<number> {
  await page.evaluate(() => window.muster.armClick());
  await page.getByRole('link', { name: 'Devices', exact: true }).first().click();
  return page.evaluate(() => window.muster.rowsPaintedAfterClick());
}

/** What no page could do without: fetching the same answer and JSON.parse, in the same browser. */
function fetchAndParse(page: Page): Promise<number> {
  return page.evaluate(async (key) => {
    const started = performance.now();
    const response = await fetch('/api/v1/devices', { headers: { authorization: key }, cache: 'no-store' });
    const parsed = JSON.parse(await response.text()) as { devices: unknown[] };
    if (parsed.devices.length === 0) throw new Error('No devices');
    return performance.now() - started;
  }, API_KEY);
}

async function forgetStored(page: Page): Promise<void> {
  await page.evaluate(() => window.muster.forgetInventory());
}

/** gzip size of the JavaScript and CSS of a first visit to Devices, in kB, with what each file takes. */
export async function benchBytes(): Promise<Figure[]> {
  const server = await fleetServer(500);
  const browser = await launch();
  const page = await signedIn(browser, server);
  await page.waitForLoadState('networkidle');
  const files = new Map<string, number>();
  const pending: Promise<void>[] = [];
  page.context().on('response', (response) => {
    const { pathname } = new URL(response.url());
    if (!response.ok() || !/\.(js|css)$/.test(pathname)) return;
    pending.push(response.body().then((body) => void files.set(pathname, gzipSync(body).length / 1000)));
  });
  await page.goto('/devices');
  await page.evaluate(() => window.muster.rowsPainted());
  await page.waitForLoadState('networkidle');
  await Promise.all(pending);
  await browser.close();
  await server.stop();
  const list = [...files].sort((a, b) => b[1] - a[1]);
  console.log(list.map(([name, size]) => `${size.toFixed(1).padStart(7)} kB  ${name}`).join('\n'));
  const total = list.reduce((sum, [, size]) => sum + size, 0);
  return [atMost('first visit to Devices: JavaScript + CSS, gzip', total, 200, 'kB')];
}

async function benchOpening(page: Page, size: number, cachedLimitMs: number): Promise<Figure[]> {
  const floor: number[] = [];
  const uncached: number[] = [];
  const stored: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    await page.goto(NEUTRAL);
    floor.push(await fetchAndParse(page));
    await forgetStored(page);
    await page.goto(NEUTRAL);
    uncached.push(await clickToRows(page));
    await page.evaluate(() => window.muster.inventoryStored());
    await page.goto(NEUTRAL);
    stored.push(await clickToRows(page));
  }
  await page.getByRole('row').nth(1).getByRole('link').first().click();
  await page.getByRole('heading', { level: 1 }).waitFor();
  const inMemory = await clickToRows(page);
  const name = size.toLocaleString('en');
  console.log(
    `${name}: fetch + JSON.parse ${median(floor).toFixed(0)} ms, uncached ${median(uncached).toFixed(0)} ms, ` +
      `from storage ${median(stored).toFixed(0)} ms, from memory ${inMemory.toFixed(0)} ms`,
  );
  return [
    atMost(`Devices at ${name}, click to rows, cached (after a reload)`, median(stored), cachedLimitMs, 'ms'),
    atMost(`Devices at ${name}, coming back`, inMemory, cachedLimitMs, 'ms'),
    atMost(
      `Devices at ${name}, not cached, over fetch + JSON.parse`,
      median(uncached) / median(floor),
      1.5,
      'x',
    ),
  ];
}

async function benchSearch(page: Page): Promise<Figure[]> {
  const times: number[] = [];
  const box = page.getByRole('searchbox');
  // What a search needs is computed in the moments after the rows are there; nobody types sooner.
  await page.waitForTimeout(2000);
  for (const word of ['samsung', 'maria', '3571', 'zebra']) {
    await box.fill('');
    await page
      .getByRole('status')
      .filter({ hasText: /^100,000 devices$/ })
      .waitFor();
    for (const letter of word) {
      await box.focus();
      await page.evaluate(() => window.muster.armKey());
      await page.keyboard.press(letter);
      const time = await page.evaluate(() => window.muster.rowsChangedAfterKey());
      if (time < 1000) times.push(time);
    }
  }
  await box.fill('');
  console.log(`search keystrokes: ${times.map((time) => time.toFixed(0)).join(' ')} ms`);
  return [
    atMost('search keystroke to painted rows at 100,000, median', median(times), 50, 'ms'),
    atMost('the same, p95', percentile(times, 0.95), 50, 'ms'),
  ];
}

async function benchSort(page: Page): Promise<Figure> {
  const times: number[] = [];
  for (const column of ['Model', 'User', 'OS version', 'Name', 'Serial number', 'Name']) {
    await page.evaluate(() => window.muster.armClick());
    await page
      .getByRole('columnheader', { name: column })
      .getByRole('button', { name: column })
      .first()
      .click();
    times.push(await page.evaluate(() => window.muster.rowsChangedAfterClick()));
  }
  console.log(`sorts: ${times.map((time) => time.toFixed(0)).join(' ')} ms`);
  return atMost('sort at 100,000 (slowest column)', Math.max(...times), 200, 'ms');
}

async function benchScroll(page: Page): Promise<Figure[]> {
  const frames = await page.evaluate(() => window.muster.scrollFrames(240, 700));
  const nodes = await page.evaluate(() => document.querySelectorAll('*').length);
  console.log(
    `scroll frames: median ${median(frames).toFixed(1)} ms, worst ${Math.max(...frames).toFixed(0)} ms`,
  );
  return [
    atMost('scroll frame p95 at 100,000', percentile(frames, 0.95), 33, 'ms'),
    atMost('DOM nodes on Devices at 100,000 (1920 x 1080)', nodes, 1500, ''),
  ];
}

/** Opening, searching, sorting and scrolling the inventory. */
export async function benchInventory(size: number, cachedLimitMs: number): Promise<Figure[]> {
  const server = await fleetServer(size);
  const browser = await launch();
  const page = await signedIn(browser, server);
  const figures = await benchOpening(page, size, cachedLimitMs);
  if (size >= 100_000) {
    figures.push(...(await benchSearch(page)), await benchSort(page), ...(await benchScroll(page)));
  }
  await browser.close();
  await server.stop();
  return figures;
}

/** Calls to the documented API, counted by the browser. */
export async function benchCalls(): Promise<Figure[]> {
  const server = await fleetServer(500);
  const browser = await launch();
  const page = await signedIn(browser, server);
  let calls = 0;
  page.context().on('request', (request) => {
    if (new URL(request.url()).pathname.startsWith('/api/v1/')) calls += 1;
  });
  const during = async (act: () => Promise<unknown>) => {
    calls = 0;
    await act();
    await page.waitForLoadState('networkidle');
    return calls;
  };
  const open = await during(() => clickToRows(page));
  const device = await during(async () => {
    const answered = page.waitForResponse((response) =>
      /\/devices\/\d+$/.test(new URL(response.url()).pathname),
    );
    await page.getByRole('row').nth(1).getByRole('link').first().click();
    await answered;
  });
  const back = await during(() => clickToRows(page));
  await page.evaluate(() => window.muster.inventoryStored());
  const second = await during(async () => {
    const tab = await page.context().newPage();
    await tab.addInitScript(installProbe);
    await tab.goto('/devices');
    await tab.evaluate(() => window.muster.rowsPainted());
  });
  await browser.close();
  await server.stop();
  return [
    atMost('API calls: open Devices', open, 1, ''),
    atMost('API calls: come back within 5 minutes', back, 0, ''),
    atMost('API calls: open a device', device, 5, ''),
    atMost('API calls: second tab', second, 0, ''),
  ];
}
