import type { CallOptions } from './budget/calls.ts';
import { asFields, asNumber, asText } from './decode.ts';
import { ApiError } from './errors.ts';
import { requestStream } from './http.ts';
import { createListReader } from './list-stream.ts';

export const DEVICES = '/api/v1/devices';
/** A list of this many pages would be 4 days of calls: something repeats itself under ever new addresses. */
const MAX_PAGES = 10_000;

export interface PagesOptions extends CallOptions {
  /** Of the first page; the address of each further one comes with the page before it. */
  query?: Record<string, string>;
  /** The ETag of the copy held. */
  etag?: string;
  signal?: AbortSignal;
}

/** What comes of a list: its elements as they arrive, and at the end of each page all else that the page says. */
export type ListPiece =
  | { kind: 'elements'; elements: unknown[]; /** Of all pages so far. */ receivedBytes: number }
  | { kind: 'page'; envelope: Record<string, unknown>; etag?: string };

/**
 * GET /devices, page after page, parsed while it arrives. Nothing comes at all where the copy of `etag` is still good.
 * Throws an ApiError. Left early, the rest is not received.
 */
export async function* readDevicePages(options: PagesOptions): AsyncGenerator<ListPiece, void, undefined> {
  const visited = new Set<string>();
  let next: string | undefined = DEVICES;
  let received = 0;
  while (next !== undefined) {
    if (visited.has(next) || visited.size >= MAX_PAGES) {
      throw new ApiError('malformed', 'The pages of the device list lead in a circle.');
    }
    const isFirst = visited.size === 0;
    visited.add(next);
    const answer = await requestStream(next, {
      purpose: options.purpose ?? 'inventory',
      ...(options.priority && { priority: options.priority }),
      ...(isFirst && options.query && { query: options.query }),
      ...(isFirst && options.etag !== undefined && { headers: { 'if-none-match': options.etag } }),
      ...(options.signal && { signal: options.signal }),
    });
    if (answer.status === 304) return;
    const reader = createListReader('devices');
    for await (const chunk of answer.chunks()) {
      const elements = reader.push(chunk);
      if (elements) {
        yield { kind: 'elements', elements, receivedBytes: received + answer.receivedBytes() };
      }
    }
    received += answer.receivedBytes();
    const envelope = reader.end();
    const etag = answer.headers.get('etag');
    yield { kind: 'page', envelope, ...(etag !== null && { etag }) };
    next = nextPage(envelope);
  }
}

/** How many elements all pages have together, as this one says; 0 where it does not. */
export function announcedTotal(envelope: Record<string, unknown>): number {
  return asNumber(asFields(envelope.metadata).total_record_count) ?? 0;
}

/** The path of the next page. It is followed only to the very list: our credentials go nowhere else. */
function nextPage(envelope: Record<string, unknown>): string | undefined {
  const next = asText(asFields(envelope.paging).next);
  if (next === undefined) return undefined;
  const { origin } = self.location;
  const url = URL.canParse(next, origin) ? new URL(next, origin) : undefined;
  const isOurs =
    url?.origin === origin && (url.pathname === DEVICES || url.pathname === '/api/v1/mdm/devices');
  if (!url || !isOurs)
    throw new ApiError('malformed', 'The next page of the device list is at a foreign address.');
  return url.pathname + url.search;
}
