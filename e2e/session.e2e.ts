import type { Page } from 'playwright/test';
import { expect, fillSignIn, openAs, test } from './support/fixtures.ts';
import { row } from './support/table.ts';

/** Somebody revoked the session, as an administrator would: every token of the grant is worthless from now on. */
async function revokeSession(page: Page): Promise<void> {
  const token = await page.evaluate(() => {
    const stored = Object.keys(localStorage)
      .map((key) => localStorage.getItem(key))
      .find((value) => value?.includes('access_token'));
    return (JSON.parse(String(stored)) as { refresh_token: string }).refresh_token;
  });
  const answer = await page.request.post('/oauth/v2/token/revoke', {
    form: { client_id: 'muster-page', refresh_token: token },
  });
  expect(answer.ok()).toBe(true);
}

test('a session that ends in the middle of a selection costs nothing of it', async ({ page, problems }) => {
  problems.allow(/401|400/);
  await openAs(page, 'technician', '/devices?q=galaxy');
  await row(page, 1).getByRole('checkbox').click();
  await row(page, 4)
    .getByRole('checkbox')
    .click({ modifiers: ['Shift'] });
  await expect(page.getByRole('region', { name: 'Selection' })).toContainText('4 selected');

  await revokeSession(page);
  // Nor does the authorization server know the person any more: the password is asked for again.
  await page.context().clearCookies();
  await page.getByRole('button', { name: 'Refresh' }).click();
  const dialog = page.getByRole('dialog', { name: 'Your session has ended' });
  await expect(dialog).toBeVisible();

  const popup = page.waitForEvent('popup');
  await dialog.getByRole('button', { name: 'Sign in again' }).click();
  const beside = await popup;
  const closed = beside.waitForEvent('close');
  await fillSignIn(beside, 'technician');
  await closed;
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('searchbox')).toHaveValue('galaxy');
  await expect(page.getByRole('region', { name: 'Selection' })).toContainText('4 selected');
  await page.getByRole('button', { name: 'Refresh' }).click();
  await expect(page.getByText(/Updated (just now|now|\d+ s)/)).toBeVisible();
});

test('a restart of the server goes unnoticed', async ({ page, server }) => {
  await openAs(page, 'helpdesk');
  await expect(row(page, 1)).toBeVisible();
  await server.restart();
  const answered = page.waitForResponse((response) => new URL(response.url()).pathname === '/api/v1/devices');
  await page.getByRole('button', { name: 'Refresh' }).click();
  // The list has not changed: 304, or 401 once where the server wants a fresh proof, which is repeated unseen.
  expect([200, 304, 401]).toContain((await answered).status());
  await expect(page.getByRole('alert')).toHaveCount(0);
  await expect(row(page, 1)).toBeVisible();
});

test('what the server cannot answer leaves the last good list with its age and the reason', async ({
  page,
  problems,
}) => {
  problems.allow(/503|Failed to load resource/);
  await openAs(page, 'manager');
  await expect(row(page, 1)).toBeVisible();
  await page.route('**/api/v1/devices*', (route) =>
    route.fulfill({ status: 503, contentType: 'text/html', body: '<html><h1>Bad gateway</h1></html>' }),
  );
  await page.getByRole('button', { name: 'Refresh' }).click();
  await expect(page.getByRole('alert')).toContainText(/could not|cannot|did not/i);
  await expect(row(page, 1)).toBeVisible();
  await page.unroute('**/api/v1/devices*');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('alert')).toHaveCount(0);
});
