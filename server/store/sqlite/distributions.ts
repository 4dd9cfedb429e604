import { type Kysely, type RawBuilder, type Selectable, sql } from 'kysely';
import type { App, AppStore, DeviceDistribution, Distributed, Distribution } from '../app-store.ts';
import { appOf } from './app-row.ts';
import { idList, idsAt, unknownIds } from './id-list.ts';
import type { Tables } from './schema.ts';
import { searchKey } from './search-text.ts';

type DistributionStore = Pick<
  AppStore,
  | 'distributeToDevices'
  | 'distributeToGroups'
  | 'takeFromDevice'
  | 'takeFromGroup'
  | 'devicesOf'
  | 'groupsOf'
  | 'ofGroup'
  | 'ofDevice'
>;

/** Which app goes to whom. */
export function distributions(db: Kysely<Tables>): DistributionStore {
  return {
    ...assignments(db),
    devicesOf: async (id) => {
      const rows = await db
        .selectFrom('app_devices')
        .selectAll()
        .where('app_id', '=', id)
        .orderBy('device_id')
        .execute();
      return rows.map((row) => ({ deviceId: row.device_id, ...distributionOf(row) }));
    },
    groupsOf: async (id) => {
      const rows = await db
        .selectFrom('app_groups')
        .innerJoin('groups', 'groups.id', 'app_groups.group_id')
        .select(['group_id', 'name', 'silent_install', 'notify_by_email', 'at'])
        .where('app_id', '=', id)
        .orderBy('group_id')
        .execute();
      return rows.map((row) => ({ groupId: row.group_id, name: row.name, ...distributionOf(row) }));
    },
    ofGroup: async (groupId) => {
      const rows = await db
        .selectFrom('app_groups')
        .innerJoin('apps', 'apps.id', 'app_groups.app_id')
        .selectAll('apps')
        .select(['silent_install', 'notify_by_email', 'at'])
        .where('group_id', '=', groupId)
        .execute();
      return rows.map((row) => ({ app: appOf(row), ...distributionOf(row) })).sort(byApp);
    },
    ofDevice: (deviceId) => ofDevice(db, deviceId),
  };
}

type Assignments = Pick<
  DistributionStore,
  'distributeToDevices' | 'distributeToGroups' | 'takeFromDevice' | 'takeFromGroup'
>;

function assignments(db: Kysely<Tables>): Assignments {
  return {
    distributeToDevices: (id, deviceIds, options) =>
      db.transaction().execute((trx) => distribute(trx, id, deviceIds, options, DEVICES)),
    distributeToGroups: (id, groupIds, options) =>
      db.transaction().execute((trx) => distribute(trx, id, groupIds, options, GROUPS)),
    takeFromDevice: async (id, deviceId) => {
      const result = await db
        .deleteFrom('app_devices')
        .where('app_id', '=', id)
        .where('device_id', '=', deviceId)
        .executeTakeFirst();
      return result.numDeletedRows > 0n;
    },
    takeFromGroup: async (id, groupId) => {
      const result = await db
        .deleteFrom('app_groups')
        .where('app_id', '=', id)
        .where('group_id', '=', groupId)
        .executeTakeFirst();
      return result.numDeletedRows > 0n;
    },
  };
}

/** What an app can be distributed to, and where that is kept. */
interface TargetKind {
  table: 'devices' | 'groups';
  associations: 'app_devices' | 'app_groups';
  column: 'device_id' | 'group_id';
  /** A condition on `target.value`, an id of that table. */
  isMismatch: (platform: bigint) => RawBuilder<boolean>;
}

const DEVICES: TargetKind = {
  table: 'devices',
  associations: 'app_devices',
  column: 'device_id',
  isMismatch: (platform) => sql`exists (select 1 from devices d
    where d.id = target.value and (d.platform <> ${platform} or d.is_removed))`,
};

const GROUPS: TargetKind = {
  table: 'groups',
  associations: 'app_groups',
  column: 'group_id',
  isMismatch: (platform) => sql`exists (select 1 from group_members where group_id = target.value)
    and not exists (select 1 from group_members m join devices d on d.id = m.device_id
      where m.group_id = target.value and d.platform = ${platform} and not d.is_removed)`,
};

async function distribute(
  trx: Kysely<Tables>,
  id: bigint,
  targetIds: readonly bigint[],
  { silentInstall, notifyByEmail, at }: Distribution,
  { table, associations, column, isMismatch }: TargetKind,
): Promise<Distributed> {
  const app = await trx.selectFrom('apps').select('platform').where('id', '=', id).executeTakeFirst();
  if (app === undefined) return { outcome: 'no-app' };
  const list = idList(targetIds);
  const unknown = await unknownIds(trx, table, list);
  if (unknown.length > 0) return { outcome: 'unknown', ids: unknown };
  const mismatches = await sql<{ key: bigint }>`
    select key from json_each(${list.json}) as target
    where ${isMismatch(app.platform)} order by key`.execute(trx);
  if (mismatches.rows.length > 0) return { outcome: 'mismatch', ids: idsAt(list, mismatches.rows) };
  await sql`
    insert into ${sql.table(associations)} (app_id, ${sql.ref(column)}, silent_install, notify_by_email, at)
    select ${id}, value, ${Number(silentInstall)}, ${Number(notifyByEmail)}, ${at}
    from json_each(${list.json}) where true order by value
    on conflict do update set silent_install = excluded.silent_install,
      notify_by_email = excluded.notify_by_email, at = excluded.at`.execute(trx);
  return { outcome: 'done' };
}

async function ofDevice(db: Kysely<Tables>, deviceId: bigint): Promise<DeviceDistribution[]> {
  const { rows } = await sql<Selectable<Tables['apps']> & DistributionRow & { group_id: bigint | null }>`
    select apps.*, given.group_id, given.silent_install, given.notify_by_email, given.at
    from (
      select app_id, null as group_id, silent_install, notify_by_email, at
      from app_devices where device_id = ${deviceId}
      union all
      select app_id, a.group_id, silent_install, notify_by_email, at
      from group_members m join app_groups a on a.group_id = m.group_id where m.device_id = ${deviceId}
    ) as given
    join apps on apps.id = given.app_id
    join devices on devices.id = ${deviceId} and devices.platform = apps.platform and not devices.is_removed
    order by given.group_id`.execute(db);
  const byId = new Map<bigint, DeviceDistribution>();
  for (const row of rows) {
    const entry = byId.get(row.id) ?? { app: appOf(row), groups: [] };
    byId.set(row.id, entry);
    if (row.group_id === null) entry.direct = distributionOf(row);
    else entry.groups.push({ groupId: row.group_id, ...distributionOf(row) });
  }
  return [...byId.values()].sort(byApp);
}

type DistributionRow = Pick<Selectable<Tables['app_devices']>, 'silent_install' | 'notify_by_email' | 'at'>;

function distributionOf(row: DistributionRow): Distribution {
  return {
    silentInstall: row.silent_install !== 0n,
    notifyByEmail: row.notify_by_email !== 0n,
    at: Number(row.at),
  };
}

/** By name without regard to case, then by id. Here, since SQLite's own order puts Z before a. */
function byApp(one: { app: App }, other: { app: App }): number {
  const [a, b] = [searchKey(one.app.name), searchKey(other.app.name)];
  if (a !== b) return a < b ? -1 : 1;
  return one.app.id < other.app.id ? -1 : 1;
}
