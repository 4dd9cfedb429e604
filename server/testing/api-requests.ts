import type { ApiOperation } from '../contract/operations-types.ts';

/** Both serve the documented API. */
export const API_BASES = ['/api/v1', '/api/v1/mdm'] as const;

/** Ids for the parameters of a path, by their name. */
export type PathIds = Readonly<Record<string, bigint | string>>;

/** An operation's method and address; parameters without an id are that of nothing, 1. */
export function addressOf({ method, path }: ApiOperation, base: string, ids: PathIds = {}) {
  const url = base + path.replaceAll(/\{(\w+)\}/g, (_all, name: string) => String(ids[name] ?? 1));
  return { method: METHODS[method], url } as const;
}

/** As `inject` wants them. */
export const METHODS = { get: 'GET', post: 'POST', put: 'PUT', delete: 'DELETE' } as const;
