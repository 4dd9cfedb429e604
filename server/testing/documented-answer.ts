import { Check } from 'typebox/schema';
import { ERRORS, type ErrorCode } from '../contract/errors.ts';
import { toJsonSchema } from '../contract/openapi-schema.ts';
import type { ApiOperation } from '../contract/operations-types.ts';
import { errorsOf } from '../contract/operations.ts';

export interface SeenAnswer {
  statusCode: number;
  headers: Readonly<Record<string, unknown>>;
  body: string;
}

/** Whatever the machine would not tell: a stack, a path of its own, a page, a part of the database. */
export const TELLTALE =
  /\n\s+at |node_modules|node:internal|\/work\/|\/tmp\/|SQLITE|<!doctype|<html|\bselect\b.*\bfrom\b/i;

/** What is wrong with an answer by the document, in words; undefined where nothing is. */
export function undocumented(
  answer: SeenAnswer,
  operation: ApiOperation | undefined,
  more: readonly ErrorCode[] = [],
): string | undefined {
  const { statusCode, headers, body } = answer;
  if (TELLTALE.test(body)) return `tells of the machine: ${body.slice(0, 300)}`;
  if (statusCode >= 400)
    return wrongError(answer, operation === undefined ? more : [...errorsOf(operation), ...more]);
  if (operation === undefined) return `status ${statusCode} where nothing is served`;
  if (statusCode === 304)
    return operation.method === 'get' && body === '' ? undefined : 'a 304 that is not documented';
  if (statusCode !== operation.answer.status) return `status ${statusCode} is not documented`;
  if (operation.answer.status !== 200) return body === '' ? undefined : 'a body where none is documented';
  if (headers['content-type'] !== 'application/json; charset=utf-8')
    return `type ${String(headers['content-type'])}`;
  const isRight = Check(toJsonSchema(operation.answer.schema('numbers')) as object, JSON.parse(body));
  return isRight ? undefined : `not of its schema: ${body.slice(0, 300)}`;
}

/** Of an error: its form, and one of these codes with its status. A fault of the server (COM0004) never is right. */
export function wrongError(
  { statusCode, headers, body }: SeenAnswer,
  codes: readonly ErrorCode[],
): string | undefined {
  if (headers['content-type'] !== 'application/json; charset=utf-8')
    return `type ${String(headers['content-type'])}`;
  const parsed = JSON.parse(body) as Record<string, unknown>;
  const keys = Object.keys(parsed).sort().join();
  if (keys !== 'error_code,error_description,localized_error_description')
    return `not the form of an error: ${body}`;
  if (Object.values(parsed).some((value) => typeof value !== 'string')) return `not texts: ${body}`;
  const code = codes.find((each) => each === parsed.error_code);
  if (code === undefined || code === 'COM0004') return `${statusCode} ${body} is not documented`;
  return ERRORS[code][0] === statusCode ? undefined : `${code} with status ${statusCode}`;
}
