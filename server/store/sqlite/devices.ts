import type { Kysely, Selectable } from 'kysely';
import { sql } from 'kysely';
import type { DeviceRecord, DeviceStore, Profile, Sim } from '../store.ts';
import { deviceCondition } from './device-filter.ts';
import { listJson } from './list-json.ts';
import type { ReaderPool } from './reader-pool.ts';
import type { Tables } from './schema.ts';
import type { DeviceWriter } from './write-devices.ts';

/**
 * Ids of apps seen on devices count up from here: above 2^53, as the service's own, between those of the sample fleet
 * and those of what is made here (table next_id).
 */
const SEEN_APP_IDS = 9_050_000_000_000_000n;

export function deviceStore(db: Kysely<Tables>, readers: ReaderPool, writer: DeviceWriter): DeviceStore {
  return {
    revision: async () =>
      (await db.selectFrom('database').select('revision').executeTakeFirstOrThrow()).revision,
    get: (id) => getDevice(db, id),
    count: async (filter) => {
      const { rows } = await sql<{ count: bigint }>`
        select count(*) as count from devices d left join users u on u.id = d.user_id
        where ${deviceCondition(filter)}`.execute(db);
      return Number(rows[0]?.count ?? 0n);
    },
    listJson: (filter, wire, page) => listJson(db, readers, { filter, wire, page }),
    removedSince: async (revision) => {
      const rows = await db
        .selectFrom('removed_devices')
        .select('id')
        .where('revision', '>', revision)
        .orderBy('id')
        .execute();
      return rows.map((row) => row.id);
    },
    put: (devices) => writer.transaction(() => writer.put(devices)),
    remove: (id) => writer.transaction(() => writer.remove(id)),
    ...partReads(db),
  };
}

/** What hangs on a device, in the order it was put; locations newest first. */
function partReads(db: Kysely<Tables>): Pick<DeviceStore, 'locations' | 'installedApps' | 'profiles'> {
  return {
    locations: async (id) => {
      const rows = await db
        .selectFrom('locations')
        .selectAll()
        .where('device_id', '=', id)
        .orderBy('located_at', 'desc')
        .orderBy('position')
        .execute();
      return rows.map((row) => ({
        locatedAt: Number(row.located_at),
        addedAt: Number(row.added_at),
        latitude: row.latitude,
        longitude: row.longitude,
      }));
    },
    installedApps: async (id) => {
      const rows = await db
        .selectFrom('installed_apps')
        .innerJoin('apps_seen', 'apps_seen.id', 'installed_apps.app_seen_id')
        .select(['id', 'name', 'identifier', 'version'])
        .where('device_id', '=', id)
        .orderBy('position')
        .execute();
      return rows.map((row) => ({ ...row, id: SEEN_APP_IDS + row.id }));
    },
    profiles: async (id) => {
      const rows = await db
        .selectFrom('device_profiles')
        .innerJoin('profile_bodies', 'profile_bodies.id', 'device_profiles.profile_body_id')
        .select(['kind', 'body'])
        .where('device_id', '=', id)
        .orderBy('position')
        .execute();
      // The table's check allows these two kinds only.
      return rows.map((row) => ({ kind: row.kind as Profile['kind'], body: row.body }));
    },
  };
}

async function getDevice(
  db: Kysely<Tables>,
  id: bigint,
): Promise<(DeviceRecord & { revision: bigint }) | undefined> {
  // One statement, a row for each SIM, so that a change in between cannot give a device the SIMs of its next state.
  const rows = await db
    .selectFrom('devices')
    .innerJoin('device_facts', 'device_facts.device_id', 'devices.id')
    .leftJoin('users', 'users.id', 'devices.user_id')
    .leftJoin('sims', 'sims.device_id', 'devices.id')
    .selectAll('devices')
    .select(['facts', 'users.name as user_name', 'users.email as user_email'])
    .select(['slot', 'imei', 'phone_number', 'iccid', 'carrier', 'is_roaming'])
    .where('devices.id', '=', id)
    .orderBy('slot')
    .execute();
  const [first] = rows;
  if (first === undefined) return undefined;
  const sims = rows.filter((row) => row.slot !== null).map(simOf);
  return { ...recordOf(first), sims, revision: first.revision };
}

type DeviceRow = Selectable<Tables['devices']> & {
  facts: string;
  user_name: string | null;
  user_email: string | null;
};

function recordOf(row: DeviceRow): Omit<DeviceRecord, 'sims'> {
  return {
    id: row.id,
    name: row.name,
    platform: Number(row.platform),
    model: row.model,
    productName: row.product_name,
    osVersion: row.os_version,
    capacityGb: row.capacity_gb,
    isLostMode: row.is_lost_mode !== 0n,
    ...(row.user_id !== null && {
      user: { id: row.user_id, name: row.user_name ?? '', email: row.user_email ?? '' },
    }),
    ...(row.serial_number !== null && { serialNumber: row.serial_number }),
    ...(row.udid !== null && { udid: row.udid }),
    ownedBy: Number(row.owned_by),
    isRemoved: row.is_removed !== 0n,
    // Written by this store from the same type.
    facts: JSON.parse(row.facts) as Record<string, string>,
  };
}

type SimRow = Pick<Selectable<Tables['sims']>, 'imei' | 'phone_number' | 'iccid' | 'carrier' | 'is_roaming'>;

function simOf(row: SimRow): Sim {
  return {
    ...(row.imei !== null && { imei: row.imei }),
    ...(row.phone_number !== null && { phoneNumber: row.phone_number }),
    ...(row.iccid !== null && { iccid: row.iccid }),
    ...(row.carrier !== null && { carrier: row.carrier }),
    ...(row.is_roaming !== null && { isRoaming: row.is_roaming !== 0n }),
  };
}
