import { expect, openAs, test } from './support/fixtures.ts';
import { startServer } from './support/server.ts';
import { expectCount, row } from './support/table.ts';

test.skip(({ pageSize }) => pageSize > 0, 'Faults are the same in whatever form the lists come.');

const HOUR_MS = 3_600_000;

/** Node's own clock, off by that much, in a process that is started with it. */
function clockOffBy(ms: number): Record<string, string> {
  const script = `import http from 'node:http';
    const Real = Date;
    globalThis.Date = class extends Real {
      constructor(...given) { if (given.length === 0) super(Real.now() + ${ms}); else super(...given); }
      static now() { return Real.now() + ${ms}; }
    };
    // Node dates its answers by a clock of its own making, and browsers reckon with that date.
    const { writeHead } = http.ServerResponse.prototype;
    http.ServerResponse.prototype.writeHead = function (...given) {
      this.setHeader('date', new Date().toUTCString());
      return writeHead.apply(this, given);
    };`;
  return { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(script)}` };
}

for (const [how, ms] of [
  ['an hour ahead of', HOUR_MS],
  ['an hour behind', -HOUR_MS],
] as const) {
  test(`a server whose clock is ${how} the browser’s: everything works, and ages are right`, async ({
    page,
    problems,
  }) => {
    // A proof that looks too old or too new is answered by a nonce once, and the browser logs that answer.
    problems.allow(/40[01]/);
    const server = await startServer(clockOffBy(ms));
    try {
      await openAs(page, 'technician', `${server.url}/devices`);
      await expectCount(page, '500 devices');
      await expect(page.getByText(/^Updated just now/)).toBeVisible();
      await row(page, 1).getByRole('link').first().click();
      await expect(page.getByRole('heading', { level: 1 })).not.toHaveText('Devices');
      await expect(page.getByText(/^Updated just now/)).toBeVisible();
      await page.goBack();
      await page.getByRole('button', { name: 'Views' }).click();
      await page.getByLabel('Name of the view shown now').fill('Saved in another time');
      await page.getByRole('button', { name: 'Save view' }).click();
      await expect(page.getByText('Saved “Saved in another time”.')).toBeVisible();
      await page.reload();
      await expectCount(page, '500 devices');
      await page.getByRole('button', { name: /^Refresh/ }).click();
      await expect(page.getByText(/^Updated just now/)).toBeVisible();
      await expect(page.getByRole('alert').filter({ hasText: /\S/ })).toHaveCount(0);
    } finally {
      await server.remove();
    }
  });
}
