import { ApiFailure } from '../contract/errors.ts';
import { readId } from './long-id.ts';
import { readToken, writeToken } from './opaque-token.ts';

/** The list a delta token belongs to; to any other it is foreign. */
export interface ListIdentity {
  databaseId: string;
  /** Its name, with whatever else makes it another list than those of that name. */
  list: string;
}

/** The point in the history of a list up to which a client knows it. */
export function writeDeltaToken({ databaseId, list }: ListIdentity, revision: bigint): string {
  return writeToken('d', [databaseId, list, revision.toString()]);
}

/**
 * The revision a delta token stands for. Fails with COM0021 when it is unreadable, of another list or database, or of a
 * future that this database does not have (it was restored from a copy): its holder needs the whole list.
 */
export function readDeltaToken(token: string, { databaseId, list }: ListIdentity, latest: bigint): bigint {
  const [owner, name, revision] = readToken('d', token) ?? [];
  const read = typeof revision === 'string' ? readId(revision) : undefined;
  if (owner !== databaseId || name !== list || read === undefined || read > latest) {
    throw new ApiFailure('COM0021');
  }
  return read;
}
