import { AREAS, OPERATIONS, type Role, type Scope } from '../contract/scopes.ts';

/** Every scope there is, in the order of the reference. */
export const ALL_SCOPES: readonly Scope[] = AREAS.flatMap((area) =>
  OPERATIONS.map((operation): Scope => `${area}.${operation}`),
);

/** What each role may do at most. A token never carries more, and loses what its account's role loses. */
const SCOPES_BY_ROLE: Record<Role, ReadonlySet<Scope>> = {
  admin: new Set(ALL_SCOPES),
  technician: new Set(ALL_SCOPES.filter((scope) => !scope.startsWith('MDMUser.'))),
  helpdesk: new Set<Scope>(['MDMInventory.READ']),
  manager: new Set<Scope>(['MDMInventory.READ', 'MDMDeviceMgmt.READ']),
};

export function rolesScopes(role: Role): ReadonlySet<Scope> {
  return SCOPES_BY_ROLE[role];
}
