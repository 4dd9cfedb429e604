import { isCounted, type CallOptions } from './budget/calls.ts';
import { readRateLimit } from './budget/rate-limit.ts';
import type { CallBudget } from './budget/scheduler.ts';
import type { CallCredentials } from './credentials.ts';
import { parseRetryAfter, toApiError } from './error-answer.ts';
import { ApiError } from './errors.ts';
import { parseLossless } from './lossless-json.ts';
import { watchSilence, type Watch } from './silence.ts';

export interface RequestOptions extends CallOptions {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Added to the query of `path`; undefined ones are left out. */
  query?: Record<string, string | undefined>;
  headers?: Record<string, string>;
  body?: BodyInit;
  signal?: AbortSignal;
  /** Longest silence: how long no byte may come, not how long the whole may take. Default 30 s. */
  timeoutMs?: number;
}

/** An answer of 2xx, or 304 where If-None-Match was sent. Either `text` or `chunks` is read, once. */
export interface Answer {
  status: number;
  headers: Headers;
  text(): Promise<string>;
  /** The body as it arrives. */
  chunks(): AsyncGenerator<string, void, undefined>;
  /** Of the body, so far, as they came out of the compression. */
  receivedBytes(): number;
}

const DEFAULT_TIMEOUT_MS = 30_000;
/** A call refused for the limit was not carried out: it is made again when the service said, but not for ever. */
const MAX_SENDINGS = 3;
/** Said where nobody knows whether a write was carried out: it is never made again by itself. */
const UNSURE = 'It may have been done all the same: look before you do it again.';

let credentials: CallCredentials | undefined;
let budget: CallBudget | undefined;
let nonce: string | undefined;
let renewal: Promise<boolean> | undefined;
/** Grows with every renewal that worked: a call that was under way meanwhile need not ask for another. */
let renewals = 0;

/** Hands over the session and what lets calls through; called once at the start, on the page and in each worker. */
export function configureHttp(session: CallCredentials, callBudget: CallBudget): void {
  credentials = session;
  budget = callBudget;
  nonce = undefined;
  renewal = undefined;
  renewals = 0;
}

/**
 * Makes a call with the session's credentials. `path` begins with "/" or is an address of our own origin.
 * Rejects with an ApiError, whatever goes wrong; reading the body does as well.
 */
export async function request(path: string, options: RequestOptions = {}): Promise<Answer> {
  const url = addressOf(path, options.query);
  const watch = watchSilence(options.timeoutMs ?? DEFAULT_TIMEOUT_MS, options.signal);
  try {
    const response = await sendWithinLimits(url, options, watch);
    if (response.type === 'opaqueredirect') {
      throw new ApiError(
        'malformed',
        'Something between this page and the server redirects its calls. Reload the page.',
      );
    }
    const isUnchanged = response.status === 304 && hasHeader(options.headers, 'if-none-match');
    if (!response.ok && !isUnchanged) {
      throw toApiError(response.status, response.headers, await readAll(response, watch));
    }
    // Nobody reads the body of a 304: its clock would run on.
    if (isUnchanged) watch.end();
    return answer(response, watch, adviceFor(options));
  } catch (error) {
    watch.end();
    const sentence = isWrite(options)
      ? `The server could not be reached, or the connection broke before its answer came. ${UNSURE}`
      : 'The server could not be reached. Check the connection and try again.';
    throw translate(error, watch, sentence, adviceFor(options));
  }
}

/** The answer as parsed JSON, long integers as text; undefined where the body is empty (202, 204). */
export async function requestJson(path: string, options: RequestOptions = {}): Promise<unknown> {
  const answered = await request(path, {
    ...options,
    headers: { accept: 'application/json', ...options.headers },
  });
  const text = await answered.text();
  if (text === '') return undefined;
  refuseHtml(answered.headers);
  try {
    return parseLossless(text);
  } catch (cause) {
    throw new ApiError('malformed', `The answer was cut off or is not JSON. ${adviceFor(options)}`, {
      status: answered.status,
      cause,
    });
  }
}

/** The answer in chunks of text, for lists that are parsed while they arrive. */
export async function requestStream(path: string, options: RequestOptions = {}): Promise<Answer> {
  const answered = await request(path, {
    ...options,
    headers: { accept: 'application/json', ...options.headers },
  });
  if (answered.status !== 304) refuseHtml(answered.headers);
  return answered;
}

function isWrite({ method = 'GET' }: RequestOptions): boolean {
  return method !== 'GET';
}

/** What to do after a failure that leaves open what the server did. */
function adviceFor(options: RequestOptions): string {
  return isWrite(options) ? UNSURE : 'Try again.';
}

function addressOf(path: string, query: Record<string, string | undefined> = {}): URL {
  // `self` is the page and the worker alike.
  const url = new URL(path, self.location.origin);
  if (url.origin !== self.location.origin) {
    throw new ApiError('refused', `Calls go to ${self.location.origin} only, not to ${url.origin}.`);
  }
  for (const [name, value] of Object.entries(query))
    if (value !== undefined) url.searchParams.append(name, value);
  return url;
}

function hasHeader(headers: Record<string, string> | undefined, name: string): boolean {
  return Object.keys(headers ?? {}).some((key) => key.toLowerCase() === name);
}

