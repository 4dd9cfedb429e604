import type { FastifyInstance } from 'fastify';
import type { Store } from '../store/store.ts';

/** For whoever watches over the process: 200 while the database answers. */
export function registerHealth(app: FastifyInstance, { store }: { store: Store }): void {
  app.get('/healthz', async () => {
    await store.devices.revision();
    return { status: 'ok' };
  });
}
