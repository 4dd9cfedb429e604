/**
 * Scopes and roles (reference: "List of scopes available").
 * On the wire a scope reads `MDMOnDemand.<area>.<operation>`, in any case; here it is kept without the prefix.
 */
export const AREAS = ['MDMInventory', 'MDMDeviceMgmt', 'MDMUser'] as const;
export const OPERATIONS = ['CREATE', 'READ', 'UPDATE', 'DELETE'] as const;

export type Area = (typeof AREAS)[number];
export type Operation = (typeof OPERATIONS)[number];
/** One permission, `MDMInventory.READ`. `ALL` and `fullaccess.all` exist on the wire only and are expanded on reading. */
export type Scope = `${Area}.${Operation}`;

/** A person's role. Each is a fixed set of scopes; what it may do is decided from the live role at every call. */
export const ROLES = ['admin', 'technician', 'helpdesk', 'manager'] as const;
export type Role = (typeof ROLES)[number];
