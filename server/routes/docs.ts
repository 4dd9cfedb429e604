import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { FastifyInstance } from 'fastify';
import type { Wire } from '../contract/wire.ts';
import { matchesETag, weakETag } from '../domain/etag.ts';
import { docsPage } from './docs-page.ts';

const STYLE = readFileSync(new URL('./docs.css', import.meta.url), 'utf8');
/** Changes with the style, so that a browser may keep the file. */
const STYLE_VERSION = createHash('sha256').update(STYLE).digest('hex').slice(0, 12);

/** What the API offers, for people: /api/docs, made once. Says nothing of the fleet, so that anybody may have it. */
export function registerDocs(api: FastifyInstance, wire: Wire): void {
  const page = docsPage(wire, `/api/docs/style.css?v=${STYLE_VERSION}`);
  const etag = weakETag([page]);

  api.get('/docs', { config: { scope: 'public' } }, (request, reply) => {
    reply.headers({ etag, 'cache-control': 'no-cache' });
    if (matchesETag(request.headers['if-none-match'], etag)) return reply.code(304).send();
    return reply.type('text/html; charset=utf-8').send(page);
  });

  api.get('/docs/style.css', { config: { scope: 'public' } }, (_request, reply) =>
    reply
      .header('cache-control', 'public, max-age=31536000, immutable')
      .type('text/css; charset=utf-8')
      .send(STYLE),
  );
}
