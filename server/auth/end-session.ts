import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Provider } from 'oidc-provider';
import { END_SESSION_PATH } from './oauth-provider.ts';
import type { ProviderFor } from './providers.ts';
import { replayRequest } from './replay-request.ts';
import { signOutPage } from './sign-in-pages.ts';

export interface EndSessionDeps {
  providerFor: ProviderFor;
}

const FIELDS = ['client_id', 'post_logout_redirect_uri', 'state'] as const;
const SIGNED_OUT_PATH = '/signed-out';

function readFields(request: FastifyRequest, origin: string): URLSearchParams {
  const query = new URL(request.raw.url ?? '/', origin).searchParams;
  const body = request.body instanceof URLSearchParams ? request.body : new URLSearchParams();
  return new URLSearchParams([...query, ...body]);
}

/** Where to go afterwards: an address of ours that was asked for, else the page that says one is signed out. */
function landing(fields: URLSearchParams, origin: string): string {
  const asked = URL.parse(fields.get('post_logout_redirect_uri') ?? '');
  const target = asked?.origin === origin ? asked : new URL(SIGNED_OUT_PATH, origin);
  const state = fields.get('state');
  if (state !== null) target.searchParams.set('state', state);
  return target.href;
}

async function forgetSession(
  provider: Provider,
  origin: string,
  request: FastifyRequest,
  reply: FastifyReply,
) {
  const context = provider.createContext(replayRequest(request.raw, { origin }), reply.raw);
  const session = await provider.Session.get(context);
  if (session.accountId !== undefined) await session.destroy();
  context.cookies.set(provider.cookieName('session'), null, {
    httpOnly: true,
    sameSite: 'lax',
    path: '/',
    signed: true,
  });
}

/** Whether the page itself asks: no other site can make a browser send this. */
function isOwnRequest(request: FastifyRequest, origin: string): boolean {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin';
  return request.headers.origin === origin;
}

/**
 * Ends the browser's session with the server (OpenID Connect RP-initiated logout). The page's own call ends it at once:
 * 204 to a fetch, a redirect to a navigation. Anybody else's link gets a question first. Tokens are ended by
 * /oauth/v2/token/revoke, not by this.
 */
export function registerEndSession(app: FastifyInstance, deps: EndSessionDeps): void {
  app.route({
    method: ['GET', 'POST'],
    url: END_SESSION_PATH,
    exposeHeadRoute: false,
    async handler(request, reply) {
      const found = deps.providerFor(request);
      if (found === undefined) return reply.code(421).type('text/plain').send('Unknown host\n');
      const { origin, provider } = found;
      const fields = readFields(request, origin);
      if (!isOwnRequest(request, origin)) {
        const kept = FIELDS.flatMap((name) => {
          const value = fields.get(name);
          return value === null ? [] : [[name, value] as const];
        });
        const page = signOutPage(END_SESSION_PATH, Object.fromEntries(kept));
        return reply.type('text/html; charset=utf-8').send(page);
      }
      await forgetSession(provider, origin, request, reply);
      const mode = request.headers['sec-fetch-mode'];
      const isNavigation =
        mode === undefined ? request.headers.accept?.includes('text/html') : mode === 'navigate';
      return isNavigation === true ? reply.redirect(landing(fields, origin), 303) : reply.code(204).send();
    },
  });
}
