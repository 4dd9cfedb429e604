import { type Kysely, sql } from 'kysely';
import type { Tables } from './schema.ts';

/** Tens of thousands of ids as one parameter, which json_each takes apart with every digit. */
export interface IdList {
  /** Without repetition, in the order given. */
  ids: readonly bigint[];
  json: string;
}

export function idList(given: readonly bigint[]): IdList {
  const ids = [...new Set(given)];
  return { ids, json: `[${ids.join()}]` };
}

/** Those that are in no row of the table, in the order given. */
export async function unknownIds(
  db: Kysely<Tables>,
  table: 'devices' | 'groups',
  list: IdList,
): Promise<bigint[]> {
  const { rows } = await sql<{ key: bigint }>`
    select key from json_each(${list.json}) as given
    where not exists (select 1 from ${sql.table(table)} as known where known.id = given.value)
    order by key`.execute(db);
  return idsAt(list, rows);
}

/**
 * The ids of rows that have their place in the list, json_each's `key`. Not its `value`: past 64 bits that is no id any
 * more.
 */
export function idsAt({ ids }: IdList, rows: readonly { key: bigint }[]): bigint[] {
  return rows.flatMap(({ key }) => ids[Number(key)] ?? []);
}
