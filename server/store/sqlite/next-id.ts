import { type Kysely, sql } from 'kysely';
import type { Tables } from './schema.ts';

/** Inside a transaction: an id that nothing made here ever had. */
export async function nextId(db: Kysely<Tables>): Promise<bigint> {
  const { rows } = await sql<{ id: bigint }>`update next_id set id = id + 1 returning id`.execute(db);
  const [row] = rows;
  if (row === undefined) throw new Error('The database answered no id');
  return row.id;
}
