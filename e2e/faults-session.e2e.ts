import type { Page } from 'playwright/test';
import { LOGGED, notice, test } from './support/fault-fixtures.ts';
import { PROXY_PAGE, type Fault } from './support/fault-proxy.ts';
import { expect, fillSignIn, openAs } from './support/fixtures.ts';
import { storedText } from './support/stored.ts';
import { row } from './support/table.ts';

test.skip(({ pageSize }) => pageSize > 0, 'Faults are the same in whatever form the lists come.');

const LIST = /^GET \/api\/v1\/devices(\?|$)/;
const DEVICE = /^GET \/api\/v1\/devices\/\d+$/;
const SAVE = /^PUT \/api\/me\/views$/;
const TOKEN = /^POST \/oauth\/v2\/token$/;

const ENDED: Fault = {
  kind: 'answer',
  status: 401,
  headers: { 'www-authenticate': 'DPoP error="invalid_token"' },
  body: '{"error_code":"COM0013","error_description":"Invalid token"}',
};
test.beforeEach(({ problems }) => problems.allow(LOGGED));

function sessionDialog(page: Page) {
  return page.getByRole('dialog', { name: 'Your session has ended' });
}

async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Account:/ }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
}

test('a token that ends in the middle of saving is renewed unseen, and the view is saved once', async ({
  page,
  faults,
}) => {
  await openAs(page, 'technician', '/devices?q=galaxy');
  await page.getByRole('button', { name: 'Views' }).click();
  await page.getByLabel('Name of the view shown now').fill('Saved with the next token');
  faults.forget();
  faults.fail(SAVE, ENDED, 1);
  await page.getByRole('button', { name: 'Save view' }).click();
  await expect(page.getByText('Saved “Saved with the next token”.')).toBeVisible();
  await expect(sessionDialog(page)).toHaveCount(0);
  expect(faults.calls(TOKEN)).toHaveLength(1);
  expect(faults.calls(SAVE).map(({ serverStatus }) => serverStatus)).toEqual([undefined, 200]);
});

for (const [name, fault] of [
  ['meets the error page of a proxy', PROXY_PAGE],
  ['loses its answer', { kind: 'drop-answer' }],
  ['gets half an answer', { kind: 'shorten', toBytes: 30 }],
] as const) {
  test(`a renewal that ${name} ends no session: the reason is said, and trying again works`, async ({
    page,
    faults,
  }) => {
    await openAs(page, 'technician', '/devices?q=galaxy');
    await expect(row(page, 1)).toBeVisible();
    faults.fail(LIST, ENDED);
    faults.fail(TOKEN, fault);
    await page.getByRole('button', { name: /^Refresh/ }).click();
    await expect(notice(page)).toHaveCount(1);
    await expect(notice(page)).toContainText('What you see was loaded');
    await expect(row(page, 1)).toBeVisible();
    await expect(sessionDialog(page)).toHaveCount(0);
    faults.heal();
    await page.getByRole('button', { name: /^Try again/ }).click();
    await expect(notice(page)).toHaveCount(0);
  });
}

test('a session revoked in the middle of saving: what was typed is there after signing in beside, and is saved once', async ({
  page,
  faults,
}) => {
  await openAs(page, 'technician', '/devices?q=galaxy');
  await page.getByRole('button', { name: 'Views' }).click();
  const name = page.getByLabel('Name of the view shown now');
  await name.fill('Typed before the end');
  faults.forget();
  faults.fail(SAVE, ENDED, 1);
  faults.fail(TOKEN, { ...ENDED, status: 400, body: '{"error":"invalid_grant"}' }, 1);
  await page.getByRole('button', { name: 'Save view' }).click();
  const popup = page.waitForEvent('popup');
  await sessionDialog(page).getByRole('button', { name: 'Sign in again' }).click();
  const beside = await popup;
  // The authorization server still knows the person: nothing is asked.
  if (!beside.isClosed()) await beside.waitForEvent('close');
  await expect(sessionDialog(page)).toBeHidden();
  await expect(name).toHaveValue('Typed before the end');
  await page.getByRole('button', { name: 'Save view' }).click();
  await expect(page.getByText('Saved “Typed before the end”.')).toBeVisible();
  expect(faults.calls(SAVE).map(({ serverStatus }) => serverStatus)).toEqual([undefined, 200]);
});

