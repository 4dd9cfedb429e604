import type { BrowserContext, Page } from 'playwright/test';
import { notice } from './support/fault-fixtures.ts';
import { countCalls, expect, fillSignIn, openAs, test } from './support/fixtures.ts';
import { changeStored, storedText } from './support/stored.ts';
import { expectCount, row } from './support/table.ts';

test.skip(({ pageSize }) => pageSize > 0, 'Faults are the same in whatever form the lists come.');

/** Runs in every page and worker of the context from now on, before anything of ours. */
async function runFirst(context: BrowserContext, script: string): Promise<void> {
  await context.addInitScript(script);
  // Playwright's scripts do not reach workers.
  await context.route(/\/assets\/inventory\.worker-.*\.js$/, async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, body: `${script}\n${await answer.text()}` });
  });
}

/** Replaces what opening a database does, but for the one of the keys, without which nobody can sign in. */
const openingOthers = (body: string) => `{
  const open = IDBFactory.prototype.open;
  IDBFactory.prototype.open = function (name, ...rest) {
    if (name === 'muster-keys') return open.call(this, name, ...rest);
    ${body}
  };
}`;

/** What a person does, all of which has to work without anything being kept. */
async function expectUsable(page: Page): Promise<void> {
  await expectCount(page, '500 devices');
  await page.getByRole('searchbox').fill('reception');
  await expectCount(page, /of 500/);
  await row(page, 1).getByRole('link').first().click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Reception iPad');
  await expect(page.getByText(/^Updated/)).toBeVisible();
  await page.goBack();
  await page.getByRole('button', { name: /^Refresh/ }).click();
  await expect(page.getByText(/^Updated just now/)).toBeVisible();
  await expect(notice(page)).toHaveCount(0);
}

for (const [how, body] of [
  ['refuses to open its databases', `throw new DOMException('Blocked', 'SecurityError');`],
  ['never answers when a database is opened', 'return new EventTarget();'],
  [
    'has no room left',
    `const request = open.call(this, name, ...rest);
     IDBObjectStore.prototype.put = () => { throw new DOMException('Full', 'QuotaExceededError'); };
     return request;`,
  ],
] as const) {
  test(`a browser that ${how} costs calls, and nothing else`, async ({ page, context }) => {
    await openAs(page, 'technician');
    await expectCount(page, '500 devices');
    await page.goto('about:blank');
    await runFirst(context, openingOthers(body));
    await page.goto('/devices');
    await expectUsable(page);
  });
}

test('storage that is really full keeps what it has and breaks nothing', async ({
  page,
  context,
  server,
}) => {
  await openAs(page, 'technician');
  await expectCount(page, '500 devices');
  const browser = await context.newCDPSession(page);
  await browser.send('Storage.overrideQuotaForOrigin', { origin: server.url, quotaSize: 1 });
  await expectUsable(page);
  await page.reload();
  await expectCount(page, '500 devices');
});

const DAMAGE: readonly (readonly [name: string, change: string])[] = [
  ['is not what it should be', 'return typeof value === "string" ? "%%%" : ["garbage", key];'],
  ['is cut off', 'return typeof value === "string" ? value.slice(0, 500) : value;'],
  ['is of an older version', 'return typeof value === "object" ? { ...value, schema: 0 } : value;'],
];
for (const [name, change] of DAMAGE) {
  test(`a kept copy that ${name} is not shown: the list is fetched again, once`, async ({ page }) => {
    await openAs(page, 'technician');
    await expectCount(page, '500 devices');
    await expect.poll(() => storedText(page)).toContain('"text:');
    await page.goto('/docs');
    await changeStored(page, change);
    const calls = countCalls(page);
    await page.goto('/devices');
    await expectUsable(page);
    expect(calls.paths.filter((path) => path === 'GET /api/v1/devices').length).toBeLessThanOrEqual(2);
    // And is replaced by a good one.
    await page.reload();
    const later = countCalls(page);
    await expectCount(page, '500 devices');
    expect(later.paths).toEqual([]);
  });
}

test('the last good list is there after a reload while the service cannot answer, with its age and the reason', async ({
  page,
  problems,
}) => {
  problems.allow(/503/);
  await openAs(page, 'technician');
  await expectCount(page, '500 devices');
  await expect.poll(() => storedText(page)).toContain('"text:');
  await page.goto('/docs');
  await changeStored(
    page,
    'return value?.fetchedAt === undefined ? value : { ...value, fetchedAt: value.fetchedAt - 2 * 3_600_000 };',
  );
  await page.route('**/api/v1/devices*', (route) => route.fulfill({ status: 503, body: '' }));
  await page.goto('/devices');
  await expectCount(page, '500 devices');
  await expect(page.getByText(/^Updated 2 h ago/)).toBeVisible();
  await expect(notice(page)).toContainText(/could not answer \(503\).*loaded 2 h ago/);
  await page.unroute('**/api/v1/devices*');
  await page.getByRole('button', { name: /^Try again/ }).click();
  await expect(notice(page)).toHaveCount(0);
});

test('where the browser keeps no key at all, signing in says so', async ({ page, context }) => {
  await context.addInitScript(
    `IDBFactory.prototype.open = () => { throw new DOMException('Blocked', 'SecurityError'); };`,
  );
  await page.goto('/devices');
  await fillSignIn(page, 'technician');
  await expect(page.getByRole('heading', { name: 'Sign-in did not work' })).toBeVisible();
  await expect(notice(page)).toContainText('This browser does not let Muster keep the key');
});

for (const [how, body] of [
  ['is refused', `throw new DOMException('Blocked', 'SecurityError');`],
  ['is not answered', 'return new EventTarget();'],
] as const) {
  test(`where the key ${how} later on, the reason is the browser, not the server`, async ({
    page,
    context,
  }) => {
    await openAs(page, 'technician');
    await expectCount(page, '500 devices');
    await expect.poll(() => storedText(page)).toContain('"text:');
    await context.addInitScript(`{
      const open = IDBFactory.prototype.open;
      IDBFactory.prototype.open = function (name, ...rest) {
        if (name === 'muster-keys') { ${body} }
        return open.call(this, name, ...rest);
      };
    }`);
    await page.reload();
    await expectCount(page, '500 devices');
    await page.getByRole('button', { name: /^Refresh/ }).click();
    await expect(notice(page)).toHaveCount(1);
    await expect(notice(page)).toContainText('This browser does not let Muster keep the key');
    await expect(row(page, 1)).toBeVisible();
  });
}
