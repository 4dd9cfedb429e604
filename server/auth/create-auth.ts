import type { FastifyPluginAsync } from 'fastify';
import type { Config } from '../config.ts';
import type { Store } from '../store/store.ts';
import { createAuthenticator } from './authenticator.ts';
import { registerEndSession } from './end-session.ts';
import { registerOAuthRoutes } from './oauth-routes.ts';
import { loadOAuthSecrets } from './oauth-secrets.ts';
import type { Authenticator } from './principal.ts';
import { createProviders } from './providers.ts';
import { ensureSampleAccounts, type SampleAccount } from './sample-accounts.ts';
import { registerSignInRoutes } from './sign-in-routes.ts';
import { createSignInThrottle } from './throttle.ts';

export interface AuthDeps {
  store: Store;
  config: Config;
  /** ms since 1970. oidc-provider itself reads Date.now(). */
  clock: () => number;
  /** Takes no secret: what goes in here may be written to a file. */
  log: (entry: object, message: string) => void;
  /** Origins people may use, e.g. http://127.0.0.1:8420; known once listening. */
  origins: () => readonly string[];
}

export interface Auth {
  authenticator: Authenticator;
  /** /oauth/v2/*, the discovery documents under /.well-known/, /sign-in/*. */
  plugin: FastifyPluginAsync;
  /** Accounts with a published password; empty where others can reach the server. */
  sampleAccounts: readonly SampleAccount[];
  /** Stops the sweep. */
  close(): Promise<void>;
}

const SWEEP_EVERY_MS = 10 * 60_000;

/** Deletes what has ended, now and then, for as long as the process lives. */
function startSweep({ store, clock, log }: AuthDeps): () => Promise<void> {
  let running = Promise.resolve();
  const sweep = () => {
    running = store.oauth.sweep(clock()).catch((error: unknown) => log({ err: error }, 'the sweep failed'));
  };
  sweep();
  const timer = setInterval(sweep, SWEEP_EVERY_MS).unref();
  return async () => {
    clearInterval(timer);
    await running;
  };
}

/** Signing in, tokens and API keys: everything that decides who makes a call. */
export async function createAuth(deps: AuthDeps): Promise<Auth> {
  const { store, config, clock, log, origins } = deps;
  const [secrets, samples] = await Promise.all([
    loadOAuthSecrets(store),
    ensureSampleAccounts(store, config),
  ]);
  const providerFor = createProviders({ store, config, secrets, origins, log });
  const throttle = createSignInThrottle(clock);
  const stopSweep = startSweep(deps);
  return {
    authenticator: createAuthenticator({ store, config, clock }),
    // eslint-disable-next-line @typescript-eslint/require-await -- Fastify takes a promise or a callback.
    plugin: async (app) => {
      registerOAuthRoutes(app, { providerFor, origins });
      registerSignInRoutes(app, { store, config, clock, log, throttle, samples, providerFor });
      registerEndSession(app, { providerFor });
    },
    sampleAccounts: samples,
    close: stopSweep,
  };
}
