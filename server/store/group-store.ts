import type { Page } from '../domain/paging.ts';
import type { ListChanges } from './list-changes.ts';

export interface Group {
  id: bigint;
  name: string;
  description: string;
  /** 1 device group; an open integer, see contract/groups.ts. */
  type: number;
  /** "" where none. */
  domain: string;
}

/** Groups of devices and who is in them. Device ids above 2^53 and lists of tens of thousands are the normal case. */
export interface GroupStore extends ListChanges<Group> {
  /** `membersRevision` grows with every change of the members, those by removed devices included. */
  get(id: bigint): Promise<(Group & { membersRevision: bigint }) | undefined>;
  /** With an id never used before. Fails with `AlreadyExists` where the domain has a group of that name, in any case. */
  add(group: Omit<Group, 'id'>): Promise<Group>;
  /** With its memberships and its associations with apps; never its devices. False where there is no such group. */
  remove(id: bigint): Promise<boolean>;
  /** Ascending; undefined where there is no such group. `total` counts all of them, whatever the page. */
  members(id: bigint, page?: Page): Promise<MemberPage | undefined>;
  /** Adds all of them or none, as one transaction; those that are in stay. */
  addMembers(id: bigint, deviceIds: readonly bigint[]): Promise<MembersAdded>;
  removeMember(id: bigint, deviceId: bigint): Promise<boolean>;
  /** Ids of the groups a device is in, ascending. */
  ofDevice(deviceId: bigint): Promise<bigint[]>;
}

export interface MemberPage {
  ids: bigint[];
  total: number;
  membersRevision: bigint;
}

export type MembersAdded =
  | { outcome: 'done' }
  | { outcome: 'no-group' }
  /** Devices that do not exist, in the order given. */
  | { outcome: 'unknown-devices'; ids: bigint[] };
