import { PAGE_CLIENT_ID } from './page-client.ts';
import { readWireScopes, toWireScope } from './wire-scopes.ts';

/** Carries scopes that do not exist to the validation, which names them; never taken from a client. */
export const UNKNOWN_SCOPE = 'unknown_scope';

/** Where a parameter is given more than once it is left alone: the authorization server refuses it. */
function single(parameters: URLSearchParams, name: string): string | undefined {
  const values = parameters.getAll(name);
  return values.length === 1 ? values[0] : undefined;
}

function setOrDelete(parameters: URLSearchParams, name: string, value: string) {
  if (value === '') parameters.delete(name);
  else parameters.set(name, value);
}

function normaliseScope(parameters: URLSearchParams): string[] {
  const scope = single(parameters, 'scope');
  if (scope === undefined) return [];
  const { scopes, unknown } = readWireScopes(scope);
  setOrDelete(parameters, 'scope', scopes.map(toWireScope).join(' '));
  return unknown;
}

/**
 * Puts a request to /oauth/v2/auth as the reference prints it into the form that the authorization server reads:
 * scopes in any spelling become whole scopes with spaces between; `prompt=Consent` is accepted and means nothing more,
 * since every authorization makes a grant of its own; `access_type` in any case.
 */
export function normaliseAuthorization(given: URLSearchParams): URLSearchParams {
  const parameters = new URLSearchParams(given);
  parameters.delete(UNKNOWN_SCOPE);
  const unknown = normaliseScope(parameters);
  if (unknown.length > 0) parameters.set(UNKNOWN_SCOPE, unknown.join(' '));
  const prompt = single(parameters, 'prompt');
  if (prompt !== undefined) {
    const wanted = prompt
      .toLowerCase()
      .split(/[\s,]+/)
      .map((word) => (word === 'select_account' ? 'login' : word))
      .filter((word) => word !== '' && word !== 'consent');
    setOrDelete(parameters, 'prompt', [...new Set(wanted)].join(' '));
  }
  const accessType = single(parameters, 'access_type');
  if (accessType !== undefined) parameters.set('access_type', accessType.toLowerCase());
  return parameters;
}

/** A request to /oauth/v2/token: its parameters may be in the query (as printed), in the body, or in both. */
export function normaliseToken(query: URLSearchParams, body: URLSearchParams): URLSearchParams {
  const parameters = new URLSearchParams([...query, ...body]);
  const unknown = normaliseScope(parameters);
  // Left in, so that the server refuses them by name.
  if (unknown.length > 0) {
    parameters.set('scope', [parameters.get('scope') ?? '', ...unknown].join(' ').trim());
  }
  return parameters;
}

/**
 * A request to /oauth/v2/token/revoke: `refresh_token=` as printed or `token=` of RFC 7009. The printed form names no
 * client; whoever holds a token may end it, so the page's client stands in.
 */
export function normaliseRevocation(query: URLSearchParams, body: URLSearchParams): URLSearchParams {
  const parameters = new URLSearchParams([...query, ...body]);
  const refreshToken = single(parameters, 'refresh_token');
  if (refreshToken !== undefined && !parameters.has('token')) {
    parameters.delete('refresh_token');
    parameters.set('token', refreshToken);
    parameters.set('token_type_hint', 'refresh_token');
  }
  if (!parameters.has('client_id')) parameters.set('client_id', PAGE_CLIENT_ID);
  return parameters;
}
