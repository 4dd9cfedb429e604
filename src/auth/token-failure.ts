import { ApiError } from '../api/errors.ts';

/** Refusals after which no further try with the same grant can succeed (RFC 6749, section 5.2; invalid_code is the cloud's word). */
const ENDED = new Set([
  'invalid_code',
  'invalid_grant',
  'invalid_dpop_proof',
  'login_required',
  'interaction_required',
]);

/** What databases of browsers fail with where they are blocked, full or damaged; the key is kept in one (key-store.ts). */
const STORAGE_FAILURES = new Set([
  'DataError',
  'InvalidStateError',
  'NotFoundError',
  'QuotaExceededError',
  'SecurityError',
  'UnknownError',
  'VersionError',
]);

interface TokenError {
  error: string;
  description: string | undefined;
}

/** The library is not loaded here, so its errors are told by the names it gives them for that purpose. */
function readTokenError(error: unknown): TokenError | undefined {
  if (!(error instanceof Error)) return undefined;
  if (error.name === 'ErrorResponse') return readBody(error);
  // A refusal that also carries a DPoP nonce arrives as an error whose message is the answer's body.
  if (error.name !== 'ErrorDPoPNonce') return undefined;
  try {
    return readBody(JSON.parse(error.message));
  } catch {
    return undefined;
  }
}

function readBody(body: unknown): TokenError | undefined {
  if (typeof body !== 'object' || body === null || !('error' in body)) return undefined;
  const description = 'error_description' in body ? body.error_description : undefined;
  return {
    error: typeof body.error === 'string' ? body.error : 'unknown error',
    description: typeof description === 'string' && description !== '' ? description : undefined,
  };
}

/** Turns whatever the sign-in library rejects with into the one error of the page; an ApiError passes as it is. */
export function explainTokenFailure(cause: unknown): ApiError {
  if (cause instanceof ApiError) return cause;
  if (cause instanceof Error && cause.name === 'ErrorTimeout') {
    return new ApiError('timeout', 'The server took too long to answer. Try again.', { cause });
  }
  const refusal = readTokenError(cause);
  if (refusal !== undefined) {
    const said =
      refusal.description === undefined ? refusal.error : `${refusal.error}: ${refusal.description}`;
    if (refusal.error === 'access_denied') {
      return new ApiError('refused', `Sign-in was refused or given up (${said}).`, { cause });
    }
    if (ENDED.has(refusal.error)) {
      return new ApiError('signed-out', `The session has ended (${said}). Sign in again.`, { cause });
    }
    return new ApiError('refused', `The server refused to sign you in (${said}).`, { cause });
  }
  if (cause instanceof DOMException && STORAGE_FAILURES.has(cause.name)) {
    return new ApiError(
      'refused',
      'This browser does not let Muster keep the key that signing in needs: storage for this address is blocked, full or damaged. Allow it (a private window may forbid it), or clear the data of this site, and sign in again.',
      { cause },
    );
  }
  const message = cause instanceof Error ? cause.message : String(cause);
  if (/dynamically imported module|importing a module/i.test(message)) {
    return new ApiError('network', 'A part of Muster could not be loaded. Load the page again.', { cause });
  }
  // What fetch rejects with when there is no connection: a TypeError in every browser.
  if (cause instanceof TypeError) {
    return new ApiError('network', 'The server could not be reached. Check the connection and try again.', {
      cause,
    });
  }
  if (/No (?:matching )?state/.test(message)) {
    return new ApiError(
      'refused',
      'This sign-in was already used, is too old or was started in another browser. Sign in again.',
      { cause },
    );
  }
  if (/\((?:5\d\d)\)/.test(message)) {
    return new ApiError('server', `The server failed while signing you in (${message}).`, { cause });
  }
  return new ApiError('malformed', `The server's answer to the sign-in could not be used (${message}).`, {
    cause,
  });
}

/** The same for a window beside the page, which may also be blocked or closed. */
export function explainPopupFailure(cause: unknown): ApiError {
  const message = cause instanceof Error ? cause.message : '';
  if (message.includes('disposed window')) {
    return new ApiError('refused', 'The browser blocked the sign-in window.', {
      code: 'POPUP_BLOCKED',
      cause,
    });
  }
  if (message.startsWith('Popup')) {
    return new ApiError('aborted', 'The sign-in window was closed before you signed in.', { cause });
  }
  return explainTokenFailure(cause);
}
