import type { Me } from '../../server/contract/me.ts';
import type { Role, Scope } from '../../server/contract/scopes.ts';

/** Of GET /api/me: the role, and the scopes of the token cut down to those of the live role. */
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

/** Scopes the role should have been granted at sign-in and was not: lost ones are otherwise silent. */
export function missingScopes(me: Permitted): Scope[] {
  return EXPECTED[me.role].filter((scope) => !me.scopes.includes(scope));
}
