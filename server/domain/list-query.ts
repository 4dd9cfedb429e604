import { ApiFailure } from '../contract/errors.ts';
import { readPage, type Page } from './paging.ts';

/** Which part of a list is asked for, by the parameters that all lists have in common. */
export interface ListQuery {
  /** Absent: the whole list. */
  page?: Page;
  /** As sent; see delta-token.ts. */
  deltaToken?: string;
}

/** Reads limit, offset, skip-token and delta-token. Fails with COM0003, or with COM0021 for the last. */
export function readListQuery(
  query: Record<string, unknown>,
  pageSize: number,
  databaseId: string,
): ListQuery {
  const page = readPageQuery(query, pageSize, databaseId);
  const deltaToken = readSingle(query, 'delta-token', 'COM0021');
  return { ...(page !== undefined && { page }), ...(deltaToken !== undefined && { deltaToken }) };
}

/** Reads limit, offset and skip-token alone, for lists without deltas. Fails with COM0003. */
export function readPageQuery(
  query: Record<string, unknown>,
  pageSize: number,
  databaseId: string,
): Page | undefined {
  const paging = (name: string) => readSingle(query, name, 'COM0003');
  return readPage(
    { limit: paging('limit'), offset: paging('offset'), skipToken: paging('skip-token') },
    pageSize,
    databaseId,
  );
}

/** A parameter that may be given once; fails with `code` where it is given more often. */
export function readSingle(
  query: Record<string, unknown>,
  name: string,
  code: 'COM0003' | 'COM0014' | 'COM0021',
): string | undefined {
  const value = query[name];
  if (value === undefined || typeof value === 'string') return value;
  throw new ApiFailure(code, `${name} is given more than once`);
}
