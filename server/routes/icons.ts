import type { FastifyInstance } from 'fastify';
import { ApiFailure } from '../contract/errors.ts';
import type { Store } from '../store/store.ts';
import { isNotModified } from './not-modified.ts';

/**
 * GET /api/icons/{hash}: the pictures of apps. For anybody who knows the name, since an <img> carries no token and the
 * name, a hash of the bytes, cannot be guessed; what has that name never changes.
 */
export function registerIcons(api: FastifyInstance, { store }: { store: Pick<Store, 'apps'> }): void {
  api.get<{ Params: { hash: string } }>(
    '/icons/:hash',
    { config: { scope: 'public' } },
    async (request, reply) => {
      const { hash } = request.params;
      const icon = await store.apps.icon(hash);
      if (icon === undefined) throw new ApiFailure('COM0008', 'there is no picture of this name');
      reply.header('cache-control', 'public, max-age=31536000, immutable');
      if (isNotModified(request, reply, [hash])) return reply.code(304).send();
      // Opened by itself, it is a page of our origin: one that may do nothing.
      return reply
        .headers({
          'content-security-policy': "default-src 'none'; sandbox",
          'content-disposition': 'inline',
        })
        .type(icon.contentType)
        .send(Buffer.from(icon.bytes));
    },
  );
}
