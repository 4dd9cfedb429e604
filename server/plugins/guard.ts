import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Authenticator, Principal } from '../auth/principal.ts';
import { ApiFailure } from '../contract/errors.ts';
import type { Scope } from '../contract/scopes.ts';
import { pathOf } from './errors.ts';
import type { CallCounter } from './limits.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /**
     * Who may call a route of the API: a scope of the documented API, whoever is signed in (our own routes), or
     * anybody. Every route under /api declares it; without, it is not registered.
     */
    scope?: Scope | 'signed-in' | 'public';
  }
  interface FastifyRequest {
    /** Set on every route that is not public; see `principalOf`. */
    principal: Principal | null;
  }
}

/** Tokens and keys go in the header only (reference: "cannot be passed in the request param"). */
const TOKEN_PARAMETERS = new Set([
  'access_token',
  'accesstoken',
  'api_key',
  'apikey',
  'auth_token',
  'authorization',
  'authtoken',
  'oauth_token',
  'oauthtoken',
  'token',
  'zoho-authtoken',
  'zoho-oauthtoken',
]);

export interface GuardOptions {
  authenticator: Authenticator;
  counter: CallCounter;
}

/** Authenticates, counts and authorizes every call of the routes registered on `api` and below, in this order. */
export function registerGuard(api: FastifyInstance, { authenticator, counter }: GuardOptions): void {
  api.decorateRequest('principal', null);
  api.addHook('onRoute', (route) => {
    if (route.config?.scope === undefined) {
      throw new Error(`${String(route.method)} ${route.url} does not declare its scope`);
    }
  });
  api.addHook('onRequest', async (request, reply) => {
    const scope = request.routeOptions.config.scope;
    refuseTokenInQuery(request);
    if (scope === 'public') return;
    const principal = await authenticate(authenticator, request, reply);
    request.principal = principal;
    if (scope === 'signed-in') return;
    await counter.count(reply);
    if (scope === undefined || !principal.scopes.has(scope)) {
      throw new ApiFailure('SCOPE_MISMATCH', `MDMOnDemand.${scope ?? 'fullaccess.all'}`);
    }
  });
}

/** Who calls; for routes that are not public. */
export function principalOf(request: FastifyRequest): Principal {
  if (request.principal === null) throw new Error(`${request.routeOptions.url ?? ''} is public`);
  return request.principal;
}

async function authenticate(
  authenticator: Authenticator,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Principal> {
  const { authorization, dpop } = request.headers;
  const result = await authenticator.authenticate({
    method: request.method,
    url: request.origin + pathOf(request.url),
    authorization,
    // Given twice, it arrives as one text with a comma, which is no proof.
    dpop: Array.isArray(dpop) ? dpop.join(',') : dpop,
  });
  // A 401 names a way to authenticate (RFC 9110, 11.6.1); the authenticator's own challenge goes before this.
  if (!result.isAuthenticated) reply.header('www-authenticate', 'Bearer');
  reply.headers(result.headers);
  if (result.isAuthenticated) return result.principal;
  request.log.info({ reason: result.reason, path: pathOf(request.url) }, 'Not authenticated');
  throw new ApiFailure('COM0013');
}

function refuseTokenInQuery(request: FastifyRequest): void {
  // Fastify's parser gives an object, always.
  const query = request.query as Record<string, unknown>;
  if (Object.keys(query).some((name) => TOKEN_PARAMETERS.has(name.toLowerCase()))) {
    throw new ApiFailure('COM0013', 'tokens and keys are taken in the Authorization header only');
  }
}
