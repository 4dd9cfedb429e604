import type { FastifyInstance } from 'fastify';
import type { Wire } from '../contract/wire.ts';
import { openApiDocument } from '../contract/openapi.ts';

/** What the API offers, for programs that read it; says nothing of the fleet, so that anybody may have it. */
export function registerOpenApi(api: FastifyInstance, wire: Wire): void {
  const text = JSON.stringify(openApiDocument(wire));
  api.get('/v1/openapi.json', { config: { scope: 'public' } }, (_request, reply) =>
    reply.type('application/json; charset=utf-8').send(text),
  );
}
