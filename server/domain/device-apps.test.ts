import { expect, it } from 'vitest';
import { distributedApp, installedApps } from './device-apps.ts';

const PICKER = {
  id: 9007199254741340n,
  name: 'Picker',
  identifier: 'com.example.picker',
  version: '4.2',
  platform: 2,
};
const options = (silentInstall: boolean, notifyByEmail: boolean) => ({ silentInstall, notifyByEmail });

it.each([
  ['its own association', { direct: options(true, false), groups: [] }, [true, false, true, []]],
  [
    'its own before those of its groups',
    { direct: options(false, false), groups: [{ ...options(true, true), groupId: 7n }] },
    [false, false, true, [7n]],
  ],
  [
    'what any of its groups has',
    {
      groups: [
        { ...options(true, false), groupId: 9007199254741003n },
        { ...options(false, true), groupId: 9007199254741002n },
      ],
    },
    [true, true, false, [9007199254741002n, 9007199254741003n]],
  ],
  ['one group', { groups: [{ ...options(false, false), groupId: 7n }] }, [false, false, false, [7n]]],
])('is distributed by %s', (_case, how, [silent, notifies, isDirect, groups]) => {
  expect(distributedApp({ app: PICKER, ...how })).toEqual({
    app_name: 'Picker',
    identifier: 'com.example.picker',
    app_version: '4.2',
    app_id: PICKER.id,
    silent_install: silent,
    notify_user_via_email: notifies,
    is_direct: isDirect,
    group_ids: groups,
  });
});

it('names installed apps by the repository where identifier and platform are there', () => {
  const repository = [
    PICKER,
    { ...PICKER, id: 2n, platform: 1, identifier: 'com.apple.maps' },
    { ...PICKER, id: 3n, identifier: '' },
  ];
  const seen = [
    { id: 53n, name: 'Maps', identifier: 'com.apple.maps', version: '9' },
    { id: 51n, name: 'Old Picker', identifier: 'com.example.picker', version: '3.9' },
    { id: 52n, name: 'Nameless', identifier: '', version: '1' },
    { id: 54n, name: 'Shouting', identifier: 'COM.EXAMPLE.PICKER', version: '1' },
  ];
  expect(installedApps(seen, { platform: 2, repository })).toEqual([
    { app_name: 'Maps', identifier: 'com.apple.maps', app_version: '9', app_id: 53n },
    { app_name: 'Old Picker', identifier: 'com.example.picker', app_version: '3.9', app_id: PICKER.id },
    { app_name: 'Nameless', identifier: '', app_version: '1', app_id: 52n },
    { app_name: 'Shouting', identifier: 'COM.EXAMPLE.PICKER', app_version: '1', app_id: 54n },
  ]);
});
