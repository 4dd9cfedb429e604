import { deviceApps, deviceLocations, deviceProfiles } from './device-parts.ts';
import { deviceDetail, deviceList } from './devices.ts';
import * as examples from './examples-devices.ts';
import { DELTA_PARAMETERS, DEVICE_FILTERS, PAGE_PARAMETERS } from './operations-query.ts';
import type { ApiOperation } from './operations-types.ts';

export const DEVICE_OPERATIONS: readonly ApiOperation[] = [
  {
    id: 'listDevices',
    tag: 'Devices',
    method: 'get',
    path: '/devices',
    summary: 'Get device list',
    description:
      'The devices in management, in the order of their ids: the whole list unless a page is asked for. Filters can be combined; all given ones must hold.',
    scope: 'MDMInventory.READ',
    query: [...PAGE_PARAMETERS, ...DELTA_PARAMETERS, ...DEVICE_FILTERS],
    answer: { status: 200, name: 'DeviceList', schema: deviceList, example: examples.deviceList },
  },
  {
    id: 'getDevice',
    tag: 'Devices',
    method: 'get',
    path: '/devices/{device_id}',
    summary: 'Get device details',
    description:
      'Everything that is known of one device. Almost all facts are text: `"--"` or `""` where not known, `"true"` and `"false"` for yes and no.',
    scope: 'MDMInventory.READ',
    answer: { status: 200, name: 'DeviceDetail', schema: deviceDetail, example: examples.deviceDetail },
  },
  {
    id: 'listDeviceApps',
    tag: 'Devices',
    method: 'get',
    path: '/devices/{device_id}/apps',
    summary: 'Get device app list',
    description: 'The apps distributed to the device, and those found on it.',
    scope: 'MDMInventory.READ',
    answer: { status: 200, name: 'DeviceApps', schema: deviceApps, example: examples.deviceApps },
  },
  {
    id: 'listDeviceProfiles',
    tag: 'Devices',
    method: 'get',
    path: '/devices/{device_id}/profiles',
    summary: 'Get device profiles',
    description: 'The profiles that are installed on the device.',
    scope: 'MDMInventory.READ',
    answer: { status: 200, name: 'DeviceProfiles', schema: deviceProfiles, example: examples.deviceProfiles },
  },
  {
    id: 'listDeviceLocations',
    tag: 'Devices',
    method: 'get',
    path: '/devices/{device_id}/locations',
    summary: 'Get device location',
    description:
      'Where the device was, newest first; an empty list where it could be located and has not been. `LOC0001` where it cannot be located and no earlier place is known.',
    scope: 'MDMInventory.READ',
    answer: {
      status: 200,
      name: 'DeviceLocations',
      schema: deviceLocations,
      example: examples.deviceLocations,
    },
    errors: ['LOC0001'],
  },
];
