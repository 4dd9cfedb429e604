import { expect, fillSignIn, openAs, test } from './support/fixtures.ts';

for (const role of ['admin', 'technician', 'helpdesk', 'manager'] as const) {
  test(`a ${role} signs in, sees the fleet and the own role, and signs out`, async ({ page }) => {
    await openAs(page, role);
    await expect(page.getByRole('status').filter({ hasText: '500 devices' })).toBeVisible();
    await page.getByRole('button', { name: /^Account:/ }).click();
    const account = page.getByRole('dialog', { name: 'Account' });
    await expect(account).toContainText(`${role}@example.com`);
    await account.getByRole('button', { name: 'Sign out' }).click();
    await expect(page.getByRole('heading', { name: 'Signed out' })).toBeVisible();
  });
}

test('signing in leads back to the address asked for, with its query string', async ({ page }) => {
  await openAs(page, 'helpdesk', '/devices?q=galaxy&platform=2&sort=-os');
  await expect(page).toHaveURL(/\/devices\?q=galaxy&platform=2&sort=-os$/);
  await expect(page.getByRole('searchbox')).toHaveValue('galaxy');
  await expect(page.getByRole('columnheader', { name: /OS version/ })).toHaveAttribute(
    'aria-sort',
    'descending',
  );
});

test('a wrong password and an unknown account are told the same, and the right one still works', async ({
  page,
}) => {
  await page.goto('/devices');
  await fillSignIn(page, 'admin', 'not the password');
  const refusal = page.getByRole('alert');
  await expect(refusal).toBeVisible();
  const forWrongPassword = await refusal.innerText();
  await expect(page.getByLabel('Email')).toHaveValue('admin@example.com');
  await expect(page.getByLabel('Password')).toHaveValue('');

  await page.getByLabel('Email').fill('nobody@example.com');
  await page.getByLabel('Password').fill('not the password');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByLabel('Email')).toHaveValue('nobody@example.com');
  expect(await refusal.innerText()).toBe(forWrongPassword);

  await fillSignIn(page, 'admin');
  await expect(page.getByRole('heading', { name: 'Devices' })).toBeVisible();
});

test('an answer that sends the person elsewhere is not followed', async ({ page }) => {
  await page.goto('/devices//example.org/trap');
  await fillSignIn(page, 'admin');
  await expect(page.getByRole('heading', { name: 'Page not found' })).toBeVisible();
  expect(new URL(page.url()).hostname).toBe('127.0.0.1');
});

test('a token answer with an error inside a 200 is an error that says so', async ({ page, problems }) => {
  problems.allow(/invalid_code|token/i);
  await page.route('**/oauth/v2/token', (route) => route.fulfill({ json: { error: 'invalid_code' } }));
  await page.goto('/devices');
  await fillSignIn(page, 'admin');
  await expect(page.getByRole('heading', { name: 'Sign-in did not work' })).toBeVisible();
  await expect(page.getByRole('alert')).toContainText('invalid_code');
  await page.unroute('**/oauth/v2/token');
  await page.getByRole('button', { name: 'Sign in again' }).click();
  await expect(page.getByRole('heading', { name: 'Devices' })).toBeVisible();
});

test('signing out in one tab signs out every tab and clears what was stored', async ({ page }) => {
  await openAs(page, 'admin');
  await expect(page.getByRole('row').nth(1)).toBeVisible();
  const second = await page.context().newPage();
  await second.goto('/devices');
  await expect(second.getByRole('row').nth(1)).toBeVisible();

  await page.getByRole('button', { name: /^Account:/ }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'Signed out' })).toBeVisible();
  await expect(second.getByRole('heading', { name: 'Signed out' })).toBeVisible();
  const kept = await second.evaluate(() => JSON.stringify(localStorage));
  expect(kept).not.toContain('token');
  expect(kept).not.toContain('example.com');

  await second.goto('/devices');
  await expect(second.getByRole('button', { name: 'Sign in' })).toBeVisible();
});

test('an address that does not exist says so, and leads on', async ({ page }) => {
  await openAs(page, 'manager', '/nothing-here');
  await expect(page.getByRole('heading', { name: 'Page not found' })).toBeVisible();
  await expect(page).toHaveTitle(/Page not found/);
  await page
    .getByRole('main')
    .getByRole('link', { name: /devices/i })
    .click();
  await expect(page.getByRole('heading', { name: 'Devices' })).toBeVisible();
});
