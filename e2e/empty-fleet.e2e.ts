import { expect, expectAccessible, openAs, test } from './support/fixtures.ts';

test.use({ fleetSize: 0 });

test('an empty fleet says so and what comes next', async ({ page }) => {
  await openAs(page, 'admin');
  await expect(page.getByText(/No devices/)).toBeVisible();
  await expect(page.getByRole('grid')).toHaveCount(0);
  await expectAccessible(page);
});
