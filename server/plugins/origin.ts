import type { IncomingMessage } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { ApiFailure } from '../contract/errors.ts';
import { originOfRequest } from '../domain/origins.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** The origin the client sent the request to, as it sees it (`https://…` behind a proxy with TLS). */
    origin: string;
  }
}

export interface OriginOptions {
  origins: () => readonly string[];
  /** Whether any Host header is taken: the server listens on all addresses and cannot know its names. */
  isAnyHost: boolean;
}

/** Refuses requests sent to a name that is not ours (DNS rebinding) with 400 COM0014. */
export function registerOriginCheck(app: FastifyInstance, { origins, isAnyHost }: OriginOptions): void {
  app.decorateRequest('origin', '');
  app.addHook('onRequest', (request, _reply, done) => {
    const { headers, rawHeaders } = request.raw;
    if (countHosts(rawHeaders) > 1) throw new ApiFailure('COM0014', 'there is more than one Host header');
    const origin = originOfRequest(headers.host, origins(), isAnyHost);
    if (origin === undefined) throw new ApiFailure('COM0014', 'the Host header names another server');
    request.origin = origin;
    done();
  });
}

/** Names are at the even places. */
function countHosts(rawHeaders: readonly string[]): number {
  return rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === 'host').length;
}

/**
 * The path of a request that names the whole address, as clients send it to proxies. What it names there is what it was
 * sent to, whatever its Host header says (RFC 9112, 3.2.2).
 */
export function pathOfTarget({ url = '/', headers }: Pick<IncomingMessage, 'url' | 'headers'>): string {
  const found = /^https?:\/\/([^/?#]*)(.*)$/is.exec(url);
  if (found === null) return url;
  const [, host = '', rest = ''] = found;
  headers.host = host;
  return rest.startsWith('/') ? rest : `/${rest}`;
}
