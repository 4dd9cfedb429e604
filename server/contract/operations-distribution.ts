import {
  appDevices,
  appGroups,
  DeviceDistribution,
  deviceIds,
  DistributionOptions,
  GroupDistribution,
  groupIds,
} from './distribution.ts';
import * as examples from './examples.ts';
import type { ApiOperation } from './operations-types.ts';

const OPTIONS = {
  kind: 'json',
  name: 'DistributionOptions',
  schema: DistributionOptions,
  isOptional: true,
  example: examples.distributionOptions,
} as const;

const WITH_GROUP = {
  tag: 'Distribution',
  method: 'post',
  summary: 'Associate an app with a group',
  scope: 'MDMDeviceMgmt.CREATE',
  body: OPTIONS,
  answer: { status: 202 },
  errors: ['CMD0001'],
} as const;

const NOT_FOR_IT = '`CMD0001` where the app is not for the platform or the device is no longer managed.';
const ALL_OR_NONE =
  'All of them or, where one is unknown (`COM0008`) or cannot take the app (`CMD0001`), none.';

export const DISTRIBUTION_OPERATIONS: readonly ApiOperation[] = [
  {
    id: 'associateAppWithDevice',
    tag: 'Distribution',
    method: 'post',
    path: '/apps/{app_id}/devices/{device_id}',
    summary: 'Associate an app with a device',
    description: `An association that is there takes the new options. ${NOT_FOR_IT}`,
    scope: 'MDMDeviceMgmt.CREATE',
    body: OPTIONS,
    answer: { status: 202 },
    errors: ['CMD0001'],
  },
  {
    id: 'associateAppWithDevices',
    tag: 'Distribution',
    method: 'post',
    path: '/apps/{app_id}/devices',
    summary: 'Associate an app with devices',
    description: ALL_OR_NONE,
    scope: 'MDMDeviceMgmt.CREATE',
    body: {
      kind: 'json',
      name: 'DeviceDistribution',
      schema: DeviceDistribution,
      example: examples.deviceDistribution,
    },
    answer: { status: 200, name: 'DeviceIds', schema: deviceIds, example: examples.deviceIds },
    errors: ['CMD0001'],
  },
  {
    ...WITH_GROUP,
    id: 'associateAppWithGroup',
    path: '/apps/{app_id}/group/{group_id}',
    description:
      'With every device that is in the group and every one that comes into it. The path is the one of the reference, with `group` in the singular; the plural is taken as well. `CMD0001` where the group has devices, but none of the platform.',
  },
  {
    ...WITH_GROUP,
    id: 'associateAppWithGroupPlural',
    path: '/apps/{app_id}/groups/{group_id}',
    summary: 'Associate an app with a group, in the plural',
    description: 'The same under the plural, as in the path that takes the association away.',
    isAddition: true,
  },
  {
    id: 'associateAppWithGroups',
    tag: 'Distribution',
    method: 'post',
    path: '/apps/{app_id}/groups',
    summary: 'Associate an app with groups',
    description: ALL_OR_NONE,
    scope: 'MDMDeviceMgmt.CREATE',
    body: {
      kind: 'json',
      name: 'GroupDistribution',
      schema: GroupDistribution,
      example: examples.groupDistribution,
    },
    answer: { status: 200, name: 'GroupIds', schema: groupIds, example: examples.groupIds },
    errors: ['CMD0001'],
  },
  {
    id: 'disassociateAppFromDevice',
    tag: 'Distribution',
    method: 'delete',
    path: '/apps/{app_id}/devices/{device_id}',
    summary: 'Disassociate an app from a device',
    description: "Takes the device's own association away; one through a group stays.",
    scope: 'MDMDeviceMgmt.DELETE',
    answer: { status: 204 },
  },
  {
    id: 'disassociateAppFromGroup',
    tag: 'Distribution',
    method: 'delete',
    path: '/apps/{app_id}/groups/{group_id}',
    summary: 'Disassociate an app from a group',
    scope: 'MDMDeviceMgmt.DELETE',
    answer: { status: 204 },
  },
  {
    id: 'listAppDevices',
    tag: 'Distribution',
    method: 'get',
    path: '/apps/{app_id}/devices',
    summary: 'Get the devices of an app',
    description: 'The devices with an association of their own, not those that get the app through a group.',
    scope: 'MDMDeviceMgmt.READ',
    answer: { status: 200, name: 'AppDevices', schema: appDevices, example: examples.appDevices },
    isAddition: true,
  },
  {
    id: 'listAppGroups',
    tag: 'Distribution',
    method: 'get',
    path: '/apps/{app_id}/groups',
    summary: 'Get the groups of an app',
    scope: 'MDMDeviceMgmt.READ',
    answer: { status: 200, name: 'AppGroups', schema: appGroups, example: examples.appGroups },
    isAddition: true,
  },
];
