import type { FastifyPluginAsync, FastifyRequest } from 'fastify';
import type { Provider } from 'oidc-provider';
import type { Config } from '../config.ts';
import type { Store } from '../store/store.ts';
import { createAuthenticator } from './authenticator.ts';
import { registerEndSession } from './end-session.ts';
import { createProvider } from './oauth-provider.ts';
import { registerOAuthRoutes } from './oauth-routes.ts';
import { loadOAuthSecrets } from './oauth-secrets.ts';
import type { Authenticator } from './principal.ts';
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

/**
 * An authorization server for each origin the page has, all over the same store: an issuer is one origin. Behind a
 * proxy that does not pass the Host on, it is that of PUBLIC_URL.
 */
function createProviders(deps: AuthDeps, create: (issuer: string) => Provider) {
  const providers = new Map<string, Provider>();
  return (request: FastifyRequest) => {
    const host = request.headers.host ?? '';
    // Compared as origins, so that a default port may be written or not.
    const isAskedFor = (origin: string) =>
      URL.parse(`${new URL(origin).protocol}//${host}`)?.origin === origin;
    const origin = deps.origins().find(isAskedFor) ?? deps.config.publicUrl;
    if (origin === undefined) return undefined;
    const provider = providers.get(origin) ?? create(origin);
    providers.set(origin, provider);
    return { origin, provider };
  };
}

/** Signing in, tokens and API keys: everything that decides who makes a call. */
export async function createAuth(deps: AuthDeps): Promise<Auth> {
  const { store, config, clock, log, origins } = deps;
  const [secrets, samples] = await Promise.all([
    loadOAuthSecrets(store),
    ensureSampleAccounts(store, config),
  ]);
  const providerFor = createProviders(deps, (issuer) =>
    createProvider({ store, config, secrets, origins, log }, issuer),
  );
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
