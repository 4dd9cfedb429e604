import { describe, expect, it } from 'vitest';
import { groupFacts } from './reported-groups.ts';

const reported = [
  { path: 'security.device_rooted', value: 'false' },
  { path: 'device_name', value: 'lab' },
  { path: 'os.os_version' },
  { path: 'sims.0.imei', value: '356938035643809' },
  { path: 'security.external_storage_encryption' },
];

describe('groupFacts', () => {
  it('groups by prefix with the top of the answer first', () => {
    const { groups, count } = groupFacts(reported, '', false);
    expect(groups.map(({ title, facts }) => [title, facts.map(({ label }) => label)])).toEqual([
      ['General', ['Device name']],
      ['Security', ['Device rooted', 'External storage encryption']],
      ['OS', ['OS version']],
      ['Sims', ['1 IMEI']],
    ]);
    expect(count).toBe(5);
  });

  it.each([
    ['rooted', ['security.device_rooted']],
    ['3569', ['sims.0.imei']],
    ['security encryption', ['security.external_storage_encryption']],
    ['not reported', ['os.os_version', 'security.external_storage_encryption']],
    ['nowhere', []],
  ])('finds “%s”', (search, paths) => {
    const { groups } = groupFacts(reported, search, false);
    expect(groups.flatMap(({ facts }) => facts.map(({ path }) => path)).sort()).toEqual(paths.sort());
  });

  it('hides what was not reported', () => {
    expect(groupFacts(reported, '', true).count).toBe(3);
  });
});

it.each([
  ['os.added_time', '1534406564170', 1534406564170],
  ['warranty_expiration_date', '1534406564170', 1534406564170],
  ['imei_time', '356938035643809', undefined],
  ['imei', '1534406564170', undefined],
  ['added_time', '-1', undefined],
])('%s = %s is the time %s', (path, value, time) => {
  expect(groupFacts([{ path, value }], '', false).groups[0]?.facts[0]?.time).toBe(time);
});
