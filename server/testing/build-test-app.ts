import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { createApp } from '../app.ts';
import { createAuth, type Auth } from '../auth/create-auth.ts';
import type { Authenticator } from '../auth/principal.ts';
import { hashSecret } from '../auth/secret-hash.ts';
import { blobsPath, databasePath, readConfig, type Config } from '../config.ts';
import type { Role } from '../contract/scopes.ts';
import type { BlobStorage } from '../files/blob-storage.ts';
import { createFolderStorage } from '../files/folder-storage.ts';
import { createInspector } from '../files/inspector.ts';
import { generateFleet } from '../fleet/generate.ts';
import { createLogger } from '../logger.ts';
import type { ConnectionRules } from '../plugins/connections.ts';
import type { PageSource } from '../plugins/page.ts';
import { openStore } from '../store/open-store.ts';
import type { Store } from '../store/store.ts';

export interface TestAppOptions {
  /** Devices of the sample fleet; none unless told. */
  fleetSize?: number;
  config?: Partial<Config>;
  /** ms since 1970; the real time unless told. */
  clock?: () => number;
  page?: PageSource;
  /** Decides who calls in place of the real one. */
  authenticator?: Authenticator;
  /** In place of a folder of its own. */
  blobs?: BlobStorage;
  /** To stand in for a part of the store. */
  wrapStore?: (store: Store) => Store;
  connections?: Partial<ConnectionRules>;
}

export interface TestApp {
  app: FastifyInstance;
  store: Store;
  auth: Auth;
  config: Config;
  /** Headers of a new API key of that role. */
  keyOf(role: Role): Promise<{ authorization: string }>;
  /** Closes the app and deletes its data. */
  close(): Promise<void>;
}

/** The real app on the real store in a folder of its own, without limits on calls unless told; call it by `app.inject`. */
export async function buildTestApp(options: TestAppOptions = {}): Promise<TestApp> {
  const dataDir = await mkdtemp(join(tmpdir(), 'muster-test-'));
  const config: Config = {
    ...readConfig({ API_LIMITS: 'off', LOG_LEVEL: 'silent' }, dataDir),
    dataDir,
    ...options.config,
  };
  const clock = options.clock ?? Date.now;
  const opened = await openStore(databasePath(config));
  const store = options.wrapStore?.(opened) ?? opened;
  const size = options.fleetSize ?? 0;
  if (size > 0) await generateFleet(store, { seed: config.fleetSeed, size, now: clock() });
  // What `inject` sends as Host, without and with its port.
  const origins = () => ['http://localhost'];
  const realAuth = await createAuth({ store, config, clock, log: () => undefined, origins });
  const auth = { ...realAuth, authenticator: options.authenticator ?? realAuth.authenticator };
  const logger = createLogger(config.logLevel);
  const { page, connections, blobs = createFolderStorage(blobsPath(config)) } = options;
  const inspector = createInspector();
  const deps = { store, auth, config, blobs, inspectPackage: inspector.inspect, clock, logger, origins };
  const app = await createApp({ ...deps, ...(page && { page }), ...(connections && { connections }) });
  return {
    app,
    store,
    auth,
    config,
    async keyOf(role) {
      const key = `test_${randomUUID()}`;
      const hash = hashSecret(key);
      await store.apiKeys.add({ id: randomUUID(), name: key, role, createdAt: clock(), hash });
      return { authorization: key };
    },
    async close() {
      await app.close();
      await inspector.close();
      await auth.close();
      await store.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
