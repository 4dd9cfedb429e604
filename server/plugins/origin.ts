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
    const origin = originOfRequest(request.headers.host, origins(), isAnyHost);
    if (origin === undefined) throw new ApiFailure('COM0014', 'the Host header names another server');
    request.origin = origin;
    done();
  });
}
