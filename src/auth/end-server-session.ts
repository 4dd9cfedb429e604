import { ApiError } from '../api/errors.ts';
import { END_SESSION_PATH } from './client-settings.ts';

const TIMEOUT_MS = 10_000;

/** Ends the authorization server's own session, its cookie, without leaving the page. Rejects with an ApiError. */
export async function endServerSession(): Promise<void> {
  let response: Response;
  try {
    // eslint-disable-next-line no-restricted-globals -- not a call of the API: it carries the cookie and no token, and is made after both are forgotten here
    response = await fetch(END_SESSION_PATH, {
      method: 'POST',
      redirect: 'manual',
      // It is sent even where the person closes the page at once.
      keepalive: true,
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
  } catch (cause) {
    throw new ApiError('network', 'The server could not be told that the session ended.', { cause });
  }
  if (response.ok || response.type === 'opaqueredirect') return;
  throw new ApiError('server', 'The server could not end its session.', { status: response.status });
}
