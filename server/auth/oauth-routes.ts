import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { normaliseAuthorization, normaliseRevocation, normaliseToken } from './oauth-parameters.ts';
import type { ProviderFor } from './providers.ts';
import { replayRequest } from './replay-request.ts';
import { noticePage } from './sign-in-pages.ts';

export interface OAuthRouteDeps {
  providerFor: ProviderFor;
  origins: () => readonly string[];
}

/** The whole form is small; more is not a request that somebody meant. */
const MAX_FORM_BYTES = 32 * 1024;

function splitUrl(request: FastifyRequest): { path: string; query: URLSearchParams } {
  const { pathname, searchParams } = new URL(request.raw.url ?? '/', 'http://localhost');
  return { path: pathname, query: searchParams };
}

function sendUnknownHost(reply: FastifyReply, origins: readonly string[]): FastifyReply {
  const where = origins.length === 0 ? 'its own address' : origins.join(' or ');
  return reply
    .code(421)
    .type('text/html; charset=utf-8')
    .send(noticePage('Wrong address', `Muster answers at ${where}. Open it there to sign in.`));
}

/**
 * /oauth/v2/* and the discovery documents: passed on to the authorization server, after what the reference prints but
 * OAuth does not know was put into the form of OAuth.
 */
export function registerOAuthRoutes(app: FastifyInstance, deps: OAuthRouteDeps): void {
  // An empty body that calls itself JSON, say, is as good as none.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: MAX_FORM_BYTES },
    (_request, body, done) => done(null, new URLSearchParams(body.toString())),
  );
  // The documented calls have everything in the query; clients send all kinds of content types along with no body.
  app.addContentTypeParser('*', { parseAs: 'string', bodyLimit: MAX_FORM_BYTES }, (_request, _body, done) =>
    done(null, undefined),
  );

  function pass(
    request: FastifyRequest,
    reply: FastifyReply,
    change: (
      path: string,
      query: URLSearchParams,
      body: URLSearchParams,
    ) => Partial<Parameters<typeof replayRequest>[1]>,
  ) {
    const found = deps.providerFor(request);
    if (found === undefined) return sendUnknownHost(reply, deps.origins());
    const { path, query } = splitUrl(request);
    const body = request.body instanceof URLSearchParams ? request.body : new URLSearchParams();
    const replayed = replayRequest(request.raw, { origin: found.origin, ...change(path, query, body) });
    reply.hijack();
    // It answers errors by itself and never rejects.
    void found.handle(replayed, reply.raw);
    return reply;
  }

  app.get('/oauth/v2/auth', { exposeHeadRoute: false }, (request, reply) =>
    pass(request, reply, (path, query) => ({ url: `${path}?${normaliseAuthorization(query).toString()}` })),
  );
  app.get('/oauth/v2/auth/:uid', { exposeHeadRoute: false }, (request, reply) =>
    pass(request, reply, () => ({})),
  );
  app.post('/oauth/v2/token', (request, reply) =>
    pass(request, reply, (url, query, body) => ({
      url,
      form: normaliseToken(query, body),
      accept: 'application/json',
    })),
  );
  app.post('/oauth/v2/token/revoke', (request, reply) =>
    pass(request, reply, (url, query, body) => ({
      url,
      form: normaliseRevocation(query, body),
      accept: 'application/json',
    })),
  );
  const documents = [
    '/oauth/v2/jwks',
    '/.well-known/openid-configuration',
    '/.well-known/oauth-authorization-server',
  ];
  for (const url of documents) {
    app.get(url, { exposeHeadRoute: false }, (request, reply) => pass(request, reply, () => ({})));
  }
  for (const url of ['/oauth/v2/token', '/oauth/v2/token/revoke', ...documents]) {
    app.options(url, (request, reply) => pass(request, reply, () => ({})));
  }
}
