/** What went wrong, in the terms a person or a page can act on. */
export type ApiErrorKind =
  /** The server could not be reached. */
  | 'network'
  | 'timeout'
  /** The caller gave up on it; never shown. */
  | 'aborted'
  /** The session ended and could not be renewed: sign in, then the call may be made again. */
  | 'signed-out'
  /** The role lacks the scope. */
  | 'forbidden'
  | 'not-found'
  /** 429; see retryAfterMs. */
  | 'limit'
  /** The answer was cut off or is not what the API documents. */
  | 'malformed'
  /** 5xx. */
  | 'server'
  /** Any other refusal (4xx). */
  | 'refused';

export interface ApiErrorInit {
  status?: number;
  /** The documented code, "COM0008". */
  code?: string;
  retryAfterMs?: number;
  cause?: unknown;
}

/** The one error of every call. `message` is a sentence for the person. */
export class ApiError extends Error {
  readonly kind: ApiErrorKind;
  readonly status: number | undefined;
  readonly code: string | undefined;
  readonly retryAfterMs: number | undefined;

  constructor(kind: ApiErrorKind, message: string, init: ApiErrorInit = {}) {
    super(message, { cause: init.cause });
    this.name = 'ApiError';
    this.kind = kind;
    this.status = init.status;
    this.code = init.code;
    this.retryAfterMs = init.retryAfterMs;
  }
}
