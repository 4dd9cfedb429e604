import { type Kysely, type Selectable, sql } from 'kysely';
import {
  type App,
  type AppContent,
  type AppRemoved,
  type AppStore,
  BlobGone,
  type Icon,
} from '../app-store.ts';
import { appOf } from './app-row.ts';
import { distributions } from './distributions.ts';
import { isNeeded } from './files.ts';
import { listChanges, nextRevision, recordRemoval } from './list-revisions.ts';
import { nextId } from './next-id.ts';
import type { Tables } from './schema.ts';
import { orAlreadyExists } from './sqlite-error.ts';

export function appStore(db: Kysely<Tables>): AppStore {
  return {
    ...listChanges(db, 'apps', appOf),
    get: (id) => getApp(db, id),
    findByIdentifier: async (identifier) => {
      if (identifier === '') return [];
      const rows = await db
        .selectFrom('apps')
        .selectAll()
        .where('identifier', '=', identifier)
        .orderBy('id')
        .execute();
      return rows.map(appOf);
    },
    add: (content, now) => db.transaction().execute((trx) => addApp(trx, content, now)),
    update: (id, change, now) => db.transaction().execute((trx) => updateApp(trx, id, change, now)),
    remove: (id) => db.transaction().execute((trx) => removeApp(trx, id)),
    icon: async (hash) => {
      const row = await db.selectFrom('icons').selectAll().where('hash', '=', hash).executeTakeFirst();
      return row && iconOf(row);
    },
    ...distributions(db),
  };
}

async function getApp(db: Kysely<Tables>, id: bigint): Promise<App | undefined> {
  const row = await db.selectFrom('apps').selectAll().where('id', '=', id).executeTakeFirst();
  return row && appOf(row);
}

async function addApp(trx: Kysely<Tables>, content: AppContent, now: number): Promise<App> {
  await keepParts(trx, content);
  const insert = trx
    .insertInto('apps')
    .values({
      id: await nextId(trx),
      name: content.name,
      category_id: content.categoryId,
      type: content.type,
      identifier: content.identifier,
      version: content.version,
      platform: content.platform,
      supported_devices: content.supportedDevices,
      description: content.description,
      country_code: content.countryCode,
      store_url: content.storeUrl,
      store_id: content.storeId,
      prevent_backup: Number(content.preventBackup),
      icon: content.icon?.hash ?? null,
      package_blob: content.packageBlob ?? null,
      upgrade_code: content.upgradeCode ?? null,
      added_at: now,
      modified_at: now,
      revision: await nextRevision(trx, 'apps'),
    })
    .returningAll();
  return appOf(await orAlreadyExists(insert.executeTakeFirstOrThrow(), isTaken(content.identifier)));
}

async function updateApp(
  trx: Kysely<Tables>,
  id: bigint,
  change: Partial<AppContent>,
  now: number,
): Promise<App | undefined> {
  const before = await getApp(trx, id);
  if (before === undefined) return undefined;
  await keepParts(trx, change);
  const update = trx
    .updateTable('apps')
    .set({ ...columnsOf(change), modified_at: now, revision: await nextRevision(trx, 'apps') })
    .where('id', '=', id)
    .returningAll();
  const identifier = change.identifier ?? before.identifier;
  const after = appOf(await orAlreadyExists(update.executeTakeFirstOrThrow(), isTaken(identifier)));
  await dropParts(trx, before, after);
  return after;
}

async function removeApp(trx: Kysely<Tables>, id: bigint): Promise<AppRemoved> {
  const app = await getApp(trx, id);
  if (app === undefined) return { outcome: 'no-app' };
  const { rows } = await sql<{ devices: bigint; groups: bigint }>`
    select (select count(*) from app_devices where app_id = ${id}) as devices,
      (select count(*) from app_groups where app_id = ${id}) as groups`.execute(trx);
  const devices = Number(rows[0]?.devices);
  const groups = Number(rows[0]?.groups);
  if (devices + groups > 0) return { outcome: 'distributed', devices, groups };
  await trx.deleteFrom('apps').where('id', '=', id).execute();
  await recordRemoval(trx, 'apps', id);
  await dropParts(trx, app, {});
  return { outcome: 'done' };
}

/** Before an app refers to them: keeps the icon, and makes sure that the package's bytes are not about to go. */
async function keepParts(
  trx: Kysely<Tables>,
  { icon, packageBlob }: Pick<Partial<AppContent>, 'icon' | 'packageBlob'>,
): Promise<void> {
  if (packageBlob !== undefined) {
    const { rows } = await sql<{ needed: bigint }>`select ${isNeeded(packageBlob)} as needed`.execute(trx);
    if (rows[0]?.needed !== 1n) throw new BlobGone('The uploaded package is not kept any more');
  }
  if (icon === undefined) return;
  await trx
    .insertInto('icons')
    .values({ hash: icon.hash, content_type: icon.contentType, bytes: icon.bytes })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

type Parts = Pick<App, 'icon' | 'packageBlob'>;

/** Lets go what the app referred to before and does not now: icons at once, packages for the next sweep to tell. */
async function dropParts(trx: Kysely<Tables>, before: Parts, after: Parts): Promise<void> {
  if (before.icon !== undefined && before.icon !== after.icon) {
    await sql`delete from icons where hash = ${before.icon}
      and not exists (select 1 from apps where apps.icon = icons.hash)`.execute(trx);
  }
  if (before.packageBlob !== undefined && before.packageBlob !== after.packageBlob) {
    await trx
      .insertInto('dropped_blobs')
      .values({ blob: before.packageBlob })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
}

function columnsOf(change: Partial<AppContent>) {
  return {
    ...(change.name !== undefined && { name: change.name }),
    ...(change.categoryId !== undefined && { category_id: change.categoryId }),
    ...(change.type !== undefined && { type: change.type }),
    ...(change.identifier !== undefined && { identifier: change.identifier }),
    ...(change.version !== undefined && { version: change.version }),
    ...(change.platform !== undefined && { platform: change.platform }),
    ...(change.supportedDevices !== undefined && { supported_devices: change.supportedDevices }),
    ...(change.description !== undefined && { description: change.description }),
    ...(change.countryCode !== undefined && { country_code: change.countryCode }),
    ...(change.storeUrl !== undefined && { store_url: change.storeUrl }),
    ...(change.storeId !== undefined && { store_id: change.storeId }),
    ...(change.preventBackup !== undefined && { prevent_backup: Number(change.preventBackup) }),
    ...(change.icon !== undefined && { icon: change.icon.hash }),
    ...(change.packageBlob !== undefined && { package_blob: change.packageBlob }),
    ...(change.upgradeCode !== undefined && { upgrade_code: change.upgradeCode }),
  };
}

function isTaken(identifier: string): string {
  return `There is an app ${identifier} of that platform already`;
}

function iconOf(row: Selectable<Tables['icons']>): Icon {
  return {
    hash: row.hash,
    // Written by this store from the same type.
    contentType: row.content_type as Icon['contentType'],
    bytes: row.bytes,
  };
}
