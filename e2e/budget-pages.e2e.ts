import { expect, openAs, test } from './support/fixtures.ts';
import { expectCount } from './support/table.ts';

test.use({ apiLimits: 'paid', pageSize: 50 });

test('renewing a list of ten pages says beforehand what it takes', async ({ page }) => {
  await page.route(/\/api\/v1\/devices(\?|$)/, async (route) => {
    const response = await route.fetch();
    const body = (await response.text()).replace('"delta-token"', '"no-token"');
    // The body is no longer compressed, nor as long.
    const headers = Object.entries(response.headers()).filter(
      ([name]) => !/^content-(encoding|length)$/.test(name),
    );
    await route.fulfill({ status: response.status(), headers: Object.fromEntries(headers), body });
  });
  await openAs(page, 'admin');
  await expectCount(page, '500 devices');
  const refresh = page.getByRole('button', { name: 'Refresh (10 calls)' });
  await expect(refresh).toHaveAttribute('title', /^Ask the service now: 10 calls, leaves 2,4\d\d today$/);
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('option', { name: /^Refresh the device list/ })).toContainText('10 calls');
});
