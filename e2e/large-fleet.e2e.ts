import { expect, openAs, test } from './support/fixtures.ts';
import { expectCount, row } from './support/table.ts';

// Whole, as a service without paging sends it: two hundred pages of fifty are the story of 500 devices again.
test.use({ fleetSize: 10_000, pageSize: 0 });

test('the last of 10,000 is a key press away, and few nodes are in the document', async ({ page }) => {
  await openAs(page, 'admin');
  await expectCount(page, '10,000 devices');
  await page.getByRole('grid').focus();
  await page.keyboard.press('End');
  await expect(row(page, 10_000)).toBeVisible();
  await expect(row(page, 10_000)).not.toContainText('Loading');
  expect(await page.evaluate(() => document.querySelectorAll('*').length)).toBeLessThan(1500);
});
