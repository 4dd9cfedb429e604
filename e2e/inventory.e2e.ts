import { expect, openAs, test } from './support/fixtures.ts';
import { cells, expectCount, row, rows, selection } from './support/table.ts';

test('filters, order and search survive going to a device and back, a reload, and sharing', async ({
  page,
}) => {
  await openAs(page, 'admin');
  await expectCount(page, '500 devices');
  await page.getByRole('searchbox').fill('galaxy');
  await expectCount(page, /^\d+ of 500/);
  await page
    .getByRole('columnheader', { name: /OS version/ })
    .getByRole('button', { name: /OS version/ })
    .first()
    .click();
  await expect(page).toHaveURL(/q=galaxy/);
  await expect(page).toHaveURL(/sort=os/);
  const before = await cells(page, 3);
  const address = page.url();

  await row(page, 3).getByRole('link').first().click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(before.Name ?? '?');
  await page.goBack();
  await expect(page).toHaveURL(address);
  expect(await cells(page, 3)).toEqual(before);

  await page.reload();
  await expect(page.getByRole('searchbox')).toHaveValue('galaxy');
  await expect(row(page, 3)).toContainText(before.Name ?? '?');

  const colleague = await page
    .context()
    .browser()
    ?.newContext({ baseURL: new URL(address).origin });
  const theirs = await colleague?.newPage();
  if (theirs === undefined) throw new Error('No second browser context');
  await openAs(theirs, 'manager', address);
  await expect(row(theirs, 3)).toContainText(before.Name ?? '?');
  await colleague?.close();
});

test('back from a device restores scroll and selection', async ({ page }) => {
  await openAs(page, 'admin');
  await expect(row(page, 1)).toBeVisible();
  await page.getByRole('grid').evaluate((grid) => grid.scrollTo(0, 6000));
  // Well inside what is on the screen, so that the click itself does not scroll.
  const rowHeight = await row(page, 170).evaluate((element) => element.clientHeight);
  const index = Math.floor(6000 / rowHeight) + 6;
  await expect(row(page, index)).not.toContainText('Loading');
  await row(page, index).getByRole('checkbox').click();
  const scrolled = await page.getByRole('grid').evaluate((grid) => grid.scrollTop);
  await row(page, index).getByRole('link').first().click();
  await expect(page.getByRole('heading', { level: 1 })).not.toHaveText('Devices');
  await page.goBack();
  await expect(row(page, index)).toHaveAttribute('aria-selected', 'true');
  expect(await page.getByRole('grid').evaluate((grid) => grid.scrollTop)).toBe(scrolled);
  await expect(selection(page)).toContainText('1 selected');
});

test('a column filter is chosen from counted values, told as a chip, and taken away by Back or its own button', async ({
  page,
}) => {
  await openAs(page, 'technician');
  await expectCount(page, '500 devices');
  await page.getByRole('button', { name: 'Filter', exact: true }).click();
  await page.getByRole('button', { name: 'Platform', exact: true }).click();
  await page.getByRole('checkbox', { name: /iOS/ }).check();
  await expectCount(page, /^\d+ of 500/);
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(/platform=1/);
  const chips = page.getByRole('list', { name: 'Filters' });
  await expect(chips).toContainText('iOS');
  for (const text of await rows(page).allInnerTexts()) expect(text).toMatch(/iOS|Loading/);

  await chips.getByRole('button', { name: /^Remove filter/ }).click();
  await expectCount(page, '500 devices');
  await page.goBack();
  await expect(chips).toContainText('iOS');
  await page.goForward();
  await expectCount(page, '500 devices');
});