test('a server killed and started again costs a message, not the session', async ({ page, server }) => {
  await openAs(page, 'technician', '/devices?q=galaxy');
  await expect(row(page, 1)).toBeVisible();
  await server.kill();
  await page.getByRole('button', { name: /^Refresh/ }).click();
  await expect(notice(page)).toContainText('could not be reached');
  await expect(row(page, 1)).toBeVisible();
  await server.restart();
  await page.getByRole('button', { name: /^Try again/ }).click();
  await expect(notice(page)).toHaveCount(0);
  await expect(sessionDialog(page)).toHaveCount(0);
});

test('signed out in one tab while a call of another is under way: its answer is neither shown nor kept', async ({
  page,
  faults,
}) => {
  await openAs(page, 'technician', '/devices?q=galaxy');
  await expect(row(page, 1)).toBeVisible();
  const late = Promise.withResolvers<true>();
  faults.fail(DEVICE, { kind: 'hold-answer', until: late.promise });
  await row(page, 1).getByRole('link').first().click();
  await expect.poll(() => faults.calls(DEVICE).length).toBe(1);
  const second = await page.context().newPage();
  await second.goto('/devices');
  await signOut(second);
  await expect(page.getByRole('heading', { name: 'Signed out' })).toBeVisible();
  const answered = page.waitForResponse(/\/api\/v1\/devices\/\d+$/).catch(() => undefined);
  late.resolve(true);
  await answered;
  await expect(second.getByRole('heading', { name: 'Signed out' })).toBeVisible();
  expect(await storedText(second)).not.toMatch(/galaxy|device_name|serial|token|example\.com/i);
  expect(await page.getByRole('main').innerText()).not.toMatch(/galaxy/i);
});

test('signing out without the server removes everything here and says what it could not do', async ({
  page,
  faults,
}) => {
  await openAs(page, 'technician', '/devices?q=galaxy');
  await expect(row(page, 1)).toBeVisible();
  faults.fail(/^POST \/oauth/, { kind: 'drop-request' });
  await signOut(page);
  await expect(page.getByRole('heading', { name: 'Signed out' })).toBeVisible();
  await expect(notice(page)).toHaveCount(1);
  await expect(notice(page)).toContainText('could not be told that you signed out');
  expect(await storedText(page)).not.toMatch(/galaxy|token|example\.com/i);
  faults.heal();
  await page.getByRole('button', { name: 'Sign in' }).click();
  // The server's own session may still stand: the password is asked for all the same.
  await fillSignIn(page, 'technician');
  await expect(row(page, 1)).toBeVisible();
});

for (const [name, fault] of [
  ['is lost', { kind: 'drop-answer' }],
  ['is the error page of a proxy', PROXY_PAGE],
] as const) {
  test(`a sign-in whose last answer ${name} says so and leads to another try`, async ({ page, faults }) => {
    faults.fail(TOKEN, fault);
    await page.goto('/devices?q=galaxy');
    await fillSignIn(page, 'technician');
    await expect(page.getByRole('heading', { name: 'Sign-in did not work' })).toBeVisible();
    await expect(notice(page)).toHaveCount(1);
    faults.heal();
    await page.getByRole('button', { name: 'Sign in again' }).click();
    await expect(row(page, 1)).toBeVisible();
  });
}

test('going back to the page after signing out elsewhere shows nothing of it', async ({ page }) => {
  await openAs(page, 'technician', '/devices?q=galaxy');
  await expect(row(page, 1)).toBeVisible();
  await page.goto('/docs');
  const second = await page.context().newPage();
  await second.goto('/devices');
  await signOut(second);
  await expect(second.getByRole('heading', { name: 'Signed out' })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible();
  await expect(row(page, 1)).toHaveCount(0);
});

test('a tab kept for the back button, which heard nothing meanwhile, takes over what happened when it is shown again', async ({
  page,
}) => {
  // A page in the back-forward cache stands still: messages to it are lost.
  await page.addInitScript(`{
    const listen = EventTarget.prototype.addEventListener;
    BroadcastChannel.prototype.addEventListener = function (type, listener, options) {
      const heard = (event) => {
        if (document.documentElement.dataset.frozen === undefined) listener.call(this, event);
      };
      listen.call(this, type, heard, options);
    };
  }`);
  await openAs(page, 'technician', '/devices?q=galaxy');
  await expect(row(page, 1)).toBeVisible();
  const second = await page.context().newPage();
  await second.goto('/devices');
  await page.evaluate(() => {
    document.documentElement.dataset.frozen = '';
  });
  await signOut(second);
  await expect(second.getByRole('heading', { name: 'Signed out' })).toBeVisible();
  await page.evaluate(() => {
    delete document.documentElement.dataset.frozen;
    dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
  });
  await expect(page.getByRole('heading', { name: 'Signed out' })).toBeVisible();
  await expect(row(page, 1)).toHaveCount(0);
});
