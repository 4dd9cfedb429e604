import type { Kysely } from 'kysely';
import type { FleetStore } from '../store.ts';
import type { Tables } from './schema.ts';
import type { DeviceWriter } from './write-devices.ts';

export function fleetStore(db: Kysely<Tables>, writer: DeviceWriter): FleetStore {
  return {
    state: async () => {
      const row = await db.selectFrom('fleet').selectAll().executeTakeFirst();
      if (row === undefined) return undefined;
      return {
        seed: Number(row.seed),
        size: Number(row.size),
        done: Number(row.done),
        now: Number(row.now),
        hasGroupsAndApps: row.has_groups_and_apps !== 0n,
      };
    },
    advance: (state, devices) =>
      writer.transaction(() => {
        writer.put(devices);
        writer.setFleetState(state);
      }),
  };
}
