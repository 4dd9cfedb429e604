import {
  fastify,
  LogController,
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify';
import type { Auth } from './auth/create-auth.ts';
import type { Config } from './config.ts';
import { isAnyAddress } from './domain/origins.ts';
import type { BlobStorage } from './files/blob-storage.ts';
import type { InspectPackage } from './files/inspect-package.ts';
import {
  clientErrors,
  CONNECTION_RULES,
  registerConnections,
  type ConnectionRules,
} from './plugins/connections.ts';
import { isApiPath, onFrameworkError, pathOf, refuseUnknownPath, registerErrors } from './plugins/errors.ts';
import { registerGuard } from './plugins/guard.ts';
import { registerEmptyForm, registerJsonBody } from './plugins/json-body.ts';
import { createCallCounter } from './plugins/limits.ts';
import { pathOfTarget, registerOriginCheck } from './plugins/origin.ts';
import { sendNotFound, type PageSource } from './plugins/page.ts';
import { registerContinue, registerRefusedBodies } from './plugins/request-body.ts';
import { registerRequestLog } from './plugins/request-log.ts';
import { registerSecurityHeaders } from './plugins/security-headers.ts';
import type { ApiDeps } from './routes/api-deps.ts';
import { registerApps } from './routes/apps.ts';
import { registerDeviceParts } from './routes/device-parts.ts';
import { registerDevices } from './routes/devices.ts';
import { registerDistribution } from './routes/distribution.ts';
import { registerDocs } from './routes/docs.ts';
import { registerFiles } from './routes/files.ts';
import { registerGroups } from './routes/groups.ts';
import { registerHealth } from './routes/health.ts';
import { registerIcons } from './routes/icons.ts';
import { createListCache } from './routes/list-cache.ts';
import { registerMe } from './routes/me.ts';
import { registerOpenApi } from './routes/openapi.ts';
import type { Store } from './store/store.ts';

export interface AppDeps {
  store: Store;
  auth: Pick<Auth, 'authenticator' | 'plugin'>;
  config: Config;
  blobs: BlobStorage;
  inspectPackage: InspectPackage;
  /** ms since 1970. */
  clock: () => number;
  logger: FastifyBaseLogger;
  /** The origins people may open the server at; asked at every request, since the port is known once it listens. */
  origins: () => readonly string[];
  /** Where the page comes from: its build, Vite's development server, or nowhere (absent: the API only). */
  page?: PageSource;
  /** Where they differ from the usual ones. */
  connections?: Partial<ConnectionRules>;
}

/** Long filters travel in the address; Node's own 16 KiB would refuse them. */
const MAX_HEADER_BYTES = 64 * 1024;
/** Of a body; lists of ids have more, see json-body.ts. */
const MAX_JSON_BYTES = 128 * 1024;

/** The whole server, ready to listen or to be called by `inject`; it never listens by itself. */
export async function createApp(deps: AppDeps): Promise<FastifyInstance> {
  const { store, auth, config, logger, origins, page } = deps;
  const rules = { ...CONNECTION_RULES, ...deps.connections };
  const app: FastifyInstance = fastify({
    loggerInstance: logger,
    // plugins/request-log.ts writes its own, without query strings.
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: MAX_JSON_BYTES,
    // No limit on the time a request takes, or a large upload would be cut off; a silent connection is closed instead.
    requestTimeout: 0,
    connectionTimeout: 120_000,
    keepAliveTimeout: 65_000,
    http: {
      maxHeaderSize: MAX_HEADER_BYTES,
      // The check of the origin refuses it as well, with the documented body.
      requireHostHeader: false,
      headersTimeout: rules.headersMs,
      connectionsCheckingInterval: rules.checkEveryMs,
    },
    routerOptions: { maxParamLength: MAX_HEADER_BYTES },
    ajv: { customOptions: { coerceTypes: false, removeAdditional: false } },
    exposeHeadRoutes: false,
    rewriteUrl: pathOfTarget,
    clientErrorHandler: clientErrors(rules),
    frameworkErrors: onFrameworkError,
  });
  registerConnections(app, rules);
  registerSecurityHeaders(app);
  registerRequestLog(app);
  registerErrors(app);
  registerOriginCheck(app, { origins, isAnyHost: isAnyAddress(config.host) });
  registerUnknownPaths(app, page);
  registerContinue(app);
  registerRefusedBodies(app);
  registerJsonBody(app);

  registerHealth(app, { store });
  await app.register(auth.plugin);
  await app.register((api) => registerApi(api, deps), { prefix: '/api' });
  if (page !== undefined) await page.register(app);
  return app;
}

async function registerApi(api: FastifyInstance, deps: AppDeps): Promise<void> {
  const { store, auth, config, clock } = deps;
  const counter = createCallCounter(store.calls, config.apiLimits, clock);
  registerGuard(api, { authenticator: auth.authenticator, counter });
  registerMe(api, { store, counter });
  const listCache = createListCache();
  const documented = (base: FastifyInstance) => registerDocumentedApi(base, { ...deps, listCache });
  await api.register(documented, { prefix: '/v1' });
  await api.register(documented, { prefix: '/v1/mdm' });
  registerIcons(api, { store });
  registerOpenApi(api, config.wire);
  registerDocs(api, config.wire);
}

/** The documented API; it is served twice, under the base path of the cloud and under that of the premises. */
async function registerDocumentedApi(base: FastifyInstance, deps: ApiDeps): Promise<void> {
  registerEmptyForm(base);
  registerDevices(base, deps);
  registerDeviceParts(base, deps);
  registerGroups(base, deps);
  registerApps(base, deps);
  registerDistribution(base, deps);
  // In a scope of its own, since it takes bodies of every type as they come.
  await base.register((files) => {
    registerFiles(files, deps);
    return Promise.resolve();
  });
}

function isForReading(method: string): boolean {
  return method === 'GET' || method === 'HEAD';
}

/** What no route serves: in the API a documented error, elsewhere the page, whose router knows the address or says so. */
function registerUnknownPaths(app: FastifyInstance, page: PageSource | undefined): void {
  const answer = (request: FastifyRequest, reply: FastifyReply) =>
    page === undefined ? sendNotFound(reply) : page.serve(request, reply);
  app.addHook('onRequest', (request, reply, done) => {
    // Before the body is looked at, which may be refused for reasons that hide this one, and costs time.
    if (request.is404 && isApiPath(pathOf(request.url))) refuseUnknownPath(pathOf(request.url));
    if (request.is404 && !isForReading(request.method)) void answer(request, reply);
    else done();
  });
  app.setNotFoundHandler(answer);
}
