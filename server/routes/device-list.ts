import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Wire } from '../contract/wire.ts';
import { chooseEncoding } from '../domain/accept-encoding.ts';
import { readDeltaToken, writeDeltaToken } from '../domain/delta-token.ts';
import { readDeviceQuery, type DeviceFilters } from '../domain/device-query.ts';
import type { DeviceStore, Store } from '../store/store.ts';
import type { ApiDeps } from './api-deps.ts';
import { describePage, listValidator } from './list-answer.ts';
import { isNotModified } from './not-modified.ts';
import { sendDecompressed, streamJson } from './stream-json.ts';

/**
 * GET /devices: the whole list, a page of it, or what changed since a delta token; streamed as the store makes it.
 * The revision is read before the devices: a change in between is sent twice (now, and in the next delta), never lost.
 */
export async function listDevices(
  deps: ApiDeps,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { store, config, listCache } = deps;
  const { devices, databaseId } = store;
  // Fastify's parser gives an object, always.
  const query = readDeviceQuery(request.query as Record<string, unknown>, config.pageSize, databaseId);
  const identity = { databaseId, list: await listName(store, query.filters) };
  const revision = await devices.revision();
  const since =
    query.deltaToken === undefined ? undefined : readDeltaToken(query.deltaToken, identity, revision);

  const encoding = chooseEncoding(request.headers['accept-encoding']);
  const validator = [identity.list, ...listValidator(request, { databaseId, config, revision })];
  reply.header('vary', 'Accept-Encoding').type('application/json; charset=utf-8');
  if (isNotModified(request, reply, validator)) return reply.code(304).send();

  const isWhole = query.page === undefined && since === undefined && Object.keys(query.filters).length === 0;
  const kept = isWhole ? listCache.get(revision, encoding) : undefined;
  if (encoding !== 'identity') reply.header('content-encoding', encoding);
  if (kept !== undefined) return reply.send(kept);
  const underWay = isWhole ? listCache.join(revision, encoding) : undefined;
  if (underWay !== undefined) return reply.send(Readable.from(underWay, { objectMode: false }));
  const compressed = isWhole && encoding === 'identity' ? listCache.get(revision, 'br') : undefined;
  if (compressed !== undefined) return sendDecompressed(reply, compressed);

  const filter = { ...query.filters, ...(since !== undefined && { changedSince: since }) };
  const { page } = query;
  const paged = page && describePage(request, { page, total: await devices.count(filter), databaseId });
  const gone =
    since === undefined ? '' : writeGone(await goneSince(devices, since, query.filters), config.wire);
  const tail = `]${paged ? writePage(paged, config.wire) : ''}${gone},"delta-token":${JSON.stringify(writeDeltaToken(identity, revision))}}`;
  const text = wrap(devices.listJson(filter, config.wire, page), tail);
  if (!isWhole) return streamJson(reply, encoding, text);
  return streamJson(reply, encoding, text, (pieces) => listCache.keep(revision, encoding, pieces));
}

async function* wrap(items: AsyncIterable<string>, tail: string): AsyncGenerator<string> {
  yield '{"devices":[';
  yield* items;
  yield tail;
}

/**
 * The list's name in its delta tokens and ETags. Who is in a group is no change of any device, so the members of a group
 * at one moment are a list of their own: once they have changed, nobody can go on from the list before.
 */
async function listName(store: Store, { groupId }: DeviceFilters): Promise<string> {
  if (groupId === undefined) return 'devices';
  const group = await store.groups.get(groupId);
  return `devices of ${groupId} at ${group?.membersRevision ?? 'none'}`;
}

function writePage({ metadata, paging }: ReturnType<typeof describePage>, wire: Wire): string {
  const count = metadata.total_record_count;
  const written = { total_record_count: wire === 'strings' ? String(count) : count };
  return `,"metadata":${JSON.stringify(written)},"paging":${JSON.stringify(paging)}`;
}

function writeGone(ids: readonly string[], wire: Wire): string {
  return `,"removed_ids":[${ids.map((id) => (wire === 'strings' ? `"${id}"` : id)).join(',')}]`;
}

/** Ids that a client has to drop: of removed devices and, with filters, of those that changed and match no more. */
async function goneSince(devices: DeviceStore, since: bigint, filters: DeviceFilters): Promise<string[]> {
  const removed = (await devices.removedSince(since)).map(String);
  if (Object.keys(filters).length === 0) return removed;
  const matching = await collectIds(devices.listJson({ ...filters, changedSince: since }, 'strings'));
  const changed = await collectIds(devices.listJson({ changedSince: since }, 'strings'));
  return [...removed, ...[...changed].filter((id) => !matching.has(id))];
}

async function collectIds(items: AsyncIterable<string>): Promise<Set<string>> {
  const ids = new Set<string>();
  for await (const chunk of items) {
    // The store's own text, ids as strings in this form; a chunk begins with a comma where one is needed.
    const parsed = JSON.parse(`[${chunk.replace(/^,/, '')}]`) as { device_id: string }[];
    for (const { device_id: id } of parsed) ids.add(id);
  }
  return ids;
}
