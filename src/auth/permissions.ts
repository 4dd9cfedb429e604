import type { Me } from '../../server/contract/me.ts';
import type { Role, Scope } from '../../server/contract/scopes.ts';

/** Whether something may be done; where not, a sentence for the person that says why. */
export type Permission = { allowed: true } | { allowed: false; reason: string };

/** What a predicate looks at: GET /api/me, the scopes of the token cut down to those of the live role. */
export type Permitted = Pick<Me, 'role' | 'scopes'>;

const ROLE_NAMES = {
  admin: 'Administrator',
  technician: 'Technician',
  helpdesk: 'Helpdesk',
  manager: 'Manager',
} as const satisfies Record<Role, string>;

/** The role as people read it. */
export function roleName(role: Role): string {
  return ROLE_NAMES[role];
}

const INVENTORY: readonly Scope[] = [
  'MDMInventory.CREATE',
  'MDMInventory.READ',
  'MDMInventory.UPDATE',
  'MDMInventory.DELETE',
];
const DEVICE_MANAGEMENT: readonly Scope[] = [
  'MDMDeviceMgmt.CREATE',
  'MDMDeviceMgmt.READ',
  'MDMDeviceMgmt.UPDATE',
  'MDMDeviceMgmt.DELETE',
];
/** What the page asks for and the role should therefore be granted; the server's own table decides. */
const EXPECTED = {
  admin: [...INVENTORY, ...DEVICE_MANAGEMENT],
  technician: [...INVENTORY, ...DEVICE_MANAGEMENT],
  helpdesk: ['MDMInventory.READ'],
  manager: ['MDMInventory.READ', 'MDMDeviceMgmt.READ'],
} as const satisfies Record<Role, readonly Scope[]>;

function needs(me: Permitted, scope: Scope, what: string): Permission {
  if (me.scopes.includes(scope)) return { allowed: true };
  const expected: readonly Scope[] = EXPECTED[me.role];
  if (expected.includes(scope)) {
    return { allowed: false, reason: `This sign-in was not granted ${what}. Sign out and in again.` };
  }
  return { allowed: false, reason: `The ${ROLE_NAMES[me.role]} role does not include ${what}.` };
}

export const canReadInventory = (me: Permitted) => needs(me, 'MDMInventory.READ', 'reading the inventory');
export const canReadGroupsAndApps = (me: Permitted) =>
  needs(me, 'MDMDeviceMgmt.READ', 'looking at groups and apps');
export const canAddToGroups = (me: Permitted) =>
  needs(me, 'MDMDeviceMgmt.CREATE', 'adding devices to groups');
export const canRemoveFromGroups = (me: Permitted) =>
  needs(me, 'MDMDeviceMgmt.DELETE', 'removing devices from groups');
export const canDistributeApps = (me: Permitted) => needs(me, 'MDMDeviceMgmt.CREATE', 'distributing apps');

/** Scopes the role should have been granted at sign-in and was not: lost ones are otherwise silent. */
export function missingScopes(me: Permitted): Scope[] {
  return EXPECTED[me.role].filter((scope) => !me.scopes.includes(scope));
}
