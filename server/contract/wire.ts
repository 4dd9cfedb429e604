import { Type } from 'typebox';

/**
 * How ids, counts and enumerations go over the wire in answers: as the reference prints them, or as strings, which
 * several clients of the live service report. In both forms the values given to a serialiser are the same; the schema
 * decides. Requests carry integers in both.
 */
export type Wire = 'numbers' | 'strings';

/** A 64-bit id above 2^53: a bigint on the server, an integer with every digit (or a string) on the wire. */
export const id = (wire: Wire) =>
  Type.Unsafe<bigint>(wire === 'numbers' ? { type: 'integer', format: 'int64' } : { type: 'string' });

/** `nullable` and not a union: the serialiser tells union members apart by JavaScript type and knows no bigint there. */
export const optionalId = (wire: Wire) => Type.Unsafe<bigint | null>({ ...id(wire), nullable: true });

export const integer = (wire: Wire) =>
  Type.Unsafe<number>({ type: wire === 'numbers' ? 'integer' : 'string' });

/** A number where it is known, "--" where not. */
export const integerOrUnknown = (wire: Wire) =>
  Type.Unsafe<number | string>({ type: wire === 'numbers' ? ['integer', 'string'] : 'string' });

/** What a list carries beside its items. */
export const listEnd = (wire: Wire) => ({
  /** With paging only. */
  metadata: Type.Optional(Type.Object({ total_record_count: integer(wire) })),
  /** With paging only: full URLs; absent at the ends of the list. */
  paging: Type.Optional(
    Type.Object({ next: Type.Optional(Type.String()), previous: Type.Optional(Type.String()) }),
  ),
});

/** What a list with deltas carries beside that. */
export const deltaEnd = (wire: Wire) => ({
  ...listEnd(wire),
  /** Opaque; send it back as `delta-token` to get what was changed since. */
  'delta-token': Type.Optional(Type.String()),
  /** Answers to a delta token only: ids that are gone. Ours, as the service's way of telling deletions is not published. */
  removed_ids: Type.Optional(Type.Array(id(wire))),
});

/** An id in a request body: an integer, in every digit; any other spelling of one (1.0, 1e3, "1") is refused. */
export const RequestId = Type.Unsafe<bigint>({ type: 'integer', format: 'int64' });
