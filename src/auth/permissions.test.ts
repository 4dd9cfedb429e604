import { expect, test } from 'vitest';
import { missingScopes, type Permitted } from './permissions.ts';

const helpdesk: Permitted = { role: 'helpdesk', scopes: ['MDMInventory.READ'] };
const manager: Permitted = { role: 'manager', scopes: ['MDMInventory.READ', 'MDMDeviceMgmt.READ'] };

test('scopes lost at sign-in are named', () => {
  expect(missingScopes(helpdesk)).toEqual([]);
  expect(missingScopes(manager)).toEqual([]);
  expect(missingScopes({ role: 'manager', scopes: ['MDMInventory.READ'] })).toEqual(['MDMDeviceMgmt.READ']);
});
