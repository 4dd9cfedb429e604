import { expect, test } from 'vitest';
import { ALL_SCOPES } from './roles.ts';
import { readWireScopes, toWireScope } from './wire-scopes.ts';

const INVENTORY = ['MDMInventory.CREATE', 'MDMInventory.READ', 'MDMInventory.UPDATE', 'MDMInventory.DELETE'];

test.each([
  ['MDMOnDemand.MDMInventory.READ', ['MDMInventory.READ']],
  ['mdmondemand.mdminventory.read', ['MDMInventory.READ']],
  ['MDMOnDemand.MDMInventory.READ,MDMOnDemand.MDMUser.READ', ['MDMInventory.READ', 'MDMUser.READ']],
  ['MDMOnDemand.MDMUser.READ MDMOnDemand.MDMInventory.READ', ['MDMInventory.READ', 'MDMUser.READ']],
  ['MDMOnDemand.MDMInventory.READ, ,MDMOnDemand.MDMInventory.READ ', ['MDMInventory.READ']],
  ['MDMOnDemand.MDMInventory.ALL', INVENTORY],
  ['MDMOnDemand.MDMInventory', INVENTORY],
  ['MDMOnDemand.fullaccess.all', [...ALL_SCOPES]],
  ['MDMOnDemand.FullAccess.ALL', [...ALL_SCOPES]],
  ['', []],
])('reads %j', (text, scopes) => {
  expect(readWireScopes(text)).toEqual({ scopes, unknown: [] });
});

test.each(['MDMInventory.READ', 'MDMOnDemand.MDMInventory.WRITE', 'openid', 'MDMOnDemand.', 'toString'])(
  'does not take %j for a scope',
  (text) => {
    expect(readWireScopes(`${text},MDMOnDemand.MDMUser.READ`)).toEqual({
      scopes: ['MDMUser.READ'],
      unknown: [text],
    });
  },
);

test('writes what it reads', () => {
  expect(readWireScopes(ALL_SCOPES.map(toWireScope).join(',')).scopes).toEqual(ALL_SCOPES);
});
