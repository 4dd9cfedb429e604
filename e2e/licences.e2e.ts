import { expect, test } from './support/fixtures.ts';

test('the licences of what the page is made of are served with it, as text', async ({ page }) => {
  await page.goto('/licenses.md');
  await expect(page.locator('body')).toContainText('react-dom');
  await expect(page.locator('body')).toContainText('Permission is hereby granted');
});
