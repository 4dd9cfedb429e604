import { sql, type RawBuilder } from 'kysely';
import type { DeviceFilter } from '../store.ts';
import { searchKey } from './search-text.ts';

/**
 * The condition of a filter over `devices d left join users u`. Kept as fragments and not as builder calls, because
 * the list is text made in SQL and needs the same condition.
 */
export function deviceCondition(filter: DeviceFilter): RawBuilder<boolean> {
  const conditions = [...conditionsOf(filter)];
  return conditions.length === 0 ? sql<boolean>`true` : sql<boolean>`(${sql.join(conditions, sql` and `)})`;
}

function* conditionsOf(filter: DeviceFilter): Generator<RawBuilder<boolean>> {
  if (filter.groupId !== undefined) {
    // Not `in`: the list is read in chunks, and each would gather all members anew.
    yield sql<boolean>`exists (select 1 from group_members m
      where m.group_id = ${filter.groupId} and m.device_id = d.id)`;
  }
  if (filter.platforms !== undefined) {
    yield filter.platforms.length === 0
      ? sql<boolean>`false`
      : sql<boolean>`d.platform in (${sql.join(filter.platforms)})`;
  }
  if (filter.ownedBy !== undefined) yield sql<boolean>`d.owned_by = ${filter.ownedBy}`;
  if (filter.changedSince !== undefined) yield sql<boolean>`d.revision > ${filter.changedSince}`;
  if (filter.serialNumber !== undefined) {
    yield sql<boolean>`d.serial_number = ${filter.serialNumber} collate nocase`;
  }
  if (filter.imei !== undefined) {
    yield sql<boolean>`d.id in (select device_id from sims where imei = ${filter.imei})`;
  }
  if (filter.email !== undefined) yield sql<boolean>`u.email_key = ${searchKey(filter.email)}`;
  const search = filter.search === undefined ? '' : searchKey(filter.search);
  if (search !== '') {
    // instr and not LIKE: nothing in the text sought has a meaning of its own, and its length is not limited.
    yield sql<boolean>`(instr(d.search, ${search}) > 0 or instr(u.search, ${search}) > 0)`;
  }
}
