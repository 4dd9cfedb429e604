import type { FastifyInstance } from 'fastify';
import { ApiFailure } from '../contract/errors.ts';
import { parseJson } from '../domain/lossless-json.ts';

/** Reads JSON bodies with every digit of long ids kept (as bigint); an empty one is undefined. */
export function registerJsonBody(app: FastifyInstance): void {
  app.removeContentTypeParser(['application/json', 'text/plain']);
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => {
    try {
      done(null, readJson(body.toString()));
    } catch (error) {
      // Handed on, since what is thrown here is thrown at the connection and ends the process.
      done(error instanceof Error ? error : new Error(String(error)), undefined);
    }
  });
}

function readJson(text: string): unknown {
  // No body under the header of all calls, as in the reference's own curl lines; who needs one refuses with COM0006.
  if (text.trim() === '') return undefined;
  try {
    return parseJson(text);
  } catch {
    throw new ApiFailure('COM0014', 'the body is not JSON');
  }
}
