import { ApiError } from '../api/errors.ts';
import { CLIENT_ID, END_SESSION_PATH, REVOCATION_PATH } from './client-settings.ts';
import type { StoredTokens } from './token-store.ts';

const TIMEOUT_MS = 10_000;

async function tell(path: string, body?: URLSearchParams): Promise<void> {
  let response: Response;
  try {
    // eslint-disable-next-line no-restricted-globals -- not a call of the API: made after the session is forgotten here, without its credentials
    response = await fetch(path, {
      method: 'POST',
      ...(body && { body }),
      redirect: 'manual',
      // It is sent even where the person closes the page at once.
      keepalive: true,
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
  } catch (cause) {
    throw new ApiError('network', 'The server could not be told that the session ended.', { cause });
  }
  if (response.ok || response.type === 'opaqueredirect') return;
  throw new ApiError('server', 'The server did not take the end of the session.', {
    status: response.status,
  });
}

/** Revokes the tokens; the server ends the whole grant with any one of them. Rejects with an ApiError. */
export function revokeTokens({ accessToken, refreshToken }: StoredTokens): Promise<void> {
  return tell(
    REVOCATION_PATH,
    new URLSearchParams({
      token: refreshToken ?? accessToken,
      token_type_hint: refreshToken === undefined ? 'access_token' : 'refresh_token',
      client_id: CLIENT_ID,
    }),
  );
}

/** Ends the server's own session, its cookie, without leaving the page. Rejects with an ApiError. */
export function endServerSession(): Promise<void> {
  return tell(END_SESSION_PATH);
}
