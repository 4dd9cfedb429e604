import type { EventEmitter } from 'node:events';
import {
  errors,
  interactionPolicy,
  Provider,
  type Configuration,
  type KoaContextWithOIDC,
} from 'oidc-provider';
import type { Config } from '../config.ts';
import type { Store } from '../store/store.ts';
import { DPOP_ALGORITHMS } from './dpop-proof.ts';
import { createAdapter } from './oauth-adapter.ts';
import { UNKNOWN_SCOPE } from './oauth-parameters.ts';
import type { OAuthSecrets } from './oauth-secrets.ts';
import { PAGE_CLIENT_ID, pageClient } from './page-client.ts';
import { ALL_SCOPES, rolesScopes } from './roles.ts';
import { findUsableAccount } from './sample-accounts.ts';
import { providerErrorPage } from './sign-in-pages.ts';
import { toWireScope } from './wire-scopes.ts';

export interface ProviderDeps {
  store: Store;
  config: Config;
  secrets: OAuthSecrets;
  origins: () => readonly string[];
  log: (entry: object, message: string) => void;
}

/** Lifetimes in seconds. */
const CODE_TTL = 60;
const ACCESS_TOKEN_TTL = 3600;
/** How long a person may take to sign in. */
const INTERACTION_TTL = 3600;
/** How long the sign-in itself is remembered since it was last used; the cookie ends with the browser. */
const SESSION_TTL = 12 * 3600;
/** The reference calls refresh tokens permanent; a hundred years are. A grant has to outlive them. */
const PERMANENT_TTL = 100 * 365 * 24 * 3600;

export const END_SESSION_PATH = '/oauth/v2/end-session';

/** Notes on the grant that a refresh token was asked for; the code's own row has no place for it. */
const ACCESS_TYPE = 'urn:muster:access-type';

function wantsRefreshToken(ctx: KoaContextWithOIDC): boolean {
  return ctx.oidc.entities.Grant?.getResourceScope(ACCESS_TYPE) === 'offline';
}

function loginPolicy() {
  const policy = interactionPolicy.base();
  // What a role may do is decided by the server, and the page is our own: nothing is left to consent to.
  policy.remove('consent');
  policy.get('login')?.checks.add(
    new interactionPolicy.Check('account_gone', 'the account of this session cannot be used', (ctx) => {
      const { session, account } = ctx.oidc;
      return session?.accountId !== undefined && account === undefined;
    }),
  );
  return policy;
}

/**
 * One fresh grant for every authorization, so that ending one session ends no other. It holds what was asked for and
 * the live role allows; everything else is rejected, whatever was asked.
 */
async function grantWhatTheRoleAllows({ store, config }: ProviderDeps, ctx: KoaContextWithOIDC) {
  const { client, account: known, params, provider } = ctx.oidc;
  const account = known && (await findUsableAccount(store, config, known.accountId));
  if (client === undefined || account === undefined) return undefined;
  const allowed = new Set([...rolesScopes(account.role)].map(toWireScope));
  const asked = [...ctx.oidc.requestParamOIDCScopes];
  const granted = asked.filter((scope) => allowed.has(scope));
  if (granted.length === 0) {
    throw new errors.AccessDenied(`the role ${account.role} allows nothing of what was asked for`);
  }
  const grant = new provider.Grant({ accountId: account.id, clientId: client.clientId });
  grant.addOIDCScope(granted.join(' '));
  const refused = asked.filter((scope) => !allowed.has(scope));
  if (refused.length > 0) grant.rejectOIDCScope(refused.join(' '));
  if (params?.access_type === 'offline') grant.addResourceScope(ACCESS_TYPE, 'offline');
  await grant.save();
  return grant;
}

function checkAccessType(_ctx: KoaContextWithOIDC, value: string | undefined) {
  if (value !== undefined && value !== 'online' && value !== 'offline') {
    throw new errors.InvalidRequest('access_type must be online or offline');
  }
}

