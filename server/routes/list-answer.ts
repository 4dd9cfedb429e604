import type { FastifyReply, FastifyRequest } from 'fastify';
import { readDeltaToken, writeDeltaToken } from '../domain/delta-token.ts';
import { readListQuery } from '../domain/list-query.ts';
import { neighbours, pageUrl, type Page } from '../domain/paging.ts';
import { pathOf } from '../plugins/errors.ts';
import type { ListChanges } from '../store/list-changes.ts';
import type { ApiDeps } from './api-deps.ts';
import { isNotModified } from './not-modified.ts';

/** A list of the store, and how it is answered. */
export interface AnsweredList<Item> {
  /** The list's key in the answer, and what its delta tokens are of. */
  name: 'groups' | 'apps';
  list: ListChanges<Item>;
  toItem: (item: Item) => object;
}

/**
 * Answers a small list: whole, a page of it, or what changed since a delta token; nothing but 304 to who has it. The
 * route's schema serialises it. The revision is read before the items: a change in between is sent twice (now, and in
 * the next delta), never lost.
 */
export async function answerList<Item>(
  { store: { databaseId }, config }: Pick<ApiDeps, 'store' | 'config'>,
  request: FastifyRequest,
  reply: FastifyReply,
  { name, list, toItem }: AnsweredList<Item>,
): Promise<object> {
  // Fastify's parser gives an object, always.
  const { page, deltaToken } = readListQuery(
    request.query as Record<string, unknown>,
    config.pageSize,
    databaseId,
  );
  const identity = { databaseId, list: name };
  const revision = await list.revision();
  const since = deltaToken === undefined ? undefined : readDeltaToken(deltaToken, identity, revision);
  if (isNotModified(request, reply, listValidator(request, { databaseId, config, revision }))) {
    return reply.code(304).send();
  }
  const query = since === undefined ? {} : { changedSince: since };
  const items = await list.list({ ...query, ...(page && { page }) });
  return {
    [name]: items.map(toItem),
    ...(page && describePage(request, { page, total: await list.count(query), databaseId })),
    ...(since !== undefined && { removed_ids: await list.removedSince(since) }),
    'delta-token': writeDeltaToken(identity, revision),
  };
}

/** What decides the answer of a list, for its ETag; links in it carry the address it was asked at. */
export function listValidator(
  request: FastifyRequest,
  { databaseId, config, revision }: Pick<ApiDeps, 'config'> & { databaseId: string; revision: bigint },
): string[] {
  const { wire, pageSize } = config;
  return [databaseId, revision.toString(), wire, String(pageSize), request.origin, request.url];
}

/** What a page of a list carries beside its items. */
export function describePage(
  request: FastifyRequest,
  { page, total, databaseId }: { page: Page; total: number; databaseId: string },
): { metadata: { total_record_count: number }; paging: { next?: string; previous?: string } } {
  const listUrl = request.origin + pathOf(request.url);
  const params = new URL(request.url, request.origin).searchParams;
  const { next, previous } = neighbours(page, total);
  return {
    metadata: { total_record_count: total },
    paging: {
      ...(next !== undefined && { next: pageUrl(listUrl, params, next, databaseId) }),
      ...(previous !== undefined && { previous: pageUrl(listUrl, params, previous, databaseId) }),
    },
  };
}
