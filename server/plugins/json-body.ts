import type { FastifyInstance } from 'fastify';
import { ApiFailure } from '../contract/errors.ts';
import { parseJson } from '../domain/lossless-json.ts';

/** Reads JSON bodies with every digit of long ids kept (as bigint). */
export function registerJsonBody(app: FastifyInstance): void {
  app.removeContentTypeParser(['application/json', 'text/plain']);
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    try {
      done(null, readBody(body.toString(), request.method));
    } catch (error) {
      // Handed on, since what is thrown here is thrown at the connection and ends the process.
      done(error instanceof Error ? error : new Error(String(error)), undefined);
    }
  });
}

function readBody(text: string, method: string): unknown {
  if (text.trim() === '') {
    // A DELETE may carry the header of all calls (the reference's own curl lines do) and no body.
    if (method === 'DELETE') return undefined;
    throw new ApiFailure('COM0006');
  }
  try {
    return parseJson(text);
  } catch {
    throw new ApiFailure('COM0014', 'the body is not JSON');
  }
}
