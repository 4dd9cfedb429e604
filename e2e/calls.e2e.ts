import { countCalls, expect, openAs, test } from './support/fixtures.ts';
import { expectCount, row } from './support/table.ts';

test('Devices costs one call, coming back none, a device at most five, a second tab none', async ({
  page,
  pageSize,
}) => {
  const calls = countCalls(page);
  await openAs(page, 'admin');
  await expectCount(page, '500 devices');
  // A service that pages its list answers as many calls as it has pages.
  expect(calls.paths).toHaveLength(pageSize === 0 ? 1 : 500 / pageSize);

  calls.paths.length = 0;
  const detail = page.waitForResponse((response) => /\/devices\/\d+$/.test(new URL(response.url()).pathname));
  await row(page, 1).getByRole('link').first().click();
  await detail;
  await page.waitForLoadState('networkidle');
  expect(calls.paths.length).toBeLessThanOrEqual(5);

  calls.paths.length = 0;
  await page.goBack();
  await expect(row(page, 1)).toBeVisible();
  await page.getByRole('searchbox').fill('galaxy');
  await expectCount(page, /of 500/);
  const second = await page.context().newPage();
  await second.goto('/devices');
  await expectCount(second, '500 devices');
  await second.reload();
  await expectCount(second, '500 devices');
  expect(calls.paths).toEqual([]);
});

test('coming back to a device costs no call, not even after a reload', async ({ page }) => {
  await openAs(page, 'admin', '/devices?q=Reception');
  await row(page, 1).getByRole('link').first().click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Reception iPad');
  await expect(page.getByRole('main').getByText('Updated')).toBeVisible();
  const calls = countCalls(page);
  await page.goBack();
  await expect(row(page, 1)).toBeVisible();
  await page.goForward();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Reception iPad');
  await page.waitForLoadState('networkidle');
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Reception iPad');
  await page.waitForLoadState('networkidle');
  expect(calls.paths).toEqual([]);
});
