import { mkdir } from 'node:fs/promises';
import { hostname, networkInterfaces } from 'node:os';
import type { FastifyInstance } from 'fastify';
import { createApp } from './app.ts';
import { createAuth, type Auth } from './auth/create-auth.ts';
import { assertRealAccounts } from './auth/sample-accounts.ts';
import { blobsPath, databasePath, isLoopback, type Config } from './config.ts';
import { allowedOrigins, isAnyAddress } from './domain/origins.ts';
import { createFolderStorage } from './files/folder-storage.ts';
import { startHousekeeping } from './files/housekeeping.ts';
import { createInspector } from './files/inspector.ts';
import { generateFleet } from './fleet/generate.ts';
import { createLogger } from './logger.ts';
import { openFilesLimit } from './open-files.ts';
import { mostConnections } from './plugins/connections.ts';
import type { PageSource } from './plugins/page.ts';
import { openStore } from './store/open-store.ts';
import type { Store } from './store/store.ts';

export interface ServeOptions {
  config: Config;
  /** Absent: the API only. */
  page?: PageSource;
  /** Lines for the person who started the server. */
  say: (line: string) => void;
}

export interface RunningServer {
  /** Where to open it. */
  url: string;
  sampleAccounts: Auth['sampleAccounts'];
  /** Lets the calls at hand end, then closes everything. */
  close(): Promise<void>;
}

/** The port is in use: the message names the setting to change. */
export class PortTaken extends Error {}

/** How long calls at hand may take to end when the server is asked to stop. */
const DRAIN_MS = 10_000;

/** Opens the store, fills it on the first start, and listens. What was opened is closed again when a later step fails. */
export async function serve({ config, page, say }: ServeOptions): Promise<RunningServer> {
  const logger = createLogger(config.logLevel);
  // The keys that tokens are signed with are in it.
  await mkdir(config.dataDir, { recursive: true, mode: 0o700 });
  const store = await openStore(databasePath(config));
  const opened: (() => Promise<void>)[] = [() => store.close()];
  const closeAll = async () => {
    for (const close of opened.splice(0).reverse()) await close();
  };
  try {
    await assertRealAccounts(store, config);
    await fillStore(store, config, say);
    let port = config.port;
    const origins = () => allowedOrigins(config, port, isAnyAddress(config.host) ? machineNames() : []);
    const clock = Date.now;
    const log = (entry: object, message: string) => logger.info(entry, message);
    const auth = await createAuth({ store, config, clock, log, origins });
    opened.push(() => auth.close());
    const blobs = createFolderStorage(blobsPath(config));
    const inspector = createInspector();
    opened.push(() => inspector.close());
    const inspectPackage = inspector.inspect;
    const connections = { most: mostConnections(openFilesLimit()) };
    const deps = { store, auth, config, blobs, inspectPackage, clock, logger, origins, connections };
    const app = await createApp({ ...deps, ...(page && { page }) });
    opened.push(() => drain(app));
    port = await listen(app, config);
    // Not before: a second server of the same settings must not delete what the first one is receiving.
    await blobs.clean(await store.files.neededBlobs());
    opened.push(
      startHousekeeping({ store, blobs, clock, log: (entry, message) => logger.warn(entry, message) }),
    );
    warnOfPlainHttp(config, say);
    const url = origins()[0] ?? `http://${config.host}:${port}`;
    say(`Muster is ready at ${url}`);
    return { url, sampleAccounts: auth.sampleAccounts, close: closeAll };
  } catch (error) {
    await closeAll();
    throw error;
  }
}

/** Generates the sample fleet into an empty database, or the rest of one that was cut short. */
async function fillStore(store: Store, config: Config, say: (line: string) => void): Promise<void> {
  let tenth = 0;
  await generateFleet(store, {
    seed: config.fleetSeed,
    size: config.fleetSize,
    now: Date.now(),
    onProgress: (done, size) => {
      const reached = Math.floor((done / size) * 10);
      if (reached === tenth) return;
      tenth = reached;
      say(
        `Generating the sample fleet: ${done.toLocaleString('en')} of ${size.toLocaleString('en')} devices`,
      );
    },
  });
}

async function listen(app: FastifyInstance, { host, port }: Config): Promise<number> {
  try {
    await app.listen({ host, port });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EADDRINUSE') {
      throw new PortTaken(
        `Port ${port} on ${host} is in use. Stop what uses it, or choose another with PORT, for example PORT=${port + 1}.`,
      );
    }
    throw error;
  }
  const address = app.server.address();
  return typeof address === 'object' && address !== null ? address.port : port;
}

/** Ends what is idle at once and what is at work when it is done, but waits for nobody for ever. */
async function drain(app: FastifyInstance): Promise<void> {
  const timer = setTimeout(() => app.server.closeAllConnections(), DRAIN_MS);
  await app.close();
  clearTimeout(timer);
}

function machineNames(): string[] {
  const addresses = Object.values(networkInterfaces()).flatMap((each) => each ?? []);
  return [
    // What people on other machines can use comes first.
    ...addresses.filter(({ internal, scopeid }) => !internal && !scopeid).map(({ address }) => address),
    hostname(),
  ];
}

function warnOfPlainHttp(config: Config, say: (line: string) => void): void {
  if (isLoopback(config.host) || config.publicUrl?.startsWith('https:') === true) return;
  say(
    'Warning: people cannot sign in over plain http from another machine, because browsers offer the cryptography it ' +
      'needs (crypto.subtle) on https and on this machine only. Put a proxy with TLS before the server and name its ' +
      'address in PUBLIC_URL=https://…',
  );
}
