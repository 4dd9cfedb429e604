import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ApiFailure } from '../contract/errors.ts';
import { errorBody } from './errors.ts';
import { newNonce, securityHeaders } from './security-headers.ts';

/** What a client may take of the server by its connections alone, before or beside any call. */
export interface ConnectionRules {
  /** Connections at once; one more is closed unanswered. */
  most: number;
  /** For the headers of a request, the first one's from the opening of the connection on, ms. */
  headersMs: number;
  /** For a body that is not an upload, ms. */
  bodyMs: number;
  /** How often is looked for those that take longer for their headers, ms. */
  checkEveryMs: number;
  /** How long a connection that was refused may stay open for its answer to be read, ms. */
  lingerMs: number;
}

export const CONNECTION_RULES: ConnectionRules = {
  most: 10_000,
  headersMs: 30_000,
  // 4 MiB of JSON at 14 kB a second.
  bodyMs: 300_000,
  checkEveryMs: 5_000,
  lingerMs: 5_000,
};

/** Files the server needs besides connections: the database and its readers, the log, what packages are read from. */
const OWN_FILES = 256;

/**
 * Connections that leave enough of the files a process may open: each may be an upload, which has a file open as well.
 * Without that, the database and the uploads of others fail before connections do.
 */
export function mostConnections(openFiles: number): number {
  const share = Math.floor((openFiles - OWN_FILES) / 2);
  return Math.max(1, Math.min(CONNECTION_RULES.most, share));
}

const OVERFLOW_TOLD_EVERY_MS = 60_000;

/** Keeps the rules that Node does not keep by itself. */
export function registerConnections(app: FastifyInstance, rules: ConnectionRules): void {
  app.server.maxConnections = rules.most;
  let isTold = false;
  app.server.on('drop', () => {
    if (isTold) return;
    isTold = true;
    app.log.warn({ most: rules.most }, 'Too many connections: more are closed unanswered');
    setTimeout(() => (isTold = false), OVERFLOW_TOLD_EVERY_MS).unref();
  });
  app.addHook('onRequest', (request, reply, done) => {
    // Its headers came after all; the client was told otherwise.
    if (refused.has(request.raw.socket)) throw tooSlow();
    if (hasBody(request)) {
      const timer = setTimeout(() => {
        if (reply.raw.headersSent) request.raw.socket.destroy();
        else refuse(request.raw.socket, 408, tooSlow(), rules.lingerMs);
      }, rules.bodyMs).unref();
      bodyTimers.set(request.raw, timer);
      const stop = () => clearTimeout(timer);
      request.raw.once('end', stop).once('close', stop);
    }
    done();
  });
}

const bodyTimers = new WeakMap<FastifyRequest['raw'], NodeJS.Timeout>();

/** Lets a body take as long as it takes, as long as something comes: for uploads. */
export function liftBodyLimit(request: FastifyRequest): void {
  clearTimeout(bodyTimers.get(request.raw));
}

function hasBody({ headers }: FastifyRequest): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

function tooSlow(): ApiFailure {
  return new ApiFailure('COM0014', 'the request took too long to arrive');
}

/** Answers what never becomes a request: no HTTP, headers that are too long or too slow. */
export function clientErrors({ lingerMs }: Pick<ConnectionRules, 'lingerMs'>) {
  return (error: Error, socket: Socket): void => {
    const code = 'code' in error ? error.code : undefined;
    if (code === 'HPE_HEADER_OVERFLOW') {
      const failure = new ApiFailure('COM0014', 'the headers or the address are too long');
      refuse(socket, 431, failure, lingerMs);
    } else if (code === 'ERR_HTTP_REQUEST_TIMEOUT') refuse(socket, 408, tooSlow(), lingerMs);
    else if (code === 'ECONNRESET') socket.destroy();
    else refuse(socket, 400, new ApiFailure('COM0014'), lingerMs);
  };
}

const refused = new WeakSet<Socket>();

/**
 * Answers on the bare connection and closes it; not at once, or what is still on its way here resets it and takes the
 * answer with it, but soon, since closing is up to both sides and a hostile client never does.
 */
function refuse(socket: Socket, status: number, failure: ApiFailure, lingerMs: number): void {
  // Whatever else comes on it is no request either, and changes nothing.
  if (refused.has(socket)) return;
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  refused.add(socket);
  const body = JSON.stringify(errorBody(failure));
  const headers = {
    ...securityHeaders(newNonce()),
    'content-type': 'application/json; charset=utf-8',
    'content-length': String(Buffer.byteLength(body)),
    connection: 'close',
  };
  const head = Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('');
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n${head}\r\n${body}`);
  const timer = setTimeout(() => socket.destroy(), lingerMs).unref();
  socket.once('close', () => clearTimeout(timer));
}
