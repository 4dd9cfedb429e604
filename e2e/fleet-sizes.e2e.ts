import { expect, expectAccessible, openAs, test } from './support/fixtures.ts';
import { expectCount, row } from './support/table.ts';

test.describe('no devices', () => {
  test.use({ fleetSize: 0 });
  test('an empty fleet says so and what comes next', async ({ page }) => {
    await openAs(page, 'admin');
    await expect(page.getByText(/No devices/)).toBeVisible();
    await expect(page.getByRole('grid')).toHaveCount(0);
    await expectAccessible(page);
  });
});

test.describe('one device', () => {
  test.use({ fleetSize: 1 });
  test('one device is one row, in the singular', async ({ page }) => {
    await openAs(page, 'admin');
    await expectCount(page, /^1 device$/);
    await expect(row(page, 1)).toBeVisible();
    await expect(row(page, 2)).toHaveCount(0);
  });
});

test.describe('ten thousand devices', () => {
  test.use({ fleetSize: 10_000 });
  test('the last of 10,000 is a key press away, and few nodes are in the document', async ({ page, pageSize }) => {
    test.skip(pageSize > 0, 'two hundred pages of fifty are the paging story of 500 devices again');
    await openAs(page, 'admin');
    await expectCount(page, '10,000 devices');
    await page.getByRole('grid').focus();
    await page.keyboard.press('End');
    await expect(row(page, 10_000)).toBeVisible();
    await expect(row(page, 10_000)).not.toContainText('Loading');
    expect(await page.evaluate(() => document.querySelectorAll('*').length)).toBeLessThan(1500);
  });
});
