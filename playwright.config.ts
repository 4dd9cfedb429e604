import { defineConfig, devices } from 'playwright/test';
import { CHROMIUM_FLAGS, findChromium } from './e2e/support/browser.ts';
import type { ServerOptions } from './e2e/support/options.ts';

const executablePath = findChromium();

export default defineConfig<object, ServerOptions>({
  testDir: 'e2e',
  testMatch: '**/*.e2e.ts',
  globalSetup: './e2e/support/global-setup.ts',
  fullyParallel: false,
  workers: 2,
  retries: 0,
  forbidOnly: process.env.CI !== undefined,
  // Accessibility stories look at a dozen states; on two busy cores that takes a while.
  timeout: 120_000,
  expect: { timeout: 15_000 },
  use: {
    ...devices['Desktop Chrome'],
    viewport: { width: 1280, height: 800 },
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    trace: 'retain-on-failure',
    launchOptions: { args: CHROMIUM_FLAGS, ...(executablePath !== undefined && { executablePath }) },
  },
  projects: [
    { name: 'as-printed', use: {} },
    // The live service answers ids as strings and pages its lists; everything must work there as well.
    { name: 'strings-and-pages', use: { wire: 'strings', pageSize: 50 } },
  ],
});