test('versions sort as versions, and what is not reported comes last both ways', async ({ page }) => {
  await openAs(page, 'admin', '/devices?platform=1&sort=os');
  await expect(row(page, 1)).toBeVisible();
  const read = async () => {
    const texts: string[] = [];
    for (let n = 1; n <= 10; n++) texts.push((await cells(page, n))['OS version'] ?? '');
    return texts;
  };
  const rising = await read();
  const parts = (version: string) => version.split('.').map(Number);
  const compare = (a: string, b: string) => {
    const [x, y] = [parts(a), parts(b)];
    return (
      x.map((part, at) => part - (y[at] ?? -1)).find((difference) => difference !== 0) ?? x.length - y.length
    );
  };
  expect([...rising].sort(compare)).toEqual(rising);
  await page.goto('/devices?platform=1&sort=-os');
  await expect(row(page, 1)).toBeVisible();
  expect((await read()).every((version) => /^\d/.test(version))).toBe(true);
});

test('a search that finds nothing says what is to blame and leads out', async ({ page }) => {
  await openAs(page, 'helpdesk', '/devices?platform=1&q=zzzz-no-such');
  await expect(page.getByText('No device matches')).toBeVisible();
  await page.getByRole('button', { name: /Clear the search/ }).click();
  await expect(row(page, 1)).toBeVisible();
  await expect(page).toHaveURL(/\/devices\?platform=1$/);
});

test('what the list does not carry is found by asking the server: a phone number', async ({ page }) => {
  await openAs(page, 'helpdesk', '/devices?q=backslash');
  await row(page, 1).getByRole('link').first().click();
  const facts = page.getByRole('main').locator('dl').first();
  await expect(facts).toContainText(/\+\d[\d ]{8,}/);
  const phone = /\+\d[\d ]{8,}/.exec(await facts.innerText())?.[0].replace(/\D/g, '') ?? '?';
  await page.goBack();
  await page.getByRole('searchbox').fill(phone.slice(-8));
  await expect(page.getByText('No device matches')).toBeVisible();
  await page.getByRole('button', { name: /Search the server/ }).click();
  await expect(row(page, 1)).toContainText('100%_done\\(backslash)');
  await expectCount(page, /^1 of 500/);
});

test('columns are shown, hidden, moved and sized, and a saved view brings all of it back', async ({
  page,
}) => {
  await openAs(page, 'admin');
  await expect(row(page, 1)).toBeVisible();
  await page.getByRole('button', { name: 'Columns', exact: true }).click();
  await page.getByRole('checkbox', { name: 'IMEI' }).check();
  await page.getByRole('checkbox', { name: 'Model' }).uncheck();
  await page.getByRole('button', { name: 'Move IMEI up' }).click();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('columnheader', { name: /IMEI/ })).toBeVisible();
  await expect(page.getByRole('columnheader', { name: /Model/ })).toHaveCount(0);
  await expect(page).toHaveURL(/cols=/);
  await page.getByRole('searchbox').fill('ipad');
  await expectCount(page, /of 500/);
  await expect(page).toHaveURL(/q=ipad/);
  const address = page.url();

  await page.getByRole('button', { name: 'Views', exact: true }).click();
  await page.getByLabel(/name/i).last().fill('My iPads');
  await page.getByRole('button', { name: 'Save view' }).click();
  await expect(page.getByRole('list', { name: 'Saved views' }).first()).toContainText('My iPads');
  await page.keyboard.press('Escape');

  await page.getByRole('navigation').getByRole('link', { name: 'Devices', exact: true }).click();
  await expectCount(page, '500 devices');
  await page.getByRole('navigation').getByRole('link', { name: 'My iPads' }).click();
  await expect(page).toHaveURL(address);
  await expect(page.getByRole('columnheader', { name: /IMEI/ })).toBeVisible();
  await expect(page.getByRole('searchbox')).toHaveValue('ipad');

  await page.getByRole('button', { name: 'Views', exact: true }).click();
  await page.getByRole('button', { name: 'Delete the view My iPads' }).click();
  await page
    .getByRole('button', { name: /^Delete/ })
    .last()
    .click();
  await expect(page.getByRole('navigation').getByRole('link', { name: 'My iPads' })).toHaveCount(0);
});
