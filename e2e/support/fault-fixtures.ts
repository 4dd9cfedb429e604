import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import type { Locator, Page } from 'playwright/test';
import { FaultProxy } from './fault-proxy.ts';
import { test as base } from './fixtures.ts';
import { startServer, type RunningServer } from './server.ts';

export interface Faulty {
  /** Everything gets through at the beginning and the end of a test; counting begins with it. */
  faults: FaultProxy;
}

interface FaultyWorker {
  /** Further settings of the server's process. */
  serverEnv: Record<string, string>;
  behind: { proxy: FaultProxy; server: RunningServer };
}

/** The stories' own server is reached through a proxy that lets go wrong what a story tells it to. */
export const test = base.extend<Faulty, FaultyWorker>({
  serverEnv: [{}, { option: true, scope: 'worker' }],
  behind: [
    async ({ fleetSize, apiLimits, serverEnv }, use) => {
      const proxy = new FaultProxy();
      const publicUrl = await proxy.listen();
      const port = await freePort();
      proxy.forwardTo(port);
      const server = await startServer({
        PORT: String(port),
        PUBLIC_URL: publicUrl,
        FLEET_SIZE: String(fleetSize),
        API_LIMITS: apiLimits,
        ...serverEnv,
      });
      await use({ proxy, server });
      await server.remove();
      await proxy.close();
    },
    { scope: 'worker' },
  ],
  server: [async ({ behind }, use) => use(behind.server), { scope: 'worker' }],
  faults: [
    async ({ behind }, use) => {
      behind.proxy.forget();
      await use(behind.proxy);
      behind.proxy.heal();
    },
    { auto: true },
  ],
});

/** The proxy has to know the port before the server has it, and again after a restart. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** What the page says is wrong; a place for such words that has none does not count. */
export function notice(page: Page): Locator {
  return page.getByRole('alert').filter({ hasText: /\S/ });
}

/** A browser logs every answer that is none, and every refusal, by itself. */
export const LOGGED = /Failed to load resource|net::ERR|\b(4\d\d|5\d\d)\b/;
