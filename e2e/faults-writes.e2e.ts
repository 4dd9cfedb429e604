import type { Locator, Page } from 'playwright/test';
import { LOGGED, test } from './support/fault-fixtures.ts';
import { PROXY_PAGE, type Fault, type FaultProxy } from './support/fault-proxy.ts';
import { expect, openAs } from './support/fixtures.ts';
import { row } from './support/table.ts';

test.skip(({ pageSize }) => pageSize > 0, 'Faults are the same in whatever form the lists come.');

const SAVE = /^PUT \/api\/me\/views$/;
const DELETE = /^DELETE \/api\/me\/views\//;

/** The views that are kept, in the panel that names, saves and deletes them. */
async function openViews(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Views' }).click();
  const panel = page.getByRole('dialog', { name: /views/i });
  await expect(panel.getByLabel('Name of the view shown now')).toBeVisible();
  return panel;
}

async function save(panel: Locator, name: string): Promise<void> {
  await panel.getByLabel('Name of the view shown now').fill(name);
  await panel.getByRole('button', { name: 'Save view' }).click();
}

/** How often the server carried it out. */
function carriedOut(faults: FaultProxy, pattern: RegExp): number {
  return faults.calls(pattern).filter(({ serverStatus = 0 }) => serverStatus >= 200 && serverStatus < 300)
    .length;
}

function viewsNamed(panel: Locator, name: string): Locator {
  return panel.getByRole('list', { name: 'Saved views' }).getByRole('button', { name, exact: true });
}

test.beforeEach(({ problems }) => problems.allow(LOGGED));

const NOT_CARRIED_OUT: readonly (readonly [name: string, fault: Fault, reason: RegExp])[] = [
  ['an error page of a proxy', PROXY_PAGE, /could not answer \(502\)/],
  [
    'a connection that breaks on the way there',
    { kind: 'drop-request' },
    /could not be reached, or .* look before/,
  ],
];
for (const [name, fault, reason] of NOT_CARRIED_OUT) {
  test(`${name} while saving keeps what was typed, and saving again works`, async ({ page, faults }) => {
    await openAs(page, 'technician', '/devices?q=galaxy');
    const panel = await openViews(page);
    faults.fail(SAVE, fault);
    await save(panel, `After ${name}`);
    await expect(panel.getByRole('alert')).toContainText(reason);
    await expect(panel.getByLabel('Name of the view shown now')).toHaveValue(`After ${name}`);
    await expect(viewsNamed(panel, `After ${name}`)).toHaveCount(0);
    expect(carriedOut(faults, SAVE)).toBe(0);

    faults.heal();
    await panel.getByRole('button', { name: 'Save view' }).click();
    await expect(viewsNamed(panel, `After ${name}`)).toHaveCount(1);
    await expect(panel.getByRole('alert')).toHaveText('');
    expect(carriedOut(faults, SAVE)).toBe(1);
  });
}

test('saved, but the answer is lost: said to be open, shown as it is, done once', async ({
  page,
  faults,
}) => {
  await openAs(page, 'technician', '/devices?q=galaxy');
  const panel = await openViews(page);
  faults.fail(SAVE, { kind: 'drop-answer' }, 1);
  await save(panel, 'Answer lost');
  await expect(panel.getByRole('alert')).toContainText('It may have been done all the same');
  await expect(panel.getByLabel('Name of the view shown now')).toHaveValue('Answer lost');
  // What the server has now is asked for: the person sees that it worked, and need not do it again.
  await expect(viewsNamed(panel, 'Answer lost')).toHaveCount(1);
  await expect(panel.getByRole('button', { name: 'Replace “Answer lost”' })).toBeVisible();
  expect(carriedOut(faults, SAVE)).toBe(1);
});

test('deleted, but the answer is lost: it is gone from the list as well, and was deleted once', async ({
  page,
  faults,
}) => {
  await openAs(page, 'technician', '/devices?q=galaxy');
  const panel = await openViews(page);
  await save(panel, 'To be deleted');
  await expect(viewsNamed(panel, 'To be deleted')).toHaveCount(1);
  faults.fail(DELETE, { kind: 'drop-answer' }, 1);
  await panel.getByRole('button', { name: 'Delete the view To be deleted' }).click();
  await panel.getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(panel.getByRole('alert')).toContainText('It may have been done all the same');
  await expect(viewsNamed(panel, 'To be deleted')).toHaveCount(0);
  expect(carriedOut(faults, DELETE)).toBe(1);
});

for (const [when, kind, done] of [
  ['before', 'hold-request', 0],
  ['after', 'hold-answer', 1],
] as const) {
  test(`half a minute of silence ${when} the server saved it ends with a word, not with a second try`, async ({
    page,
    faults,
  }) => {
    await page.clock.install();
    await openAs(page, 'technician', '/devices?q=galaxy');
    const panel = await openViews(page);
    faults.fail(SAVE, { kind, until: new Promise(() => undefined) });
    await save(panel, `Silent ${when}`);
    await expect.poll(() => faults.calls(SAVE).length).toBe(1);
    await expect.poll(() => carriedOut(faults, SAVE)).toBe(done);
    await page.clock.fastForward(31_000);
    await expect(panel.getByRole('alert')).toContainText('did not answer in time. It may have been done');
    await expect(panel.getByLabel('Name of the view shown now')).toHaveValue(`Silent ${when}`);
    await expect(viewsNamed(panel, `Silent ${when}`)).toHaveCount(done);
    expect(faults.calls(SAVE)).toHaveLength(1);
  });
}

for (const [what, pattern, act] of [
  ['saving', SAVE, 'save'],
  ['deleting', DELETE, 'delete'],
] as const) {
  test(`the server killed in the middle of ${what}: after its restart it is done or not, and goes on`, async ({
    page,
    faults,
    server,
  }) => {
    const name = `Killed while ${what}`;
    await openAs(page, 'technician', '/devices?q=galaxy');
    const panel = await openViews(page);
    if (act === 'delete') {
      await save(panel, name);
      await expect(viewsNamed(panel, name)).toHaveCount(1);
    }
    faults.forget();
    faults.fail(pattern, { kind: 'drop-during', act: () => server.kill() }, 1);
    if (act === 'save') await save(panel, name);
    else {
      await panel.getByRole('button', { name: `Delete the view ${name}` }).click();
      await panel.getByRole('button', { name: 'Delete', exact: true }).click();
    }
    await expect(panel.getByRole('alert')).toContainText(/could not be reached/);
    await expect(row(page, 1)).toBeVisible();
    await server.restart();
    // As the person would: once more, whatever became of it.
    if (act === 'save') {
      await expect(panel.getByLabel('Name of the view shown now')).toHaveValue(name);
      await panel.getByRole('button', { name: /^(Save view|Replace)/ }).click();
      await expect(viewsNamed(panel, name)).toHaveCount(1);
      await expect(panel.getByRole('alert')).toHaveText('');
    } else {
      await page.reload();
      const again = await openViews(page);
      await expect(again.getByText('Loading…')).toHaveCount(0);
      expect(await viewsNamed(again, name).count()).toBeLessThanOrEqual(1);
    }
  });
}
