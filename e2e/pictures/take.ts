/** Takes the picture of the README: the inventory of the sample fleet, with a search, a filter and a selection. */
import { join } from 'node:path';
import { chromium } from 'playwright';
import { ensurePageIsBuilt } from '../../server/cli/build-page.ts';
import { CHROMIUM_FLAGS, findChromium } from '../support/browser.ts';
import { startServer } from '../support/server.ts';

await ensurePageIsBuilt((line) => process.stdout.write(`${line}\n`));
const executablePath = findChromium();
const server = await startServer({ API_LIMITS: 'paid' });
const browser = await chromium.launch({
  args: CHROMIUM_FLAGS,
  ...(executablePath !== undefined && { executablePath }),
});
const page = await browser.newPage({
  baseURL: server.url,
  viewport: { width: 1280, height: 760 },
  deviceScaleFactor: 1.5,
  locale: 'en-GB',
});
await page.goto('/devices?q=galaxy&platform=2&sort=-os');
await page.getByLabel('Email').fill('technician@example.com');
await page.getByLabel('Password').fill('muster-sample');
await page.getByRole('button', { name: 'Sign in' }).click();
await page.locator('[role=row][data-index="2"]').getByRole('checkbox').click();
await page
  .locator('[role=row][data-index="6"]')
  .getByRole('checkbox')
  .click({ modifiers: ['Shift'] });
await page.getByText('5 selected').waitFor();
await page.mouse.move(0, 0);
await page.screenshot({ path: join(import.meta.dirname, 'inventory.png') });
await browser.close();
await server.remove();
