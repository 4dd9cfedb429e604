import type { Page } from 'playwright/test';
import { countCalls, expect, expectAccessible, openAs, test } from './support/fixtures.ts';
import { expectCount, row } from './support/table.ts';

test.use({ apiLimits: 'paid' });

/** The gauge of the rail; its text tells what is left. */
function gauge(page: Page) {
  return page.getByRole('complementary').getByRole('link', { name: /^API calls left/ });
}

async function openDevice(page: Page): Promise<void> {
  await row(page, 1).getByRole('link').first().click();
  await expect(page.getByRole('button', { name: /^Refresh/ })).toBeEnabled();
  await expect(page.getByText(/^Updated/)).toBeVisible();
}

/** Calls that the day has left, as the gauge tells it. */
async function leftToday(page: Page): Promise<number> {
  const text = await gauge(page).innerText();
  return Number(/([\d,]+) of 2,500/.exec(text)?.[1]?.replace(',', ''));
}

/** What the tabs and workers go by. */
function isBackgroundInForce(page: Page): Promise<unknown> {
  return page.evaluate(async () => {
    const opening = indexedDB.open('muster-budget');
    await new Promise((resolve) => (opening.onsuccess = resolve));
    const reading = opening.result.transaction('values').objectStore('values').get('ledger');
    await new Promise((resolve) => (reading.onsuccess = resolve));
    opening.result.close();
    // The page's own record, written by the same code.
    return (reading.result as { ledger: { isBackgroundOn: boolean } }).ledger.isBackgroundOn;
  });
}

test('the gauge shows what is left, the page what it went to, a second tab the same for nothing', async ({
  page,
  pageSize,
}) => {
  const listCalls = pageSize === 0 ? 1 : 500 / pageSize;
  await openAs(page, 'admin');
  await expectCount(page, '500 devices');
  const before = await leftToday(page);
  await openDevice(page);
  await expect.poll(() => leftToday(page)).toBe(before - 1);

  await gauge(page).click();
  await expect(page).toHaveTitle('API budget · Muster');
  await expect(page.getByRole('heading', { name: 'API budget' })).toBeFocused();
  const today = page.getByRole('table', { name: /today/ });
  await expect(today.getByRole('row', { name: /^Device list/ })).toContainText(String(listCalls));
  await expect(today.getByRole('row', { name: /^Single devices/ })).toContainText('1');
  await expect(today.getByRole('row', { name: /^All/ })).toContainText(String(listCalls + 1));
  await expect(page.getByText('Told by the service.')).toHaveCount(2);

  const calls = countCalls(page);
  const second = await page.context().newPage();
  await second.goto('/budget');
  await expect(second.getByRole('row', { name: /^All/ })).toContainText(String(listCalls + 1));
  expect(await leftToday(second)).toBe(before - 1);
  // Coming back to what is kept costs nothing, and is counted as saved, in the other tab as well.
  await page.goBack();
  await expect(page.getByText(/^Updated/)).toBeVisible();
  await expect(second.getByText(/\d+ questions? answered without a call/)).not.toContainText(/^0 /);
  expect(calls.paths).toEqual([]);
});

test('what is chosen holds after a reload, in another tab and after signing out', async ({ page }) => {
  await openAs(page, 'helpdesk', '/budget');
  const list = page.getByRole('group', { name: 'Device list' });
  await expect(list.getByLabel('5 min', { exact: true })).toBeChecked();
  await list.getByLabel('5 min', { exact: true }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(list.getByLabel('15 min')).toBeChecked();
  const second = await page.context().newPage();
  await second.goto('/budget');
  await page.getByRole('checkbox', { name: 'Load in the background' }).uncheck();
  await expect(page.getByText(/^Off: nothing is fetched/)).toBeVisible();
  await expect(second.getByRole('checkbox', { name: 'Load in the background' })).not.toBeChecked();

  await expect.poll(() => isBackgroundInForce(page)).toBe(false);

  await page.reload();
  await expect(list.getByLabel('15 min')).toBeChecked();
  await page.getByRole('button', { name: /^Account:/ }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: /signed out/i })).toBeVisible();
  await openAs(page, 'helpdesk', '/budget');
  await expect(list.getByLabel('15 min')).toBeChecked();
  await expect(page.getByRole('checkbox', { name: 'Load in the background' })).not.toBeChecked();
});

