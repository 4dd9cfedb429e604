import type { Page } from 'playwright/test';
import { LOGGED, notice, test } from './support/fault-fixtures.ts';
import { PROXY_PAGE, type Fault } from './support/fault-proxy.ts';
import { expect, openAs } from './support/fixtures.ts';
import { expectCount, row } from './support/table.ts';

test.skip(({ pageSize }) => pageSize > 0, 'Faults are the same in whatever form the lists come.');

const LIST = /^GET \/api\/v1\/devices(\?|$)/;
const DEVICE = /^GET \/api\/v1\/devices\/\d+$/;

const LOGIN_PAGE: Fault = {
  kind: 'answer',
  status: 200,
  headers: { 'content-type': 'text/html' },
  body: '<html><form>Sign in to the proxy</form></html>',
};
const FAILURE: Fault = {
  kind: 'answer',
  status: 500,
  headers: { 'content-type': 'application/json' },
  body: '{"error_code":"COM0004","error_description":"Internal server error"}',
};
const NO_JSON: Fault = {
  kind: 'answer',
  status: 200,
  headers: { 'content-type': 'application/json' },
  body: '{"devices": nothing}',
};

const FAULTS: readonly (readonly [name: string, fault: Fault, reason: RegExp])[] = [
  ['an error of the server', FAILURE, /could not answer \(500\)\. Internal server error\./],
  ['an error page of a proxy', PROXY_PAGE, /could not answer \(502\)/],
  ['the sign-in page of a proxy', LOGIN_PAGE, /web page came instead of data/],
  ['an answer that is not JSON', NO_JSON, /cut off or is not JSON|not what|cannot be read/],
  ['an answer that ends too early', { ...NO_JSON, body: '{"devices":[{"device_id":90071' }, /cut off/],
  [
    'a connection that breaks in the middle of the answer',
    { kind: 'cut', afterBytes: 12 },
    /connection broke/,
  ],
  ['a connection that breaks before there is an answer', { kind: 'drop-request' }, /could not be reached/],
];

function refresh(page: Page) {
  return page.getByRole('button', { name: /^Refresh/ });
}

/** A browser itself repeats what broke before an answer, once over each of its six connections. */
function mostCalls({ kind }: Fault): number {
  return kind === 'drop-request' ? 7 : 2;
}

/** One message in one place: the reason, and how old what is shown is. */
async function expectOneNotice(page: Page, reason: RegExp): Promise<void> {
  await expect(notice(page)).toHaveCount(1);
  await expect(notice(page)).toContainText(reason);
  await expect(notice(page)).toContainText('What you see was loaded');
}

async function openDevice(page: Page): Promise<void> {
  await row(page, 1).getByRole('link').first().click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Reception iPad');
  await expect(refresh(page)).toBeEnabled();
  await expect(page.getByText(/^Updated/)).toBeVisible();
}

test('whatever comes instead of the list, the last one stays with its age and the reason, and trying again works', async ({
  page,
  faults,
  problems,
}) => {
  problems.allow(LOGGED);
  await openAs(page, 'manager', '/devices?q=reception');
  await expect(row(page, 1)).toBeVisible();
  for (const [name, fault, reason] of FAULTS) {
    await test.step(name, async () => {
      faults.forget();
      faults.fail(LIST, fault);
      await refresh(page).click();
      await expectOneNotice(page, reason);
      await expect(row(page, 1)).toBeVisible();
      await expect(page.getByRole('searchbox')).toHaveValue('reception');
      // What changed, then the list as a whole where that may help.
      expect(faults.calls(LIST).length).toBeLessThanOrEqual(mostCalls(fault));

      faults.heal();
      await page.getByRole('button', { name: /^Try again/ }).click();
      await expect(notice(page)).toHaveCount(0);
      await expect(row(page, 1)).toBeVisible();
    });
  }
});

test('whatever comes instead of a device, what is known of it stays, and trying again works', async ({
  page,
  faults,
  problems,
}) => {
  problems.allow(LOGGED);
  await openAs(page, 'manager', '/devices?q=reception');
  await openDevice(page);
  const facts = await page.getByRole('main').getByRole('definition').allInnerTexts();
  for (const [name, fault, reason] of FAULTS) {
    await test.step(name, async () => {
      faults.forget();
      faults.fail(DEVICE, fault);
      await refresh(page).click();
      await expectOneNotice(page, reason);
      expect(await page.getByRole('main').getByRole('definition').allInnerTexts()).toEqual(facts);
      expect(faults.calls(DEVICE).length).toBeLessThanOrEqual(mostCalls(fault));

      faults.heal();
      await page.getByRole('button', { name: /^Try again/ }).click();
      await expect(notice(page)).toHaveCount(0);
    });
  }
});

