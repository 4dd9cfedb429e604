import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { pathOf } from './errors.ts';
import type { PageFile, PageFiles } from './page-files.ts';

/** Where the page comes from. It answers for every address that no route of the server has. */
export interface PageSource {
  register(app: FastifyInstance): Promise<void>;
  serve(request: FastifyRequest, reply: FastifyReply): FastifyReply | Promise<FastifyReply>;
}

/** What stands in the page's HTML where the nonce of the answer goes (vite.config.ts: html.cspNonce). */
const NONCE_PLACEHOLDER = 'MUSTER_CSP_NONCE';

/** Addresses that are never the page's, even where nothing answers for them. */
const RESERVED = /^\/(?:api|oauth|sign-in|healthz|assets|\.well-known)(?:\/|$)/;

/** Whether an address may be one of the page's own router: no file, and nothing of the server. */
export function isNavigation(path: string): boolean {
  return !RESERVED.test(path) && !/\.[^/]*$/.test(path);
}

/** The page as it was built, from dist/. */
export function createBuiltPage(files: PageFiles): PageSource {
  return {
    register: () => Promise.resolve(),
    async serve(request, reply) {
      if (refuseOtherMethods(request, reply)) return reply;
      const path = pathOf(request.url);
      const file = await files.get(path);
      if (file !== undefined) return sendFile(request, reply, file);
      const html = isNavigation(path) ? await files.html() : undefined;
      return html === undefined ? sendNotFound(reply) : sendHtml(request, reply, html);
    },
  };
}

/** A page answers GET and HEAD; true where something else was asked for and has been refused. */
export function refuseOtherMethods(request: FastifyRequest, reply: FastifyReply): boolean {
  if (request.method === 'GET' || request.method === 'HEAD') return false;
  reply.code(405).header('allow', 'GET, HEAD').type('text/plain; charset=utf-8').send('Method not allowed\n');
  return true;
}

export function sendHtml(request: FastifyRequest, reply: FastifyReply, template: string): FastifyReply {
  const html = template.replaceAll(NONCE_PLACEHOLDER, request.cspNonce);
  return reply.code(200).type('text/html; charset=utf-8').send(html);
}

export function sendNotFound(reply: FastifyReply): FastifyReply {
  return reply.code(404).type('text/plain; charset=utf-8').send('Not found\n');
}

function sendFile(request: FastifyRequest, reply: FastifyReply, file: PageFile): FastifyReply {
  reply.code(200).headers({
    'cache-control': file.isImmutable ? 'public, max-age=31536000, immutable' : 'no-cache',
    etag: file.etag,
    vary: 'Accept-Encoding',
  });
  if (file.isCurrent(request.headers['if-none-match'])) return reply.code(304).send();
  const { encoding, body } = file.choose(request.headers['accept-encoding']);
  if (encoding !== 'identity') reply.header('content-encoding', encoding);
  return reply.type(file.type).send(body);
}