test('a used-up minute is waited for in sight, and then it goes on by itself', async ({ page, problems }) => {
  problems.allow(/429/);
  await openAs(page, 'admin', '/devices?q=Reception');
  await expect(row(page, 1)).toBeVisible();
  let refusals = 0;
  await page.route(/\/api\/v1\/devices\/\d+$/, async (route) => {
    refusals += 1;
    if (refusals > 1) return route.fallback();
    return route.fulfill({
      status: 429,
      headers: { 'retry-after': '7' },
      json: { error_code: 'COM0002', error_description: 'Too many calls.' },
    });
  });
  await row(page, 1).getByRole('link').first().click();
  await expect(page.getByText(/Waiting for the API’s limit: goes on in \d s/)).toBeVisible();
  // What the list knows of the device is there meanwhile.
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Reception iPad');
  await expect(gauge(page)).toContainText(/Used up, again in \d s/);
  await expect(page.getByRole('status').filter({ hasText: 'of this minute are used up' })).toHaveCount(1);

  await expect(page.getByText(/^Updated/)).toBeVisible();
  await expect(page.getByText(/Waiting for/)).toHaveCount(0);
  await expect(page.getByRole('status').filter({ hasText: 'there again' })).toHaveCount(1);
  expect(refusals).toBe(2);
});

test('a first list that has to wait says so, and comes by itself', async ({ page, problems, pageSize }) => {
  test.skip(pageSize > 0, 'The first page of many is the same story.');
  problems.allow(/429/);
  let refusals = 0;
  await page.route(/\/api\/v1\/devices(\?|$)/, async (route) => {
    refusals += 1;
    if (refusals > 1) return route.fallback();
    return route.fulfill({
      status: 429,
      headers: { 'retry-after': '7' },
      json: { error_code: 'COM0002', error_description: 'Too many calls.' },
    });
  });
  await openAs(page, 'admin');
  await expect(page.getByText(/Waiting for the API’s limit: goes on in \d s/)).toBeVisible();
  await expectCount(page, '500 devices');
  expect(refusals).toBe(2);
});

test('a day that is used up says when it is tried again, above what there is', async ({ page, problems }) => {
  problems.allow(/429/);
  await openAs(page, 'admin', '/devices?q=Reception');
  await expect(row(page, 1)).toBeVisible();
  await page.route(/\/api\/v1\/devices\/\d+$/, (route) =>
    route.fulfill({
      status: 429,
      headers: { 'retry-after': '36000' },
      json: { error_code: 'COM0002', error_description: 'Too many calls.' },
    }),
  );
  await row(page, 1).getByRole('link').first().click();
  await expect(page.getByRole('alert')).toContainText(/Tried again by itself at \d\d:\d\d/);
  await expect(page.getByRole('alert')).toContainText('Only what the device list says is shown.');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Reception iPad');
  await expect(gauge(page)).toContainText(/Used up, again at \d\d:\d\d/);
});

test('the page is found from the palette and from the drawer of a narrow window', async ({ page }) => {
  await openAs(page, 'admin');
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill('budget');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'API budget' })).toBeVisible();
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/devices');
  await page.getByRole('button', { name: 'Menu' }).click();
  await page
    .getByRole('dialog')
    .getByRole('link', { name: /^API calls left/ })
    .click();
  await expect(page.getByRole('heading', { name: 'API budget' })).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme });

    test('axe finds nothing on the page, empty or full, wide or narrow', async ({ page }) => {
      await openAs(page, 'admin', '/budget');
      await expect(page.getByText(/^None yet/)).toBeVisible();
      await expectAccessible(page);
      await page.goto('/devices');
      await expect(row(page, 1)).toBeVisible();
      await page.goto('/budget');
      await expect(page.getByRole('row', { name: /^All/ })).toBeVisible();
      await expectAccessible(page);
      await page.setViewportSize({ width: 360, height: 800 });
      await expectAccessible(page);
    });
  });
}
