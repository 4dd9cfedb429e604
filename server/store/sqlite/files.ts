import { type Kysely, type Selectable, sql } from 'kysely';
import { type FileStore, NoRoom, type UploadedFile } from '../file-store.ts';
import { nextId } from './next-id.ts';
import type { Tables } from './schema.ts';
import { isDiskFailure } from './sqlite-error.ts';

export function fileStore(db: Kysely<Tables>): FileStore {
  return {
    add: (file) =>
      orNoRoom(
        db.transaction().execute(async (trx) => {
          const id = await nextId(trx);
          const { blob, name, contentType, size, sha256, createdAt, expiresAt } = file;
          await trx
            .insertInto('files')
            .values({
              id,
              blob,
              name,
              content_type: contentType,
              size,
              sha256,
              created_at: createdAt,
              expires_at: expiresAt,
            })
            .execute();
          return { id, blob, name, contentType, size, sha256, createdAt, expiresAt };
        }),
      ),
    get: async (id, now) => {
      const row = await db
        .selectFrom('files')
        .selectAll()
        .where('id', '=', id)
        .where('expires_at', '>', BigInt(now))
        .executeTakeFirst();
      return row && fileOf(row);
    },
    sweep: (now) =>
      db.transaction().execute(async (trx) => {
        const expired = await trx
          .deleteFrom('files')
          .where('expires_at', '<=', BigInt(now))
          .returning('blob')
          .execute();
        // One that a file still needs can go from here: it is looked at again when that file expires.
        const dropped = await trx.deleteFrom('dropped_blobs').returning('blob').execute();
        const blobs = new Set([...expired, ...dropped].map(({ blob }) => blob));
        const { rows } = await sql<{ blob: string }>`
          select value as blob from json_each(${JSON.stringify([...blobs])})
          where not ${isNeeded(sql.ref('value'))} order by value`.execute(trx);
        return rows.map(({ blob }) => blob);
      }),
    neededBlobs: async () => {
      const { rows } = await sql<{ blob: string }>`
        select blob from files union select package_blob from apps where package_blob is not null`.execute(
        db,
      );
      return new Set(rows.map(({ blob }) => blob));
    },
  };
}

async function orNoRoom<T>(writing: Promise<T>): Promise<T> {
  try {
    return await writing;
  } catch (error) {
    throw isDiskFailure(error) ? new NoRoom('The disk is full', { cause: error }) : error;
  }
}

/** A condition: whether a file or the package of an app is that blob. */
export function isNeeded(blob: unknown) {
  return sql<boolean>`(exists (select 1 from files where files.blob = ${blob})
    or exists (select 1 from apps where apps.package_blob = ${blob}))`;
}

function fileOf(row: Selectable<Tables['files']>): UploadedFile {
  return {
    id: row.id,
    blob: row.blob,
    name: row.name,
    contentType: row.content_type,
    size: Number(row.size),
    sha256: row.sha256,
    createdAt: Number(row.created_at),
    expiresAt: Number(row.expires_at),
  };
}
