import { expect, openAs, test } from './support/fixtures.ts';
import { cells, expectCount, row, selection } from './support/table.ts';

test('a device is found, opened and left by keyboard alone', async ({ page }) => {
  await openAs(page, 'helpdesk');
  await expect(row(page, 1)).toBeVisible();
  await page.keyboard.press('/');
  await expect(page.getByRole('searchbox')).toBeFocused();
  await page.keyboard.type('galaxy');
  await expectCount(page, /of 500/);
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('grid')).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  const name = (await cells(page, 3)).Name ?? '?';
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toContainText(name);
  await page.goBack();
  await expect(page.getByRole('searchbox')).toHaveValue('galaxy');
});

test('rows are selected by keyboard: Space, Shift with arrows, all, Escape', async ({ page }) => {
  await openAs(page, 'technician');
  await expect(row(page, 1)).toBeVisible();
  await page.getByRole('grid').focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('Space');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await expect(selection(page)).toContainText('3 selected');
  await page.keyboard.press('Control+a');
  await expect(selection(page)).toContainText('500 selected');
  await page.keyboard.press('Escape');
  await expect(selection(page)).toHaveCount(0);
  await page.keyboard.press('End');
  await expect(row(page, 500)).toBeVisible();
  await expect(row(page, 500)).not.toContainText('Loading');
});

test('the skip link, the command palette and the help work by keyboard', async ({ page }) => {
  await openAs(page, 'helpdesk');
  await expect(row(page, 1)).toBeVisible();
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill('reception');
  await expect(page.getByRole('option', { name: /Reception iPad/ }).first()).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Reception iPad');
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill('paste');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Paste identifiers' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.goBack();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Reception iPad');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: /Keyboard/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Reception iPad');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: /Skip/ })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
});
