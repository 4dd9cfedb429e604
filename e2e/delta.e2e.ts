import type { Page } from 'playwright/test';
import { expect, openAs, test } from './support/fixtures.ts';
import { expectCount, row } from './support/table.ts';

/** The search of every call for the list from now on: of a delta it names the token. */
function listCalls(page: Page): string[] {
  const searches: string[] = [];
  page.context().on('request', (request) => {
    const { pathname, search } = new URL(request.url());
    if (pathname === '/api/v1/devices') searches.push(search);
  });
  return searches;
}

/** Answers the next delta with this, without the server. */
async function answerDelta(page: Page, status: number, body: string): Promise<void> {
  const isDelta = (url: URL) => url.pathname === '/api/v1/devices' && url.searchParams.has('delta-token');
  await page
    .context()
    .route(isDelta, (route) => route.fulfill({ status, contentType: 'application/json', body }), {
      times: 1,
    });
}

async function deviceAt(page: Page, n: number): Promise<{ id: string; name: string }> {
  const link = row(page, n).getByRole('link').first();
  const id = /\d+$/.exec((await link.getAttribute('href')) ?? '')?.[0];
  if (id === undefined) throw new Error(`Row ${n} leads to no device`);
  return { id, name: (await link.innerText()).trim() };
}

test('a refresh fetches what changed, and the list only where the service does not know the token', async ({
  page,
  pageSize,
  problems,
}) => {
  await openAs(page, 'admin');
  await expectCount(page, '500 devices');
  const renamed = await deviceAt(page, 4);
  const removed = await deviceAt(page, 2);
  const refresh = page.getByRole('button', { name: /^Refresh/ });

  const calls = listCalls(page);
  const items = `{"device_id":"${renamed.id}","device_name":"AAA told by a delta","platform_type_id":1}`;
  await answerDelta(
    page,
    200,
    `{"devices":[${items}],"removed_ids":["${removed.id}"],"delta-token":"the-next-one"}`,
  );
  await refresh.click();
  await expectCount(page, '499 devices');
  await page.getByRole('searchbox').fill('told by a delta');
  await expectCount(page, /^1 of 499/);
  expect(await deviceAt(page, 1)).toEqual({ id: renamed.id, name: 'AAA told by a delta' });
  await page.getByRole('searchbox').fill(removed.name);
  await expectCount(page, /of 499/);
  await expect(page.getByRole('grid').locator(`a[href$="/${removed.id}"]`)).toHaveCount(0);
  // The address follows what is typed a moment later.
  await expect(page).toHaveURL(/[?&]q=(?!told)/);
  await page.reload();
  await expectCount(page, /of 499/);
  expect(calls).toEqual([expect.stringMatching(/^\?delta-token=[\w%.~-]+$/)]);

  problems.allow(/400 \(Bad Request\)/);
  await answerDelta(page, 400, '{"error_code":"COM0021","error_description":"Invalid delta token"}');
  await page.getByRole('searchbox').fill('');
  await refresh.click();
  await expectCount(page, '500 devices');
  expect(calls.slice(1, 3)).toEqual(['?delta-token=the-next-one', '']);
  expect(calls).toHaveLength(2 + (pageSize === 0 ? 1 : 500 / pageSize));

  // The real one: nothing changed since, which is one small answer.
  await refresh.click();
  await expect.poll(() => calls.at(-1)).toMatch(/^\?delta-token=(?!the-next-one)/);
  await expectCount(page, '500 devices');
});
