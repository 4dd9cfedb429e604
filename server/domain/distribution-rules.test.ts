import { describe, expect, it } from 'vitest';
import {
  stillDistributed,
  toDistribution,
  toOptions,
  unfitDevices,
  unfitGroups,
  unknownTargets,
} from './distribution-rules.ts';

it.each([
  [{}, { silentInstall: false, notifyByEmail: false }],
  [{ silent_install: true }, { silentInstall: true, notifyByEmail: false }],
  [
    { silent_install: false, notify_user_via_email: true },
    { silentInstall: false, notifyByEmail: true },
  ],
])('the options %j are kept as %j', (options, kept) => {
  const distribution = toDistribution(options, 1234);
  expect(distribution).toEqual({ ...kept, at: 1234 });
  expect(toOptions(distribution)).toEqual({
    silent_install: kept.silentInstall,
    notify_user_via_email: kept.notifyByEmail,
    added_time: 1234,
  });
});

describe('a refusal', () => {
  it('names what does not exist', () => {
    const failure = unknownTargets('device', [9007199254741001n]);
    expect(failure.code).toBe('COM0008');
    expect(failure.message).toContain('1 device does not exist: 9007199254741001');
    expect(unknownTargets('group', [1n, 2n]).message).toContain('2 groups do not exist: 1, 2');
  });

  it('tells for each device why the app is not for it', () => {
    const devices = [
      { id: 9007199254741001n, platform: 1, isRemoved: false },
      { id: 2n, platform: 2, isRemoved: true },
    ];
    const failure = unfitDevices({ platform: 2 }, devices, 9);
    expect(failure.code).toBe('CMD0001');
    expect(failure.message).toContain(
      'the app is for Android and not for device 9007199254741001 (is iOS), 2 (taken out of management) and 7 more',
    );
    expect(unfitDevices({ platform: 2 }, devices, 2).message).not.toContain('more');
  });

  it('tells why the app is not for groups', () => {
    const failure = unfitGroups({ platform: 3 }, [4n]);
    expect(failure.code).toBe('CMD0001');
    expect(failure.message).toContain('the app is for Windows, 1 group has no Windows device: 4');
    expect(unfitGroups({ platform: 3 }, [4n, 5n]).message).toContain('2 groups have no Windows device: 4, 5');
  });

  it.each([
    [3, 2, 'distributed to 3 devices and 2 groups'],
    [1, 1, 'distributed to 1 device and 1 group'],
    [0, 1, 'distributed to 1 group'],
    [2, 0, 'distributed to 2 devices'],
  ])('counts %i devices and %i groups that have the app', (devices, groups, words) => {
    const failure = stillDistributed({ devices, groups });
    expect([failure.code, failure.status]).toEqual(['APP0002', 412]);
    expect(failure.message).toContain(`${words};`);
  });
});