function checkScope(ctx: KoaContextWithOIDC, unknown: string | undefined) {
  if (unknown !== undefined) throw new errors.InvalidScope('no such scope', unknown);
  if (ctx.oidc.params?.scope === undefined) {
    throw new errors.InvalidRequest("missing required parameter 'scope'");
  }
}

const TTL: Configuration['ttl'] = {
  AuthorizationCode: CODE_TTL,
  AccessToken: ACCESS_TOKEN_TTL,
  RefreshToken: PERMANENT_TTL,
  Grant: PERMANENT_TTL,
  Interaction: INTERACTION_TTL,
  Session: SESSION_TTL,
  IdToken: ACCESS_TOKEN_TTL,
};

function configure(deps: ProviderDeps, issuer: string): Configuration {
  const { store, config, secrets } = deps;
  return {
    adapter: (model) =>
      model === 'Client'
        ? {
            ...createAdapter(store, model),
            find: (id) => Promise.resolve(id === PAGE_CLIENT_ID ? pageClient(deps.origins()) : undefined),
          }
        : createAdapter(store, model),
    jwks: { keys: secrets.signingKeys },
    cookies: {
      keys: secrets.cookieKeys,
      names: { session: 'muster_session', interaction: 'muster_sign_in', resume: 'muster_resume' },
      long: { signed: true, httpOnly: true, sameSite: 'lax', path: '/' },
      short: { signed: true, httpOnly: true, sameSite: 'lax' },
    },
    routes: {
      authorization: '/oauth/v2/auth',
      token: '/oauth/v2/token',
      revocation: '/oauth/v2/token/revoke',
      jwks: '/oauth/v2/jwks',
    },
    discovery: { end_session_endpoint: `${issuer}${END_SESSION_PATH}` },
    features: {
      devInteractions: { enabled: false },
      userinfo: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      pushedAuthorizationRequests: { enabled: false },
      revocation: {
        enabled: true,
        allowedPolicy: (_ctx, client, token) => token.clientId === client.clientId,
      },
      dPoP: { enabled: true, nonceSecret: secrets.dpopNonceSecret },
    },
    scopes: ALL_SCOPES.map(toWireScope),
    responseTypes: ['code'],
    clientAuthMethods: ['none'],
    clientDefaults: { id_token_signed_response_alg: 'ES256' },
    enabledJWA: { idTokenSigningAlgValues: ['ES256'], dPoPSigningAlgValues: [...DPOP_ALGORITHMS] },
    // Browsers name the origin of the page's own calls, too; scripts of other origins may not call.
    clientBasedCORS: (_context, origin) => origin === issuer,
    pkce: { required: () => true },
    // A token that ended is not "nearly valid".
    clockTolerance: 0,
    ttl: TTL,
    rotateRefreshToken: false,
    expiresWithSession: () => false,
    issueRefreshToken: (ctx, client) => client.grantTypeAllowed('refresh_token') && wantsRefreshToken(ctx),
    extraParams: { access_type: checkAccessType, [UNKNOWN_SCOPE]: checkScope },
    interactions: { policy: loginPolicy(), url: (_ctx, interaction) => `/sign-in/${interaction.uid}` },
    loadExistingGrant: (ctx) => grantWhatTheRoleAllows(deps, ctx),
    findAccount: async (_ctx, id) => {
      const account = await findUsableAccount(store, config, id);
      return account && { accountId: account.id, claims: () => ({ sub: account.id }) };
    },
    renderError: (ctx, out) => {
      ctx.type = 'html';
      ctx.body = providerErrorPage(out.error, out.error_description);
    },
  };
}

/** The authorization server for one origin of the page: its issuer is in the answers and in the discovery document. */
export function createProvider(deps: ProviderDeps, issuer: string): Provider {
  const provider = new Provider(issuer, configure(deps, issuer));
  // The forwarded headers it then reads are written by replay-request.ts alone, never by a client.
  provider.proxy = true;
  const logFailure = (error: unknown) => deps.log({ err: error }, 'the authorization server failed');
  provider.on('server_error', (_ctx, error) => logFailure(error));
  // Koa's own event, which the types leave out: without a listener it prints to the console.
  (provider as EventEmitter).on('error', logFailure);
  return provider;
}
