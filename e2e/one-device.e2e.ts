import { expect, openAs, test } from './support/fixtures.ts';
import { expectCount, row } from './support/table.ts';

test.use({ fleetSize: 1 });

test('one device is one row, in the singular', async ({ page }) => {
  await openAs(page, 'admin');
  await expectCount(page, /^1 device$/);
  await expect(row(page, 1)).toBeVisible();
  await expect(row(page, 2)).toHaveCount(0);
});
