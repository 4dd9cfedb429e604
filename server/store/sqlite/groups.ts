import { type Kysely, type Selectable, sql } from 'kysely';
import type { Page } from '../../domain/paging.ts';
import type { Group, GroupStore, MemberPage, MembersAdded } from '../group-store.ts';
import { idList, unknownIds } from './id-list.ts';
import { listChanges, nextRevision, recordRemoval } from './list-revisions.ts';
import { nextId } from './next-id.ts';
import type { Tables } from './schema.ts';
import { nameKey } from './search-text.ts';
import { orAlreadyExists } from './sqlite-error.ts';

export function groupStore(db: Kysely<Tables>): GroupStore {
  return {
    ...listChanges(db, 'groups', groupOf),
    get: async (id) => {
      const row = await db.selectFrom('groups').selectAll().where('id', '=', id).executeTakeFirst();
      return row && { ...groupOf(row), membersRevision: row.members_revision };
    },
    add: (group) => db.transaction().execute((trx) => addGroup(trx, group)),
    remove: (id) =>
      db.transaction().execute(async (trx) => {
        const { numDeletedRows } = await trx.deleteFrom('groups').where('id', '=', id).executeTakeFirst();
        if (numDeletedRows === 0n) return false;
        await recordRemoval(trx, 'groups', id);
        return true;
      }),
    members: (id, page) => membersOf(db, id, page),
    addMembers: (id, deviceIds) => db.transaction().execute((trx) => addMembers(trx, id, deviceIds)),
    removeMember: (id, deviceId) =>
      db.transaction().execute(async (trx) => {
        const { numDeletedRows } = await trx
          .deleteFrom('group_members')
          .where('group_id', '=', id)
          .where('device_id', '=', deviceId)
          .executeTakeFirst();
        if (numDeletedRows === 0n) return false;
        await countChange(trx, id);
        return true;
      }),
    ofDevice: async (deviceId) => {
      const rows = await db
        .selectFrom('group_members')
        .select('group_id')
        .where('device_id', '=', deviceId)
        .orderBy('group_id')
        .execute();
      return rows.map((row) => row.group_id);
    },
  };
}

async function addGroup(trx: Kysely<Tables>, group: Omit<Group, 'id'>): Promise<Group> {
  const { name, description, type, domain } = group;
  const id = await nextId(trx);
  const insert = trx.insertInto('groups').values({
    id,
    name,
    name_key: nameKey(name),
    description,
    type,
    domain,
    domain_key: nameKey(domain),
    members_revision: 1n,
    revision: await nextRevision(trx, 'groups'),
  });
  await orAlreadyExists(insert.execute(), `There is a group named ${name} already`);
  return { id, name, description, type, domain };
}

async function membersOf(
  db: Kysely<Tables>,
  id: bigint,
  page: Page | undefined,
): Promise<MemberPage | undefined> {
  const part = page === undefined ? sql`` : sql`limit ${page.limit} offset ${page.offset}`;
  // One statement, so that total, revision and ids are of one moment; as text, in half the time of a row an id.
  const { rows } = await sql<{ members_revision: bigint; total: bigint; ids: string | null }>`
    select members_revision,
      (select count(*) from group_members where group_id = g.id) as total,
      (select group_concat(device_id, ',') from (
        select device_id from group_members where group_id = g.id order by device_id ${part}
      )) as ids
    from groups as g where g.id = ${id}`.execute(db);
  const [row] = rows;
  return (
    row && {
      ids: row.ids === null ? [] : row.ids.split(',').map(BigInt),
      total: Number(row.total),
      membersRevision: row.members_revision,
    }
  );
}

async function addMembers(
  trx: Kysely<Tables>,
  id: bigint,
  deviceIds: readonly bigint[],
): Promise<MembersAdded> {
  const group = await trx.selectFrom('groups').select('id').where('id', '=', id).executeTakeFirst();
  if (group === undefined) return { outcome: 'no-group' };
  const list = idList(deviceIds);
  const unknown = await unknownIds(trx, 'devices', list);
  if (unknown.length > 0) return { outcome: 'unknown-devices', ids: unknown };
  // In the order of the key, which goes in faster.
  const { numAffectedRows } = await sql`
    insert into group_members (group_id, device_id)
    select ${id}, value from json_each(${list.json}) where true order by value
    on conflict do nothing`.execute(trx);
  if (numAffectedRows !== 0n) await countChange(trx, id);
  return { outcome: 'done' };
}

async function countChange(trx: Kysely<Tables>, id: bigint): Promise<void> {
  await trx
    .updateTable('groups')
    .set((eb) => ({ members_revision: eb('members_revision', '+', 1n) }))
    .where('id', '=', id)
    .execute();
}

function groupOf(row: Selectable<Tables['groups']>): Group {
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    type: Number(row.type),
    domain: row.domain,
  };
}
