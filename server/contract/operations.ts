import type { TSchema } from 'typebox';
import type { DeviceListQuery } from './devices.ts';
import { deviceDetail, deviceList } from './devices.ts';
import type { ErrorCode } from './errors.ts';
import type { Scope } from './scopes.ts';
import type { Wire } from './wire.ts';

/** One operation of the documented API. The OpenAPI document is made from these; the routes are tested to be the same. */
export interface ApiOperation {
  id: string;
  method: 'get' | 'post' | 'put' | 'delete';
  /** Below the base path, `{name}` for a parameter. All parameters in paths are 64-bit ids. */
  path: string;
  summary: string;
  description?: string;
  scope: Scope;
  query?: readonly ApiParameter[];
  /** The body of the 200 answer. */
  answer: (wire: Wire) => TSchema;
  /** Beside those that every operation may answer with. */
  errors: readonly ErrorCode[];
}

export interface ApiParameter {
  name: string;
  description: string;
  schema: object;
}

/** What any operation may answer with. */
export const COMMON_ERRORS = [
  'COM0002',
  'COM0004',
  'COM0013',
  'COM0014',
  'SCOPE_MISMATCH',
] as const satisfies readonly ErrorCode[];

const LIST_PARAMETERS: Record<keyof typeof DeviceListQuery.properties, [string, object?]> = {
  limit: ['Devices a page; unpaged where absent.', { type: 'integer', minimum: 1, maximum: 1000 }],
  offset: ['Zero-based place of the first device.', { type: 'integer', minimum: 0 }],
  'skip-token': ['Where a page begins, from `paging` of an earlier answer; opaque.'],
  'delta-token': ['From an earlier answer: only what changed since, and `removed_ids`; opaque.'],
  search: ['In name, model, serial number, IMEI, phone number, user, e-mail or id, in any case.'],
  group_id: ['Only members of this group.', { type: 'integer', format: 'int64' }],
  platform: ['Names (ios, android, windows) or numbers of platforms, comma-separated.'],
  imei: ['The IMEI of any SIM slot.'],
  serial_number: ['The serial number.'],
  email: ["The user's e-mail address."],
  owned_by: ['1 corporate, 2 personal.', { type: 'integer' }],
};

export const API_OPERATIONS: readonly ApiOperation[] = [
  {
    id: 'listDevices',
    method: 'get',
    path: '/devices',
    summary: 'Get device list',
    description:
      'The whole list unless a page is asked for. Send the ETag back as If-None-Match: 304 where nothing changed.',
    scope: 'MDMInventory.READ',
    query: Object.entries(LIST_PARAMETERS).map(([name, [description, schema]]) => ({
      name,
      description,
      schema: schema ?? { type: 'string' },
    })),
    answer: deviceList,
    errors: ['COM0003', 'COM0021'],
  },
  {
    id: 'getDevice',
    method: 'get',
    path: '/devices/{device_id}',
    summary: 'Get device details',
    scope: 'MDMInventory.READ',
    answer: deviceDetail,
    errors: ['COM0008'],
  },
];