/** Waits for its turn, and once more where the service says that it was one call too many. */
async function sendWithinLimits(url: URL, options: RequestOptions, watch: Watch): Promise<Response> {
  if (budget === undefined) return sendSignedIn(url, options, watch);
  if (!isCounted(url.pathname)) {
    const response = await sendSignedIn(url, options, watch);
    budget.learn(readRateLimit(response.headers, Date.now()));
    return response;
  }
  for (let sendings = 1; ; sendings += 1) {
    watch.pause();
    const ticket = await budget.admit(options, watch.signal);
    let response: Response | undefined;
    try {
      response = await sendSignedIn(url, options, watch);
    } finally {
      budget.settle(ticket, outcomeOf(response));
    }
    if (response.status !== 429 || sendings === MAX_SENDINGS) return response;
    await response.body?.cancel();
  }
}

function outcomeOf(response: Response | undefined): Parameters<CallBudget['settle']>[1] {
  if (response === undefined) return { news: {} };
  const now = Date.now();
  const retryAfterMs = parseRetryAfter(response.headers.get('retry-after'), now);
  return {
    status: response.status,
    news: readRateLimit(response.headers, now),
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  };
}

async function sendSignedIn(url: URL, options: RequestOptions, watch: Watch): Promise<Response> {
  let hasProvenAnew = false;
  let hasRenewed = false;
  for (;;) {
    const renewalsBefore = renewals;
    const response = await send(url, options, watch);
    if (response.status !== 401) return response;
    const body = await readAll(response, watch);
    const isUsed = isUsedProof(response);
    if (isUsed && isWrite(options)) {
      throw new ApiError('network', `The connection broke before the answer came. ${UNSURE}`);
    }
    if ((isUsed || isNonceDemand(response)) && !hasProvenAnew) {
      hasProvenAnew = true;
      continue;
    }
    if (hasRenewed) throw toApiError(401, response.headers, body);
    hasRenewed = true;
    // The clock stands still: renewing has its own time-outs, and may wait for another tab.
    watch.pause();
    if (!(await watch.orAborted(renewAfter(renewalsBefore)))) throw toApiError(401, response.headers, body);
    hasProvenAnew = false;
  }
}

async function send(url: URL, options: RequestOptions, watch: Watch): Promise<Response> {
  if (!credentials) throw new ApiError('signed-out', 'Sign in to go on.');
  const method = options.method ?? 'GET';
  watch.pause();
  const proof = await watch.orAborted(credentials.headers(method, url.origin + url.pathname, nonce));
  watch.touch();
  const response = await fetch(url, {
    method,
    headers: { ...options.headers, ...proof },
    body: options.body ?? null,
    signal: watch.signal,
    // A proxy that redirects to its own sign-in page must not be followed there with our credentials.
    redirect: 'manual',
  });
  watch.touch();
  nonce = response.headers.get('dpop-nonce') ?? nonce;
  return response;
}

function isNonceDemand(response: Response): boolean {
  const challenge = response.headers.get('www-authenticate') ?? '';
  return challenge.includes('use_dpop_nonce') && response.headers.has('dpop-nonce');
}

/**
 * Browsers send a call again by themselves, with the same proof, when a connection breaks that was used before. The server
 * takes no proof twice: so this refusal tells that it had the call already, and may have carried it out.
 */
function isUsedProof(response: Response): boolean {
  return (response.headers.get('www-authenticate') ?? '').includes('invalid_dpop_proof');
}

function renewAfter(renewalsBefore: number): Promise<boolean> {
  if (renewals > renewalsBefore) return Promise.resolve(true);
  renewal ??= (credentials?.renew() ?? Promise.resolve(false))
    .then((isRenewed) => {
      if (isRenewed) renewals += 1;
      return isRenewed;
    })
    .finally(() => (renewal = undefined));
  return renewal;
}

function answer(response: Response, watch: Watch, advice: string): Answer {
  let received = 0;
  const count = (bytes: number) => (received += bytes);
  return {
    status: response.status,
    headers: response.headers,
    text: () => readAll(response, watch, advice).finally(() => watch.end()),
    async *chunks() {
      try {
        yield* readChunks(response, watch, advice, count);
      } finally {
        watch.end();
      }
    },
    receivedBytes: () => received,
  };
}

async function readAll(response: Response, watch: Watch, advice = 'Try again.'): Promise<string> {
  const parts: string[] = [];
  for await (const chunk of readChunks(response, watch, advice)) parts.push(chunk);
  return parts.join('');
}

async function* readChunks(
  response: Response,
  watch: Watch,
  advice: string,
  count?: (bytes: number) => void,
): AsyncGenerator<string, void, undefined> {
  if (!response.body) return;
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  try {
    for (;;) {
      watch.touch();
      const { done, value } = await reader.read();
      // Whoever takes the chunks may be slow: only the waiting for bytes counts as silence.
      watch.pause();
      if (done) break;
      count?.(value.length);
      const text = decoder.decode(value, { stream: true });
      if (text !== '') yield text;
    }
    const rest = decoder.decode();
    if (rest !== '') yield rest;
  } catch (error) {
    throw translate(error, watch, `The connection broke in the middle of the answer. ${advice}`, advice);
  } finally {
    watch.pause();
    // Left early: the rest is not wanted. A stream that failed has nothing left to cancel.
    await reader.cancel().catch(() => undefined);
  }
}

function refuseHtml(headers: Headers): void {
  if (!(headers.get('content-type') ?? '').includes('text/html')) return;
  throw new ApiError(
    'malformed',
    'A web page came instead of data: a proxy or its sign-in page answered. Reload the page.',
  );
}

function translate(cause: unknown, watch: Watch, sentence: string, advice: string): ApiError {
  if (cause instanceof ApiError) return cause;
  if (watch.hasTimedOut()) {
    return new ApiError('timeout', `The server did not answer in time. ${advice}`, { cause });
  }
  if (watch.signal.aborted) return new ApiError('aborted', 'The call was given up.', { cause });
  return new ApiError('network', sentence, { cause });
}
