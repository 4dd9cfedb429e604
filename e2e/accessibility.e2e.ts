import { expect, expectAccessible, openAs, test } from './support/fixtures.ts';
import { row } from './support/table.ts';

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme });

    test('axe finds nothing on any page', async ({ page }) => {
      await page.goto('/devices');
      await expect(page.getByLabel('Email')).toBeVisible();
      await expectAccessible(page);
      await openAs(page, 'admin');
      await row(page, 1).getByRole('checkbox').click();
      await expectAccessible(page);

      await page.goto('/devices?q=no-such-thing&platform=1');
      await expect(page.getByText('No device matches')).toBeVisible();
      await expectAccessible(page);

      await page.goto('/devices?q=Reception');
      await row(page, 1).getByRole('link').first().click();
      await expect(page.getByRole('heading', { level: 1 })).toContainText('Reception iPad');
      await page.waitForLoadState('networkidle');
      await expectAccessible(page);

      await page.goto('/nothing-here');
      await expect(page.getByRole('heading', { name: 'Page not found' })).toBeVisible();
      await expectAccessible(page);
    });

    test('axe finds nothing in what opens over a page', async ({ page }) => {
      await openAs(page, 'admin');
      await expect(row(page, 1)).toBeVisible();
      for (const name of ['Filter', 'Columns', 'Views', 'Export'] as const) {
        await page.getByRole('button', { name, exact: true }).first().click();
        await expect(page.getByRole('dialog')).toBeVisible();
        await expectAccessible(page);
        await page.keyboard.press('Escape');
        await expect(page.getByRole('dialog')).toHaveCount(0);
      }
      await page.getByRole('button', { name: /Paste/ }).click();
      await page.getByRole('dialog').getByRole('textbox').fill('Reception iPad\nnobody');
      await expect(page.getByRole('dialog')).toContainText('nobody');
      await expectAccessible(page);
      await page.keyboard.press('Escape');
      await page.keyboard.press('Control+k');
      await page.getByRole('combobox').fill('iPad');
      await expect(page.getByRole('option').first()).toBeVisible();
      await expectAccessible(page);
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: /^Account:/ }).click();
      await expectAccessible(page);
    });

    test('axe finds nothing on a phone', async ({ page }) => {
      await page.setViewportSize({ width: 390, height: 844 });
      await openAs(page, 'helpdesk');
      await expect(row(page, 1)).toBeVisible();
      await expectAccessible(page);
      await page.getByRole('button', { name: 'Menu' }).click();
      await expect(page.getByRole('dialog', { name: 'Menu' })).toBeVisible();
      await expectAccessible(page);
    });
  });
}
