import { describe, expect, it } from 'vitest';
import { readDeviceQuery } from './device-query.ts';

const read = (query: Record<string, unknown>) => readDeviceQuery(query, 0, 'db');

describe('readDeviceQuery', () => {
  it.each<[Record<string, unknown>, object]>([
    [{}, {}],
    [{ search: ' Pixel ' }, { search: 'Pixel' }],
    [{ search: '', email: ' ' }, {}],
    [{ platform: 'android' }, { platforms: [2] }],
    [{ platform: 'iOS' }, { platforms: [1] }],
    [{ platform: '3' }, { platforms: [3] }],
    [{ platform: 'ios, 2,7' }, { platforms: [1, 2, 7] }],
    [{ imei: '356938035643809' }, { imei: '356938035643809' }],
    [{ serial_number: 'RZ8H60ASLHR' }, { serialNumber: 'RZ8H60ASLHR' }],
    [{ email: 'a@example.com' }, { email: 'a@example.com' }],
    [{ owned_by: '2' }, { ownedBy: 2 }],
    [{ group_id: '9007199254741001' }, { groupId: 9007199254741001n }],
    [{ something_else: 'x' }, {}],
  ])('%j', (query, filters) => {
    expect(read(query)).toEqual({ filters });
  });

  it.each<[Record<string, unknown>, string]>([
    [{ platform: 'blackberry' }, 'COM0014'],
    [{ platform: 'ios,' }, 'COM0014'],
    [{ owned_by: 'corporate' }, 'COM0014'],
    [{ group_id: '12x' }, 'COM0014'],
    [{ group_id: '99999999999999999999' }, 'COM0014'],
    [{ search: ['a', 'b'] }, 'COM0014'],
    [{ limit: ['1', '2'] }, 'COM0003'],
    [{ limit: '0' }, 'COM0003'],
    [{ 'delta-token': ['a', 'b'] }, 'COM0021'],
  ])('refuses %j with %s', (query, code) => {
    expect(() => read(query)).toThrow(expect.objectContaining({ code }));
  });
});
