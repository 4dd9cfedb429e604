import type { FastifyInstance } from 'fastify';
import { openApiText } from '../contract/openapi.ts';
import type { Wire } from '../contract/wire.ts';

/** What the API offers, for programs that read it; says nothing of the fleet, so that anybody may have it. */
export function registerOpenApi(api: FastifyInstance, wire: Wire): void {
  const text = openApiText(wire);
  api.get('/v1/openapi.json', { config: { scope: 'public' } }, (_request, reply) =>
    reply.type('application/json; charset=utf-8').send(text),
  );
}
