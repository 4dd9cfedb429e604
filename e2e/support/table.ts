import { expect, type Locator, type Page } from 'playwright/test';

/** The rows of the table that are on the screen; the header is not among them. */
export function rows(page: Page): Locator {
  return page.locator('[role=grid] [role=row][data-index]');
}

/** The n-th row of the view, counted from 1, as `aria-rowindex` says it (the header is 1). */
export function row(page: Page, n: number): Locator {
  return page.locator(`[role=grid] [role=row][data-index="${n - 1}"]`);
}

/** Text of a row by column label; absent columns are an error. */
export async function cells(page: Page, n: number): Promise<Record<string, string>> {
  // A row that is still on its way has one cell that says so.
  await expect(row(page, n).getByRole('gridcell').nth(1)).toBeVisible();
  const labels = await page.getByRole('columnheader').allInnerTexts();
  const texts = await row(page, n).getByRole('gridcell').allInnerTexts();
  return Object.fromEntries(labels.map((label, at) => [label.trim(), texts[at]?.trim() ?? '']));
}

/** Waits for the count that the page tells, "212 of 500 devices". */
export async function expectCount(page: Page, text: string | RegExp): Promise<void> {
  await expect(
    page
      .getByRole('status')
      .filter({ hasText: /device/ })
      .first(),
  ).toContainText(text);
}

export function selection(page: Page): Locator {
  return page.getByRole('region', { name: 'Selection' });
}
