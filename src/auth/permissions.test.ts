import { describe, expect, test } from 'vitest';
import {
  canAddToGroups,
  canDistributeApps,
  canReadGroupsAndApps,
  canReadInventory,
  canRemoveFromGroups,
  missingScopes,
  type Permitted,
} from './permissions.ts';

const helpdesk: Permitted = { role: 'helpdesk', scopes: ['MDMInventory.READ'] };
const manager: Permitted = { role: 'manager', scopes: ['MDMInventory.READ', 'MDMDeviceMgmt.READ'] };
const technician: Permitted = {
  role: 'technician',
  scopes: ['MDMInventory.READ', 'MDMDeviceMgmt.READ', 'MDMDeviceMgmt.CREATE', 'MDMDeviceMgmt.DELETE'],
};

describe('what a role may do', () => {
  test.each([
    ['helpdesk', helpdesk, [true, false, false, false, false]],
    ['manager', manager, [true, true, false, false, false]],
    ['technician', technician, [true, true, true, true, true]],
  ] as const)('%s', (_name, me, expected) => {
    const predicates = [
      canReadInventory,
      canReadGroupsAndApps,
      canAddToGroups,
      canRemoveFromGroups,
      canDistributeApps,
    ];
    expect(predicates.map((can) => can(me).allowed)).toEqual(expected);
  });
});

test('the reason tells a role that does not include it from a sign-in that lost it', () => {
  expect(canAddToGroups(helpdesk)).toMatchObject({
    reason: 'The Helpdesk role does not include adding devices to groups.',
  });
  expect(canAddToGroups({ role: 'technician', scopes: ['MDMInventory.READ'] })).toMatchObject({
    reason: 'This sign-in was not granted adding devices to groups. Sign out and in again.',
  });
});

test('scopes lost at sign-in are named', () => {
  expect(missingScopes(helpdesk)).toEqual([]);
  expect(missingScopes(manager)).toEqual([]);
  expect(missingScopes({ role: 'manager', scopes: ['MDMInventory.READ'] })).toEqual(['MDMDeviceMgmt.READ']);
});
