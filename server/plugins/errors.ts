import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ApiFailure, type ErrorBody, type ErrorCode } from '../contract/errors.ts';
import { setSecurityHeaders } from './security-headers.ts';

/** Whether an address belongs to the API, where every answer has the documented form. */
export function isApiPath(path: string): boolean {
  return path === '/api' || path.startsWith('/api/');
}

export function pathOf(url: string): string {
  const end = url.search(/[?#]/);
  return end === -1 ? url : url.slice(0, end);
}

export function errorBody(failure: ApiFailure): ErrorBody {
  return {
    error_code: failure.code,
    error_description: failure.message,
    localized_error_description: failure.message,
  };
}

/** Every error of every route becomes the documented body; the unexpected one says nothing of itself but to the log. */
export function registerErrors(app: FastifyInstance): void {
  app.setErrorHandler((error, request, reply) => {
    const failure = toFailure(error);
    if (failure.code === 'COM0004') request.log.error({ err: error }, 'Request failed');
    sendFailure(reply, failure);
  });
}

export function sendFailure(reply: FastifyReply, failure: ApiFailure): void {
  // Headers of the answer that was being prepared do not describe this one.
  for (const name of ['etag', 'content-encoding', 'content-length', 'vary']) reply.removeHeader(name);
  reply
    .code(failure.status)
    .type('application/json; charset=utf-8')
    .serializer(JSON.stringify)
    .send(errorBody(failure));
}

/** An address that no route serves, in the API: a version that does not exist, or no such path or method (COM0001). */
export function refuseUnknownPath(path: string): never {
  const namesVersion = /^\/api\/v[\d.]+(?:\/|$)/i.test(path);
  const isOurs = /^\/api\/v1(?:\/|$)/.test(path);
  throw new ApiFailure(namesVersion && !isOurs ? 'COM0012' : 'COM0001');
}

/** Requests that fail before a route is chosen: a path with a broken escape. */
export function onFrameworkError(_error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  setSecurityHeaders(reply.raw);
  const isApi = isApiPath(pathOf(request.url));
  sendFailure(
    reply,
    isApi ? new ApiFailure('COM0001') : new ApiFailure('COM0014', 'the address is not readable'),
  );
}

const BY_FASTIFY_CODE: Readonly<Record<string, readonly [ErrorCode, string?]>> = {
  FST_ERR_CTP_EMPTY_JSON_BODY: ['COM0006'],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: ['COM0011', 'Content-Type is not one that this operation takes'],
  FST_ERR_CTP_BODY_TOO_LARGE: ['COM0014', 'the body is too large'],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: ['COM0014', 'the body is not as long as Content-Length says'],
};

function toFailure(error: unknown): ApiFailure {
  if (error instanceof ApiFailure) return error;
  if (!isFastifyError(error)) return new ApiFailure('COM0004');
  if (error.validation !== undefined) {
    // What is wrong with a path is an id that does not exist; with a body, its parameters.
    if (error.validationContext === 'params') return new ApiFailure('COM0008');
    return new ApiFailure(error.validationContext === 'body' ? 'COM0005' : 'COM0014', error.message);
  }
  const known = BY_FASTIFY_CODE[error.code];
  if (known !== undefined) return new ApiFailure(...known);
  const isCallers = error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500;
  return new ApiFailure(isCallers ? 'COM0014' : 'COM0004');
}

function isFastifyError(error: unknown): error is FastifyError {
  return error instanceof Error && 'code' in error && typeof error.code === 'string';
}
