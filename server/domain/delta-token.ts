import { ApiFailure } from '../contract/errors.ts';
import { readId } from './long-id.ts';
import { readToken, writeToken } from './opaque-token.ts';

/** The point in the history of one database up to which a client knows the devices. */
export function writeDeltaToken(databaseId: string, revision: bigint): string {
  return writeToken('d', [databaseId, revision.toString()]);
}

/**
 * The revision a delta token stands for. Fails with COM0021 when it is unreadable, of another database, or of a
 * future that this database does not have (it was restored from a copy): its holder needs the whole list.
 */
export function readDeltaToken(token: string, databaseId: string, latest: bigint): bigint {
  const [owner, revision] = readToken('d', token) ?? [];
  const read = typeof revision === 'string' ? readId(revision) : undefined;
  if (owner !== databaseId || read === undefined || read > latest) throw new ApiFailure('COM0021');
  return read;
}
