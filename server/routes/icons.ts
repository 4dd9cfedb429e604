import type { FastifyInstance } from 'fastify';
import type { Store } from '../store/store.ts';

export function registerIcons(_api: FastifyInstance, _deps: { store: Store }): void {
  // Filled in by its own change.
}
