import { Type } from 'typebox';

/**
 * How ids, counts and enumerations go over the wire in answers: as the reference prints them, or as strings, which
 * several clients of the live service report. In both forms the values given to a serialiser are the same; the schema
 * decides. Requests carry integers in both.
 */
export type Wire = 'numbers' | 'strings';

/** What a field says of itself: the meaning that the OpenAPI document and its page print. */
const about = (description: string | undefined) => (description === undefined ? {} : { description });

/** A 64-bit id above 2^53: a bigint on the server, an integer with every digit (or a string) on the wire. */
export const id = (wire: Wire, description?: string) =>
  Type.Unsafe<bigint>({
    ...(wire === 'numbers' ? { type: 'integer', format: 'int64' } : { type: 'string' }),
    ...about(description),
  });

/** `nullable` and not a union: the serialiser tells union members apart by JavaScript type and knows no bigint there. */
export const optionalId = (wire: Wire, description?: string) =>
  Type.Unsafe<bigint | null>({ ...id(wire, description), nullable: true });

export const integer = (wire: Wire, description?: string) =>
  Type.Unsafe<number>({ type: wire === 'numbers' ? 'integer' : 'string', ...about(description) });

/** A number where it is known, "--" where not. */
export const integerOrUnknown = (wire: Wire, description?: string) =>
  Type.Unsafe<number | string>({
    type: wire === 'numbers' ? ['integer', 'string'] : 'string',
    ...about(description),
  });

/** What a list carries beside its items. */
export const listEnd = (wire: Wire) => ({
  metadata: Type.Optional(
    Type.Object(
      { total_record_count: integer(wire, 'Entries of all pages together.') },
      { description: 'With paging only.' },
    ),
  ),
  paging: Type.Optional(
    Type.Object(
      {
        next: Type.Optional(Type.String({ description: 'Full URL; absent on the last page.' })),
        previous: Type.Optional(Type.String({ description: 'Full URL; absent on the first page.' })),
      },
      { description: 'With paging only.' },
    ),
  ),
});

/** What a list with deltas carries beside that. */
export const deltaEnd = (wire: Wire) => ({
  ...listEnd(wire),
  'delta-token': Type.Optional(
    Type.String({ description: 'Opaque; send it back as `delta-token` to get what was changed since.' }),
  ),
  removed_ids: Type.Optional(
    Type.Array(id(wire), {
      description:
        "Answers to a delta token only: ids that are gone. An addition, as the service's way of telling deletions is not published.",
    }),
  ),
});

/** An id in a request body: an integer, in every digit; any other spelling of one (1.0, 1e3, "1") is refused. */
export const RequestId = Type.Unsafe<bigint>({ type: 'integer', format: 'int64' });

/**
 * Text of one line: without control characters, and without the signs that turn the direction of what stands around them
 * (U+202A to U+202E, U+2066 to U+2069), which make one name look like another.
 */
export const ONE_LINE = '^[^\\p{Cc}\\u202a-\\u202e\\u2066-\\u2069]*$';
