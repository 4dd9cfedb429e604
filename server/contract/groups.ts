import { Type, type Static } from 'typebox';
import { deltaEnd, id, integer, listEnd, RequestId, type Wire } from './wire.ts';

/** A group of GET /groups (reference: "Get group list"). */
export function groupListItem(wire: Wire) {
  return Type.Object({
    group_id: id(wire),
    name: Type.String(),
    /** 1 device group (reference); newer services say 6 device, 7 user, 11 tag. An open integer. */
    group_type: integer(wire),
    /** Directory domain the group comes from; "" for one made here. */
    domain: Type.String(),
  });
}

/** The answer of GET /groups/{group_id} and of POST /groups. */
export function group(wire: Wire) {
  return Type.Object({ ...groupListItem(wire).properties, description: Type.String() });
}

export function groupList(wire: Wire) {
  return Type.Object({ groups: Type.Array(groupListItem(wire)), ...deltaEnd(wire) });
}

/** The answer of GET /groups/{group_id}/members, ids in ascending order. */
export function groupMembers(wire: Wire) {
  return Type.Object({ member_ids: Type.Array(id(wire)), ...listEnd(wire) });
}

/** The answer of POST /groups/{group_id}/members: the ids as sent. */
export function memberIds(wire: Wire) {
  return Type.Object({ member_ids: Type.Array(id(wire)) });
}

/** The body of POST /groups. Names are unique within a domain, in any case. */
export const NewGroup = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 200 }),
  /** See `groupListItem`. */
  group_type: Type.Integer({ minimum: 1, maximum: 9999 }),
  domain: Type.Optional(Type.String({ maxLength: 200 })),
  description: Type.Optional(Type.String({ maxLength: 2000 })),
});
export type NewGroup = Static<typeof NewGroup>;

/** The body of POST /groups/{group_id}/members. All are added, or none; those that are in already stay. */
export const NewMembers = Type.Object({ member_ids: Type.Array(RequestId, { maxItems: 200_000 }) });
export type NewMembers = Static<typeof NewMembers>;
