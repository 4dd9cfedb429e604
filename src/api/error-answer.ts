import { ApiError, type ApiErrorInit } from './errors.ts';

/** Longest Retry-After that is believed; a proxy that says "in a year" would lock the page for good. */
const MAX_RETRY_AFTER_MS = 24 * 60 * 60 * 1000;

/** Retry-After as seconds or as a date, in ms from `now`; undefined for anything else. */
export function parseRetryAfter(header: string | null, now: number): number | undefined {
  const text = header?.trim() ?? '';
  if (/^\d{1,9}$/.test(text)) return Math.min(Number(text) * 1000, MAX_RETRY_AFTER_MS);
  // Date.parse reads "1.5" and other stray numbers as years: a date of HTTP begins with the name of a day.
  if (!/^[a-z]{3}/i.test(text)) return undefined;
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : Math.min(Math.max(0, at - now), MAX_RETRY_AFTER_MS);
}

interface Documented {
  code?: string;
  description?: string;
}

/** The documented error body; code and description may be missing, and the code may be a number (reference, "Errors"). */
function readBody(body: string): Documented {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    return {};
  }
  if (typeof parsed !== 'object' || parsed === null) return {};
  const { error_code, error_description, localized_error_description } = parsed as Record<string, unknown>;
  const code =
    typeof error_code === 'string' ? error_code : typeof error_code === 'number' ? String(error_code) : '';
  const said = [localized_error_description, error_description].find((text) => typeof text === 'string');
  const description = typeof said === 'string' ? said.trim() : '';
  return { ...(code !== '' && { code }), ...(description !== '' && { description }) };
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

/** "42 s", "3 min", "5 h": when to try again, rounded up. */
function inWords(ms: number): string {
  if (ms < 90_000) return `${Math.max(1, Math.ceil(ms / 1000))} s`;
  if (ms < 90 * 60_000) return `${Math.ceil(ms / 60_000)} min`;
  return `${Math.ceil(ms / 3_600_000)} h`;
}

/** Turns an answer that is a refusal into the one error; `now` is for a Retry-After that is a date. */
export function toApiError(status: number, headers: Headers, body: string, now = Date.now()): ApiError {
  const { code, description } = readBody(body);
  const retryAfterMs = parseRetryAfter(headers.get('retry-after'), now);
  const init: ApiErrorInit = {
    status,
    ...(code !== undefined && { code }),
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  };
  const said = description === undefined ? '' : ` ${sentence(description)}`;
  const again = retryAfterMs === undefined ? '' : ` Try again in ${inWords(retryAfterMs)}.`;
  if (status === 401) return new ApiError('signed-out', 'Your session ended. Sign in to go on.', init);
  if (status === 403) return new ApiError('forbidden', `Your role does not allow this.${said}`, init);
  if (status === 404) return new ApiError('not-found', `There is no such thing, or no longer.${said}`, init);
  if (status === 429) {
    return new ApiError(
      'limit',
      `The call limit of the API is used up.${again || ' Try again later.'}`,
      init,
    );
  }
  if (status >= 500) {
    const when = again || ' Try again in a moment.';
    return new ApiError('server', `The server could not answer (${status}).${said}${when}`, init);
  }
  return new ApiError(
    'refused',
    description ? sentence(description) : `The server refused (${status}).`,
    init,
  );
}
