import { ApiFailure } from '../contract/errors.ts';
import { readToken, writeToken } from './opaque-token.ts';

export const MAX_PAGE_SIZE = 1000;

/** A part of a list; absent where the list is sent whole. */
export interface Page {
  /** Zero-based. */
  offset: number;
  limit: number;
}

export interface PagingQuery {
  limit: string | undefined;
  offset: string | undefined;
  skipToken: string | undefined;
}

/**
 * Which part of the list is asked for. `pageSize` is what the server pages by unasked, 0 for not at all.
 * Fails with COM0003. An offset alone asks for paging too: by `pageSize`, or by the largest page there is.
 */
export function readPage(query: PagingQuery, pageSize: number, databaseId: string): Page | undefined {
  const limit = query.limit === undefined ? undefined : readCount('limit', query.limit, 1, MAX_PAGE_SIZE);
  if (query.skipToken !== undefined) {
    if (query.offset !== undefined)
      throw new ApiFailure('COM0003', 'offset and skip-token exclude each other');
    const [owner, offset, size] = readToken('s', query.skipToken) ?? [];
    if (owner !== databaseId || !isCount(offset) || !isCount(size) || size < 1 || size > MAX_PAGE_SIZE) {
      throw new ApiFailure('COM0003', 'skip-token is not one of this server');
    }
    return { offset, limit: limit ?? size };
  }
  if (limit === undefined && query.offset === undefined && pageSize === 0) return undefined;
  const offset =
    query.offset === undefined ? 0 : readCount('offset', query.offset, 0, Number.MAX_SAFE_INTEGER);
  return { offset, limit: limit ?? (pageSize === 0 ? MAX_PAGE_SIZE : pageSize) };
}

/** Where the neighbouring pages are; absent at the ends. Beyond the end, the previous page is the last one. */
export function neighbours(page: Page, total: number): { next?: Page; previous?: Page } {
  const end = Math.min(page.offset, total);
  const start = Math.max(0, end - page.limit);
  return {
    ...(page.offset + page.limit < total && {
      next: { offset: page.offset + page.limit, limit: page.limit },
    }),
    // Shorter where fewer come before: following it never shows a device twice.
    ...(end > 0 && { previous: { offset: start, limit: end - start } }),
  };
}

/** The full URL of a page: the same list and filters, the place in it as a skip token. */
export function pageUrl(listUrl: string, query: URLSearchParams, page: Page, databaseId: string): string {
  const params = new URLSearchParams(query);
  params.delete('offset');
  params.set('limit', String(page.limit));
  params.set('skip-token', writeToken('s', [databaseId, page.offset, page.limit]));
  return `${listUrl}?${params.toString()}`;
}

function readCount(name: string, text: string, min: number, max: number): number {
  const count = /^\d+$/.test(text) ? Number(text) : NaN;
  if (count >= min && count <= max) return count;
  throw new ApiFailure('COM0003', `${name} has to be a whole number from ${min} to ${max}`);
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}
