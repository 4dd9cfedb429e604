import AxeBuilder from '@axe-core/playwright';
import { expect, test as base, type Page } from 'playwright/test';
import type { Role } from '../../server/contract/scopes.ts';
import type { ServerOptions } from './options.ts';
import { startServer, type RunningServer } from './server.ts';

interface Fixtures {
  /** Every console error, uncaught exception and policy violation on any page of the test; must be empty at its end. */
  problems: ProblemLog;
}

interface ProblemLog {
  /** Problems that match are expected by this test (a refused call is logged by the browser itself). */
  allow(pattern: RegExp): void;
}

export const PASSWORD = 'muster-sample';

export const test = base.extend<Fixtures, ServerOptions & { server: RunningServer }>({
  wire: ['numbers', { option: true, scope: 'worker' }],
  pageSize: [0, { option: true, scope: 'worker' }],
  fleetSize: [500, { option: true, scope: 'worker' }],
  apiLimits: ['off', { option: true, scope: 'worker' }],
  server: [
    async ({ wire, pageSize, fleetSize, apiLimits }, use) => {
      const server = await startServer({
        MDM_WIRE: wire,
        MDM_PAGE_SIZE: String(pageSize),
        FLEET_SIZE: String(fleetSize),
        API_LIMITS: apiLimits,
      });
      await use(server);
      await server.remove();
    },
    { scope: 'worker' },
  ],
  baseURL: async ({ server }, use) => use(server.url),
  problems: [
    async ({ context }, use) => {
      const seen: string[] = [];
      const allowed: RegExp[] = [];
      const watch = (page: Page) => {
        page.on('console', (message) => {
          if (message.type() === 'error' || message.type() === 'warning') {
            seen.push(`${message.type()}: ${message.text()} (${message.location().url})`);
          }
        });
        page.on('pageerror', (error) => seen.push(`uncaught: ${error.stack ?? error.message}`));
      };
      context.on('page', watch);
      await context.addInitScript(() => {
        document.addEventListener('securitypolicyviolation', (event) => {
          // eslint-disable-next-line no-console -- the fixture reads the console
          console.error(`policy violation: ${event.violatedDirective} ${event.blockedURI}`);
        });
      });
      await use({ allow: (pattern) => allowed.push(pattern) });
      expect(seen.filter((problem) => !allowed.some((pattern) => pattern.test(problem)))).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

/** Fills in the sign-in page that is open now. */
export async function fillSignIn(page: Page, role: Role, password = PASSWORD): Promise<void> {
  await page.getByLabel('Email').fill(`${role}@example.com`);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** Opens an address of the page as that role and waits for the inventory's count. */
export async function openAs(page: Page, role: Role, path = '/devices'): Promise<void> {
  await page.goto(path);
  await fillSignIn(page, role);
  await expect(page.getByRole('main')).toBeVisible();
}

/** Nothing that axe knows of is wrong with what is on the screen now. */
export async function expectAccessible(page: Page): Promise<void> {
  // Rows are all made alike: the first ones stand for the rest, which would take most of the time.
  const axe = new AxeBuilder({ page }).exclude('[role=grid] [role=row][data-index]:nth-child(n+8)');
  const { violations } = await axe.analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`)).toEqual(
    [],
  );
}

/** Counts the calls to the documented API from now on; who am I (`/api/me`) is not one of them. */
export function countCalls(page: Page): { readonly paths: string[] } {
  const paths: string[] = [];
  page.context().on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (pathname.startsWith('/api/v1/')) paths.push(`${request.method()} ${pathname}`);
  });
  return { paths };
}
