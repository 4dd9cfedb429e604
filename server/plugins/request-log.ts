import type { FastifyInstance } from 'fastify';
import { pathOf } from './errors.ts';

/**
 * One line an answer: never the query string, which holds codes and tokens (/oauth) or what was searched for (/api).
 * What went well is of interest to who looks for it only, hence debug.
 */
export function registerRequestLog(app: FastifyInstance): void {
  app.addHook('onResponse', (request, reply, done) => {
    const level = reply.statusCode >= 500 ? 'error' : reply.statusCode >= 400 ? 'info' : 'debug';
    request.log[level](
      {
        method: request.method,
        path: pathOf(request.url),
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
      },
      'Answered',
    );
    done();
  });
  app.addHook('onRequestAbort', (request, done) => {
    request.log.debug({ method: request.method, path: pathOf(request.url) }, 'The client went away');
    done();
  });
}
