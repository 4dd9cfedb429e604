import type { FastifyInstance } from 'fastify';
import type { ApiDeps } from './api-deps.ts';

export function registerFiles(_api: FastifyInstance, _deps: ApiDeps): void {
  // Filled in by its own change.
}
