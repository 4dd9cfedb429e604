import type { FastifyInstance } from 'fastify';
import type { Wire } from '../contract/wire.ts';

export function registerDocs(_api: FastifyInstance, _wire: Wire): void {
  // Filled in by its own change.
}
