import type { FastifyInstance } from 'fastify';
import { ApiFailure } from '../contract/errors.ts';
import { parseJson } from '../domain/lossless-json.ts';

/** For routes that take a list of up to 200,000 ids, indented or not; their bodies are longer than all others. */
export const LIST_BODY_BYTES = 8 * 1024 * 1024;
/** More than any list of ids has; what is beyond would keep the process busy for seconds. */
const MAX_VALUES = 250_000;

/** Reads JSON bodies with every digit of long ids kept (as bigint); an empty one is undefined. */
export function registerJsonBody(app: FastifyInstance): void {
  app.removeContentTypeParser(['application/json', 'text/plain']);
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    try {
      refuseOtherCharsets(request.headers['content-type'] ?? '');
      done(null, readJson(decode(body)));
    } catch (error) {
      // Handed on, since what is thrown here is thrown at the connection and ends the process.
      done(error instanceof Error ? error : new Error(String(error)), undefined);
    }
  });
}

/**
 * Lets an empty body of a form pass for none: what `curl -d ''` sends to operations that need no body. Not registered
 * for the whole server, since the authorization server reads forms of its own.
 */
export function registerEmptyForm(app: FastifyInstance): void {
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'buffer' },
    (_request, body, done) => {
      if (body.length === 0) done(null, undefined);
      else done(new ApiFailure('COM0011', 'the body has to be application/json'), undefined);
    },
  );
}

/** JSON is UTF-8 (RFC 8259, 8.1). */
function refuseOtherCharsets(contentType: string): void {
  const charset = /;\s*charset\s*=\s*"?([^";\s]*)/i.exec(contentType)?.[1] ?? 'utf-8';
  if (!/^utf-?8$/i.test(charset)) throw new ApiFailure('COM0011', 'the body has to be in UTF-8');
}

/** Without the mark that some programs put before UTF-8. Bytes that are none would be kept as other text than was sent. */
function decode(body: Buffer | string): string {
  if (typeof body === 'string') return body;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    throw new ApiFailure('COM0014', 'the body is not UTF-8');
  }
}

function readJson(text: string): unknown {
  // No body under the header of all calls, as in the reference's own curl lines; who needs one refuses with COM0006.
  if (text.trim() === '') return undefined;
  if (hasTooManyValues(text)) throw new ApiFailure('COM0014', 'the body has too many values');
  try {
    return parseJson(text);
  } catch {
    throw new ApiFailure('COM0014', 'the body is not JSON');
  }
}

/** By its commas, those in texts included. */
function hasTooManyValues(text: string): boolean {
  let count = 0;
  for (let at = text.indexOf(','); at !== -1; at = text.indexOf(',', at + 1)) {
    count += 1;
    if (count > MAX_VALUES) return true;
  }
  return false;
}
