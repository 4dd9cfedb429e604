import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** How long a client that is refused may go on sending, ms. */
const LINGER_MS = 5000;

/**
 * `Expect: 100-continue`: the client is told to go on once the headers have passed every check of onRequest, not before
 * them as Node does, so that what is refused need not be sent.
 */
export function registerContinue(app: FastifyInstance): void {
  for (const event of ['checkContinue', 'checkExpectation'] as const) {
    // Other expectations are passed over (RFC 9110, 10.1.1): what Node answers to them is not a documented error.
    app.server.on(event, (request, response) => app.server.emit('request', request, response));
  }
  app.addHook('preParsing', (request, reply, payload, done) => {
    if (request.headers.expect?.toLowerCase() === '100-continue') reply.raw.writeContinue();
    done(null, payload);
  });
}

/**
 * An answer that is given before the body was read ends the connection, but not at once: what still arrives is read and
 * thrown away for a while. A connection closed under a client that is sending is reset, and the answer lost with it.
 */
export function registerEarlyAnswers(scope: FastifyInstance): void {
  scope.addHook('onSend', (request, reply, payload, done) => {
    done(null, answerEarly(request, reply, payload));
  });
}

/** The same where Fastify refuses a body as too large: it ends the connection at once. */
export function registerRefusedBodies(app: FastifyInstance): void {
  app.addHook('onSend', (request, reply, payload, done) => {
    const isEnding = reply.getHeader('connection') === 'close';
    done(null, isEnding ? answerEarly(request, reply, payload) : payload);
  });
}

function answerEarly(request: FastifyRequest, reply: FastifyReply, payload: unknown): unknown {
  if (request.raw.complete || typeof payload !== 'string') return payload;
  reply.header('connection', 'close').header('content-length', Buffer.byteLength(payload));
  return Readable.from(answerThenDrain(payload, request.raw));
}

async function* answerThenDrain(answer: string, body: Readable): AsyncGenerator<string> {
  yield answer;
  body.resume();
  await finished(body, { signal: AbortSignal.timeout(LINGER_MS) }).catch(() => undefined);
}
