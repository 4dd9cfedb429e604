import { ERRORS, type ErrorCode } from './errors.ts';
import { readSchema, writeExample } from './openapi-schema.ts';
import type { ApiOperation } from './operations-types.ts';
import { errorsOf } from './operations.ts';
import type { Wire } from './wire.ts';

const header = (description: string, type: string) => ({ description, schema: { type } });

/** Headers of answers, by the name they have in the document. */
export const HEADERS = {
  ETag: header('A validator of the answer; see `If-None-Match`.', 'string'),
  RateLimit: header(
    'Calls that are left, where calls are limited: `"minute";r=99;t=30, "day";r=2499;t=600`.',
    'string',
  ),
  'RateLimit-Policy': header(
    'Calls that are allowed, where they are limited: `"minute";q=100;w=60, ...`.',
    'string',
  ),
  'Retry-After': header('Seconds until another call is taken.', 'integer'),
  'WWW-Authenticate': header('How to authenticate.', 'string'),
} as const;

const refTo = (kind: 'headers' | 'schemas' | 'responses' | 'examples', name: string) => ({
  $ref: `#/components/${kind}/${name}`,
});
const headerRefs = (...names: (keyof typeof HEADERS)[]) =>
  Object.fromEntries(names.map((name) => [name, refTo('headers', name)]));

/** Statuses that every operation answers in the same words. */
const SHARED: Readonly<Record<number, { name: string; codes: readonly ErrorCode[] }>> = {
  401: { name: 'NotAuthenticated', codes: ['COM0013'] },
  403: { name: 'NotAllowed', codes: ['SCOPE_MISMATCH'] },
  429: { name: 'TooManyCalls', codes: ['COM0002'] },
  500: { name: 'ServerError', codes: ['COM0004'] },
};

/** For `components.responses`. */
export function sharedAnswers(): Record<string, object> {
  return Object.fromEntries(
    Object.entries(SHARED).map(([status, { name, codes }]) => [name, refusal(Number(status), codes)]),
  );
}

/** For `components.examples`: an answer a code. */
export function errorExamples(codes: readonly ErrorCode[]): Record<string, object> {
  return Object.fromEntries(
    codes.map((code) => {
      const [, description] = ERRORS[code];
      const value = {
        error_code: code,
        error_description: description,
        localized_error_description: description,
      };
      return [code, { summary: description, value }];
    }),
  );
}

/** Every answer of an operation, by status. */
export function answersOf(operation: ApiOperation, wire: Wire): Record<number, object> {
  const { answer, method } = operation;
  return {
    [answer.status]: {
      description: SUCCESS[answer.status],
      headers: headerRefs(...(method === 'get' ? (['ETag'] as const) : []), 'RateLimit', 'RateLimit-Policy'),
      ...(answer.status === 200 && {
        content: {
          'application/json': {
            schema: refTo('schemas', answer.name),
            example: writeExample(answer.example(wire), readSchema(answer.schema(wire))),
          },
        },
      }),
    },
    ...(method === 'get' && { 304: { description: 'Nothing changed.', headers: headerRefs('ETag') } }),
    ...describeErrors(errorsOf(operation)),
  };
}

/** What a status of success says. */
export const SUCCESS = { 200: 'Success.', 202: 'Accepted; no body.', 204: 'Done; no body.' } as const;

/** Codes by the status they are answered with, in the order of the statuses. */
export function codesByStatus(codes: readonly ErrorCode[]): [status: number, codes: ErrorCode[]][] {
  const statuses = [...new Set(codes.map((code) => ERRORS[code][0]))].sort((one, other) => one - other);
  return statuses.map((status) => [status, codes.filter((code) => ERRORS[code][0] === status)]);
}

function describeErrors(codes: readonly ErrorCode[]): Record<number, object> {
  return Object.fromEntries(
    codesByStatus(codes).map(([status, carried]) => {
      const shared = SHARED[status];
      return [status, shared === undefined ? refusal(status, carried) : refTo('responses', shared.name)];
    }),
  );
}

function refusal(status: number, codes: readonly ErrorCode[]): object {
  return {
    description: codes.map((code) => `${code}: ${ERRORS[code][1]}`).join('. '),
    ...(status === 401 && { headers: headerRefs('WWW-Authenticate') }),
    ...(status === 429 && { headers: headerRefs('Retry-After', 'RateLimit', 'RateLimit-Policy') }),
    content: {
      'application/json': {
        schema: refTo('schemas', 'ErrorBody'),
        examples: Object.fromEntries(codes.map((code) => [code, refTo('examples', code)])),
      },
    },
  };
}
