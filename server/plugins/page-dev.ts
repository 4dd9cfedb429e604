import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ViteDevServer } from 'vite';
import { pathOf } from './errors.ts';
import { isNavigation, refuseOtherMethods, sendHtml, sendNotFound, type PageSource } from './page.ts';

/** The page from its sources, by Vite inside this process: one origin, hot reload over the same port, the same policy. */
export function createDevPage(root: string): PageSource {
  let vite: ViteDevServer | undefined;
  return {
    async register(app) {
      const { createServer } = await import('vite');
      vite = await createServer({
        root,
        appType: 'custom',
        clearScreen: false,
        logLevel: 'warn',
        // The Host header is checked by the server itself, which knows the names it has.
        server: { middlewareMode: true, hmr: { server: app.server }, allowedHosts: true },
      });
      app.addHook('preClose', () => vite?.close());
    },
    async serve(request, reply) {
      if (vite === undefined) throw new Error('The page is not registered');
      if (refuseOtherMethods(request, reply)) return reply;
      if (await passOn(vite, request, reply)) return reply.hijack();
      if (!isNavigation(pathOf(request.url))) return sendNotFound(reply);
      const template = await readFile(join(root, 'index.html'), 'utf8');
      return sendHtml(request, reply, await vite.transformIndexHtml(request.url, template));
    },
  };
}

/** Whether Vite has answered the request. */
function passOn(vite: ViteDevServer, request: FastifyRequest, reply: FastifyReply): Promise<boolean> {
  return new Promise((resolve, reject) => {
    reply.raw.once('close', () => resolve(true));
    vite.middlewares(request.raw, reply.raw, (error?: unknown) => {
      if (error === undefined || error === null) resolve(false);
      else reject(error instanceof Error ? error : new Error('Vite failed', { cause: error }));
    });
  });
}
