import { app, AppChange, appList, NewApp } from './apps.ts';
import * as examples from './examples.ts';
import { DELTA_PARAMETERS, PAGE_PARAMETERS } from './operations-query.ts';
import type { ApiOperation } from './operations-types.ts';

const APP = { status: 200, name: 'App', schema: app, example: examples.app } as const;

export const APP_OPERATIONS: readonly ApiOperation[] = [
  {
    id: 'listApps',
    tag: 'Apps',
    method: 'get',
    path: '/apps',
    summary: 'Get app list',
    description:
      'The apps of the repository, without identifier and facts of the store; the whole list unless a page is asked for.',
    scope: 'MDMDeviceMgmt.READ',
    query: [...PAGE_PARAMETERS, ...DELTA_PARAMETERS],
    answer: { status: 200, name: 'AppList', schema: appList, example: examples.appList },
  },
  {
    id: 'getApp',
    tag: 'Apps',
    method: 'get',
    path: '/apps/{app_id}',
    summary: 'Get app details',
    scope: 'MDMDeviceMgmt.READ',
    answer: APP,
  },
  {
    id: 'addApp',
    tag: 'Apps',
    method: 'post',
    path: '/apps',
    summary: 'Add or update an app',
    description:
      'Adds an app; where one with the same `bundle_identifier` on the same platform is there, updates it instead, and what is absent in the body stays as it is. Identifier, version, platform and icon of an enterprise app are what its package says: `APP0001` where it says something else than the body, or is no package. `FIL0001` for the id of a file that is unknown or has expired, `PAY0001` for a picture that is too large, `COM0009` where an enterprise app comes without `app_file`.',
    scope: 'MDMDeviceMgmt.CREATE',
    body: {
      kind: 'json',
      name: 'NewApp',
      schema: NewApp,
      example: examples.newApp,
      or: {
        name: 'AppChange',
        schema: AppChange,
        when: 'Where it updates, every field may be left out; what is absent stays as it is.',
        example: examples.appUpdate,
      },
    },
    answer: APP,
    errors: ['APP0001', 'COM0009', 'COM0010', 'FIL0001', 'PAY0001'],
  },
  {
    id: 'updateApp',
    tag: 'Apps',
    method: 'put',
    path: '/apps/{app_id}',
    summary: 'Update an app',
    description:
      'What is absent in the body stays as it is. A store app stays one, and an enterprise app stays one; a new package has to be of the same app and platform (`APP0001`). `COM0010` where another app has the identifier.',
    scope: 'MDMDeviceMgmt.UPDATE',
    body: { kind: 'json', name: 'AppChange', schema: AppChange, example: examples.appChange },
    answer: APP,
    errors: ['APP0001', 'COM0010', 'FIL0001', 'PAY0001'],
    isAddition: true,
  },
  {
    id: 'deleteApp',
    tag: 'Apps',
    method: 'delete',
    path: '/apps/{app_id}',
    summary: 'Delete an existing app',
    description: '`APP0002` while it is distributed to a device or a group.',
    scope: 'MDMDeviceMgmt.DELETE',
    answer: { status: 204 },
    errors: ['APP0002'],
  },
];
