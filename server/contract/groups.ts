import { Type, type Static } from 'typebox';
import { deltaEnd, id, integer, listEnd, ONE_LINE, RequestId, type Wire } from './wire.ts';

const GROUP_TYPE =
  '1 device group (reference); newer services say 6 device, 7 user, 11 tag. An open integer, kept as sent.';

/** A group of GET /groups (reference: "Get group list"). */
export function groupListItem(wire: Wire) {
  return Type.Object({
    group_id: id(wire, 'The group.'),
    name: Type.String({ description: 'Unique within the domain, in any case.' }),
    group_type: integer(wire, GROUP_TYPE),
    domain: Type.String({ description: 'Directory domain the group comes from; "" for one made here.' }),
  });
}

/** The answer of GET /groups/{group_id} and of POST /groups. */
export function group(wire: Wire) {
  return Type.Object({
    ...groupListItem(wire).properties,
    description: Type.String({ description: 'What the group is for; "" where nobody said.' }),
  });
}

export function groupList(wire: Wire) {
  return Type.Object({ groups: Type.Array(groupListItem(wire)), ...deltaEnd(wire) });
}

/** The answer of GET /groups/{group_id}/members. */
export function groupMembers(wire: Wire) {
  return Type.Object({
    member_ids: Type.Array(id(wire), { description: 'Ids of devices, in ascending order.' }),
    ...listEnd(wire),
  });
}

/** The answer of POST /groups/{group_id}/members. */
export function memberIds(wire: Wire) {
  return Type.Object({ member_ids: Type.Array(id(wire), { description: 'The ids as sent.' }) });
}

/** The body of POST /groups. */
export const NewGroup = Type.Object({
  name: Type.String({
    minLength: 1,
    maxLength: 200,
    pattern: ONE_LINE,
    description: 'Unique within the domain, in any case.',
  }),
  group_type: Type.Integer({ minimum: 1, maximum: 9999, description: GROUP_TYPE }),
  domain: Type.Optional(
    Type.String({ maxLength: 200, pattern: ONE_LINE, description: 'Directory domain the group comes from.' }),
  ),
  description: Type.Optional(Type.String({ maxLength: 2000, description: 'What the group is for.' })),
});
export type NewGroup = Static<typeof NewGroup>;

/** The body of POST /groups/{group_id}/members. All are added, or none; those that are in already stay. */
export const NewMembers = Type.Object({
  member_ids: Type.Array(RequestId, { maxItems: 200_000, description: 'Ids of devices.' }),
});
export type NewMembers = Static<typeof NewMembers>;
