import type { Config } from '../config.ts';
import type { Role, Scope } from '../contract/scopes.ts';
import type { Store } from '../store/store.ts';
import { createDpopNonces, type DpopNonces } from './dpop-nonces.ts';
import { DPOP_ALGORITHMS, DpopProofError, readDpopProof } from './dpop-proof.ts';
import type { Authentication, Authenticator, Credentials } from './principal.ts';
import { rolesScopes } from './roles.ts';
import { findUsableAccount } from './sample-accounts.ts';
import { hashSecret, isSameSecret } from './secret-hash.ts';
import { readWireScopes } from './wire-scopes.ts';

export interface AuthenticatorDeps {
  store: Store;
  config: Config;
  /** ms since 1970. */
  clock: () => number;
}

const TOKEN_SCHEMES = new Set(['zoho-oauthtoken', 'zoho-authtoken', 'bearer', 'dpop']);

/** What of an access token's row decides. */
interface AccessToken {
  accountId: string;
  scopes: readonly Scope[];
  /** ms since 1970. */
  endsAt: number;
  /** Thumbprint of the key that the token is bound to; absent for a bearer token. */
  thumbprint: string | undefined;
}

function refuse(reason: string, headers: Record<string, string> = {}): Authentication {
  return { isAuthenticated: false, reason, headers };
}

/** The challenge of RFC 9449; `error` is absent where the client showed nothing at all. */
function challenge(error?: string): Record<string, string> {
  const said = error === undefined ? '' : `error="${error}", `;
  return { 'WWW-Authenticate': `DPoP ${said}algs="${DPOP_ALGORITHMS.join(' ')}"` };
}

async function findAccessToken(store: Store, token: string): Promise<AccessToken | undefined> {
  const row = await store.oauth.find('AccessToken', hashSecret(token));
  if (row === undefined) return undefined;
  const { accountId, scope, exp, jkt } = row.payload;
  if (typeof accountId !== 'string' || typeof exp !== 'number') return undefined;
  return {
    accountId,
    scopes: typeof scope === 'string' ? readWireScopes(scope).scopes : [],
    endsAt: exp * 1000,
    thumbprint: typeof jkt === 'string' ? jkt : undefined,
  };
}

async function authenticateApiKey(deps: AuthenticatorDeps, key: string): Promise<Authentication> {
  const { apiKey } = deps.config;
  const accept = (id: string, name: string, role: Role): Authentication => ({
    isAuthenticated: true,
    principal: {
      kind: 'api-key',
      accountId: `api-key:${id}`,
      name,
      email: '',
      role,
      scopes: rolesScopes(role),
    },
    headers: {},
  });
  if (apiKey !== undefined && isSameSecret(key, apiKey)) return accept('MDM_API_KEY', 'MDM_API_KEY', 'admin');
  const found = await deps.store.apiKeys.findByHash(hashSecret(key));
  return found === undefined ? refuse('unknown API key') : accept(found.id, found.name, found.role);
}

/** Whether the proof allows this use of the token; an answer is the refusal. */
async function checkProof(
  nonces: DpopNonces,
  credentials: Credentials,
  token: string,
  thumbprint: string,
): Promise<Authentication | undefined> {
  if (credentials.dpop === undefined) return refuse('no DPoP proof', challenge('invalid_dpop_proof'));
  try {
    const { method, url, dpop } = credentials;
    const { jti, ...age } = await readDpopProof(dpop, { method, url, token, thumbprint });
    if (!nonces.isFresh(age)) return refuse('the DPoP proof is not fresh', challenge('use_dpop_nonce'));
    if (nonces.isFirstUse(thumbprint, jti)) return undefined;
    return refuse('the DPoP proof was used before', challenge('invalid_dpop_proof'));
  } catch (error) {
    if (!(error instanceof DpopProofError)) throw error;
    return refuse(error.message, challenge('invalid_dpop_proof'));
  }
}

async function authenticateToken(
  deps: AuthenticatorDeps,
  nonces: DpopNonces,
  credentials: Credentials,
  scheme: string,
  token: string,
): Promise<Authentication> {
  const invalid = challenge('invalid_token');
  const found = await findAccessToken(deps.store, token);
  if (found === undefined) return refuse('unknown access token', invalid);
  if (found.endsAt <= deps.clock()) return refuse('the access token ended', invalid);
  if (found.thumbprint === undefined) {
    if (scheme === 'dpop') return refuse('the access token is not bound to a key', invalid);
  } else {
    if (scheme !== 'dpop') return refuse('the access token is bound to a key', invalid);
    const refusal = await checkProof(nonces, credentials, token, found.thumbprint);
    if (refusal !== undefined) return refusal;
  }
  const account = await findUsableAccount(deps.store, deps.config, found.accountId);
  if (account === undefined) return refuse('the account is gone or disabled', invalid);
  const allowed = rolesScopes(account.role);
  return {
    isAuthenticated: true,
    principal: {
      kind: 'account',
      accountId: account.id,
      name: account.name,
      email: account.email,
      role: account.role,
      scopes: new Set(found.scopes.filter((scope) => allowed.has(scope))),
      sessionEndsAt: found.endsAt,
    },
    headers: {},
  };
}

/** Decides who makes a call, from the forms of the Authorization header that the reference and RFC 9449 print. */
export function createAuthenticator(deps: AuthenticatorDeps): Authenticator {
  const nonces = createDpopNonces(deps.clock);

  async function decide(credentials: Credentials): Promise<Authentication> {
    const authorization = credentials.authorization?.trim() ?? '';
    if (authorization === '') return refuse('no credentials', challenge());
    const [first = '', second, ...rest] = authorization.split(/ +/);
    if (second === undefined) return authenticateApiKey(deps, first);
    const scheme = first.toLowerCase();
    if (rest.length > 0 || !TOKEN_SCHEMES.has(scheme))
      return refuse('unknown form of credentials', challenge());
    return authenticateToken(deps, nonces, credentials, scheme, second);
  }

  return {
    async authenticate(credentials) {
      const answer = await decide(credentials);
      // Sent with every answer to a client that has proofs to make, so that it always knows the nonce of the next one.
      const knowsDpop = /^dpop /i.test(credentials.authorization ?? '') || credentials.dpop !== undefined;
      if (knowsDpop) answer.headers['DPoP-Nonce'] = nonces.current();
      return answer;
    },
  };
}
