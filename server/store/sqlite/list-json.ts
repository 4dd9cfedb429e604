import { setImmediate } from 'node:timers/promises';
import { type Kysely, sql } from 'kysely';
import { PLATFORM_TYPES } from '../../contract/devices.ts';
import type { Wire } from '../../contract/wire.ts';
import type { Page } from '../../domain/paging.ts';
import type { DeviceFilter } from '../store.ts';
import { bindable } from './connection.ts';
import { deviceCondition } from './device-filter.ts';
import type { ReaderPool } from './reader-pool.ts';
import type { Tables } from './schema.ts';

/** Rows made into text by one statement, some milliseconds of work; the event loop is let go in between. */
const ROWS_A_CHUNK = 2000;

/** See DeviceStore.listJson. */
export async function* listJson(
  db: Kysely<Tables>,
  readers: ReaderPool,
  query: { filter: DeviceFilter; wire: Wire; page: Page | undefined },
): AsyncGenerator<string> {
  const reader = readers.take();
  try {
    let left = query.page?.limit ?? Number.POSITIVE_INFINITY;
    let offset = query.page?.offset ?? 0;
    let after: bigint | undefined;
    while (left > 0) {
      const limit = Math.min(left, ROWS_A_CHUNK);
      const { sql: text, parameters } = chunkQuery({ ...query, after, offset, limit }).compile(db);
      const row = reader.prepare(text).get(...bindable(parameters));
      if (typeof row?.items !== 'string' || typeof row.last !== 'bigint') return;
      yield after === undefined ? row.items : `,${row.items}`;
      if (Number(row.count) < limit) return;
      after = row.last;
      offset = 0;
      left -= limit;
      // Waiting for the socket's drain alone starves every other request for the whole list.
      await setImmediate();
    }
  } finally {
    readers.give(reader);
  }
}

interface Chunk {
  filter: DeviceFilter;
  wire: Wire;
  /** The last id of the chunk before. */
  after: bigint | undefined;
  offset: number;
  limit: number;
}

function chunkQuery({ filter, wire, after, offset, limit }: Chunk) {
  const rest = after === undefined ? sql`true` : sql`d.id > ${after}`;
  return sql`
    select max(id) as last, count(*) as count, group_concat(item, ',') as items from (
      select d.id, ${sql.raw(ITEM[wire])} as item
      from devices d left join users u on u.id = d.user_id
      where ${rest} and ${deviceCondition(filter)}
      order by d.id limit ${limit} offset ${offset}
    )`;
}

/** Integers as the wire form wants them. */
const integer = {
  numbers: (column: string) => column,
  strings: (column: string) => `'"' || ${column} || '"'`,
};
const text = (column: string) => `json_quote(coalesce(${column}, ''))`;
const boolean = (column: string) => `iif(${column}, 'true', 'false')`;
/** As JavaScript prints it: 128, not 128.0. */
const real = (column: string) =>
  `iif(${column} = cast(${column} as integer), cast(${column} as integer), ${column})`;

const platformName = `case d.platform ${Object.entries(PLATFORM_TYPES)
  .map(([id, name]) => `when ${id} then '"${name}"'`)
  .join(' ')} else '"platform ' || d.platform || '"' end`;

/**
 * An item as an SQL expression. Put together from text, since json_object forgets that a value is JSON when it comes
 * out of a CASE, and parsing it again costs more than the rest.
 */
function itemExpression(wire: Wire): string {
  const user = object({
    user_id: integer[wire]('u.id'),
    user_name: text('u.name'),
    user_email: text('u.email'),
  });
  return object({
    device_id: integer[wire]('d.id'),
    device_capacity: real('d.capacity_gb'),
    os_version: text('d.os_version'),
    is_lost_mode_enabled: boolean('d.is_lost_mode'),
    platform_type: platformName,
    platform_type_id: integer[wire]('d.platform'),
    model: text('d.model'),
    device_name: text('d.name'),
    product_name: text('d.product_name'),
    user: `iif(u.id is null, 'null', ${user})`,
    serial_number: text('d.serial_number'),
    imei: 'd.imeis',
    udid: text('d.udid'),
    owned_by: integer[wire]('d.owned_by'),
    is_removed: boolean('d.is_removed'),
  });
}

function object(members: Record<string, string>): string {
  const parts = Object.entries(members).map(([key, value], index) => {
    return `'${index === 0 ? '{' : ','}"${key}":' || ${value.startsWith('case') ? `(${value})` : value}`;
  });
  return `${parts.join(' || ')} || '}'`;
}

const ITEM: Record<Wire, string> = {
  numbers: itemExpression('numbers'),
  strings: itemExpression('strings'),
};
