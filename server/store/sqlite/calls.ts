import type { Kysely } from 'kysely';
import type { Limits } from '../../domain/limits.ts';
import type { CallStore } from '../store.ts';
import type { Tables } from './schema.ts';
import { isDiskFailure } from './sqlite-error.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** Both windows are counted from 1970 in UTC, so every process agrees on where they begin. */
export function callStore(db: Kysely<Tables>): CallStore {
  return {
    used: async (now) => {
      const minute = await windowAt(db, 'minute', now, MINUTE_MS);
      const day = await windowAt(db, 'day', now, DAY_MS);
      return {
        minute: { used: minute.used, endsAt: minute.startedAt + MINUTE_MS },
        day: { used: day.used, endsAt: day.startedAt + DAY_MS },
      };
    },
    count: async (now, limits) => {
      try {
        return await db.transaction().execute((trx) => count(trx, now, limits, countOne));
      } catch (error) {
        // A disk that takes no writes is no reason to refuse reads: the call is let through, uncounted.
        if (isDiskFailure(error)) return count(db, now, limits, () => Promise.resolve());
        throw error;
      }
    },
  };
}

async function count(db: Kysely<Tables>, now: number, limits: Limits, write: typeof countOne) {
  const minute = await windowAt(db, 'minute', now, MINUTE_MS);
  const day = await windowAt(db, 'day', now, DAY_MS);
  const isAllowed = minute.used < limits.perMinute && day.used < limits.perDay;
  if (isAllowed) {
    await write(db, 'minute', minute.startedAt, now);
    await write(db, 'day', day.startedAt, now);
  }
  const added = Number(isAllowed);
  return {
    isAllowed,
    minute: { used: minute.used + added, endsAt: minute.startedAt + MINUTE_MS },
    day: { used: day.used + added, endsAt: day.startedAt + DAY_MS },
  };
}

async function windowAt(db: Kysely<Tables>, kind: string, now: number, lengthMs: number) {
  const startedAt = Math.floor(now / lengthMs) * lengthMs;
  const row = await db
    .selectFrom('call_windows')
    .select('used')
    .where('kind', '=', kind)
    .where('started_at', '=', BigInt(startedAt))
    .executeTakeFirst();
  return { startedAt, used: Number(row?.used ?? 0n) };
}

async function countOne(db: Kysely<Tables>, kind: string, startedAt: number, now: number) {
  const result = await db
    .updateTable('call_windows')
    .set((eb) => ({ used: eb('used', '+', 1n) }))
    .where('kind', '=', kind)
    .where('started_at', '=', BigInt(startedAt))
    .executeTakeFirst();
  if (result.numUpdatedRows > 0n) return;
  await db.insertInto('call_windows').values({ kind, started_at: startedAt, used: 1n }).execute();
  // A new window is when old ones are in the way; two days of them stay, in case the clock is set back a little.
  await db
    .deleteFrom('call_windows')
    .where('kind', '=', kind)
    .where('started_at', '<', BigInt(now - 2 * DAY_MS))
    .execute();
}