test('a first list that fails is tried again by itself, and then says why and offers the way on', async ({
  page,
  faults,
  problems,
}) => {
  problems.allow(LOGGED);
  faults.fail(LIST, PROXY_PAGE);
  await openAs(page, 'manager');
  await expect(page.getByRole('heading', { name: 'The devices could not be loaded' })).toBeVisible();
  await expect(notice(page)).toHaveCount(1);
  await expect(notice(page)).toContainText('could not answer (502)');
  expect(faults.calls(LIST)).toHaveLength(3);
  faults.heal();
  await page.getByRole('button', { name: 'Try again' }).click();
  await expectCount(page, '500 devices');
});

for (const [ending, fault] of [
  ['breaks', { kind: 'cut', afterBytes: 20_000 }],
  ['ends', { kind: 'shorten', toBytes: 20_000 }],
] as const) {
  test(`a first list that ${ending} in the middle is no half list, and comes whole by itself`, async ({
    page,
    faults,
    problems,
  }) => {
    problems.allow(LOGGED);
    faults.fail(LIST, fault, 1);
    await openAs(page, 'manager');
    await expectCount(page, '500 devices');
    await expect(notice(page)).toHaveCount(0);
    expect(faults.calls(LIST)).toHaveLength(2);
  });
}

test('an answer that takes nearly half a minute arrives; one that takes longer is given up, and the next one counts', async ({
  page,
  faults,
  problems,
}) => {
  problems.allow(LOGGED);
  await page.clock.install();
  await openAs(page, 'manager', '/devices?q=reception');
  await openDevice(page);

  const slow = Promise.withResolvers<true>();
  faults.forget();
  faults.fail(DEVICE, { kind: 'hold-answer', until: slow.promise }, 1);
  await refresh(page).click();
  await expect.poll(() => faults.calls(DEVICE).length).toBe(1);
  await page.clock.fastForward(29_000);
  slow.resolve(true);
  await expect(page.getByText(/^Updated just now/)).toBeVisible();
  await expect(notice(page)).toHaveCount(0);

  const never = Promise.withResolvers<true>();
  faults.fail(DEVICE, { kind: 'hold-request', until: never.promise }, 1);
  await refresh(page).click();
  await expect.poll(() => faults.calls(DEVICE).length).toBe(2);
  await page.clock.fastForward(31_000);
  await expectOneNotice(page, /did not answer in time/);
  await page.getByRole('button', { name: /^Try again/ }).click();
  await expect(notice(page)).toHaveCount(0);
  expect(faults.calls(DEVICE)).toHaveLength(3);
  expect(faults.calls(DEVICE)[1]).not.toHaveProperty('serverStatus');
});

test('locked out without a word how long, the page asks again by itself after five minutes, and not before', async ({
  page,
  faults,
  problems,
}) => {
  problems.allow(LOGGED);
  await page.clock.install();
  await openAs(page, 'manager', '/devices?q=reception');
  await expect(row(page, 1)).toBeVisible();
  faults.fail(
    DEVICE,
    {
      kind: 'answer',
      status: 429,
      headers: { 'content-type': 'application/json' },
      body: '{"error_code":"COM0002","error_description":"Too many calls"}',
    },
    1,
  );
  await row(page, 1).getByRole('link').first().click();
  await expect(notice(page)).toContainText(/Tried again by itself/);
  await expect(notice(page)).toContainText('Only what the device list says is shown.');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Reception iPad');
  await page.clock.fastForward('04:30');
  await expect(notice(page)).toHaveCount(1);
  expect(faults.calls(DEVICE)).toHaveLength(1);
  await page.clock.fastForward('00:40');
  await expect(page.getByText(/^Updated/)).toBeVisible();
  await expect(notice(page)).toHaveCount(0);
  expect(faults.calls(DEVICE)).toHaveLength(2);
});

test('without a network the page says so at once and keeps what it has; back again, it goes on', async ({
  page,
  context,
  problems,
}) => {
  problems.allow(LOGGED);
  await openAs(page, 'manager', '/devices?q=reception');
  await expect(row(page, 1)).toBeVisible();
  await context.setOffline(true);
  await refresh(page).click();
  await expectOneNotice(page, /could not be reached/);
  await expect(row(page, 1)).toBeVisible();
  // A device opened meanwhile shows what the list knows, and comes by itself when the network is back.
  await row(page, 1).getByRole('link').first().click();
  await expect(notice(page)).toContainText('Only what the device list says is shown.');
  await context.setOffline(false);
  await expect(page.getByText(/^Updated/)).toBeVisible();
  await expect(notice(page)).toHaveCount(0);
});
