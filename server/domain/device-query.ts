import { PLATFORM_TYPES } from '../contract/devices.ts';
import { ApiFailure } from '../contract/errors.ts';
import { readListQuery, readSingle, type ListQuery } from './list-query.ts';
import { readId } from './long-id.ts';

/** The filters of GET /devices, read. The same shape as the store's, which adds what was asked since. */
export interface DeviceFilters {
  search?: string;
  platforms?: number[];
  imei?: string;
  serialNumber?: string;
  email?: string;
  ownedBy?: number;
  groupId?: bigint;
}

export interface DeviceQuery extends ListQuery {
  filters: DeviceFilters;
}

const PLATFORM_BY_NAME = new Map(Object.entries(PLATFORM_TYPES).map(([id, name]) => [name, Number(id)]));

/**
 * Reads the query of GET /devices. Parameters of other meaning are left alone, as the service does.
 * Fails with COM0003 for the paging ones and with COM0014 for the filters.
 */
export function readDeviceQuery(
  query: Record<string, unknown>,
  pageSize: number,
  databaseId: string,
): DeviceQuery {
  return { filters: readFilters(query), ...readListQuery(query, pageSize, databaseId) };
}

function readFilters(query: Record<string, unknown>): DeviceFilters {
  const text = (name: string) => {
    const value = readSingle(query, name, 'COM0014')?.trim();
    return value === '' ? undefined : value;
  };
  const search = text('search');
  const platforms = text('platform')
    ?.split(',')
    .map((each) => readPlatform(each.trim()));
  const imei = text('imei');
  const serialNumber = text('serial_number');
  const email = text('email');
  const ownedBy = text('owned_by');
  const groupId = text('group_id');
  return {
    ...(search !== undefined && { search }),
    ...(platforms !== undefined && { platforms }),
    ...(imei !== undefined && { imei }),
    ...(serialNumber !== undefined && { serialNumber }),
    ...(email !== undefined && { email }),
    ...(ownedBy !== undefined && { ownedBy: readOwner(ownedBy) }),
    ...(groupId !== undefined && { groupId: readGroup(groupId) }),
  };
}

function readPlatform(text: string): number {
  const known = PLATFORM_BY_NAME.get(text.toLowerCase());
  if (known !== undefined) return known;
  // Open: a platform that has no name here still has a number.
  if (/^\d{1,9}$/.test(text)) return Number(text);
  const names = [...PLATFORM_BY_NAME.keys()].join(', ');
  throw new ApiFailure('COM0014', `platform takes ${names} or their numbers, separated by commas`);
}

function readOwner(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new ApiFailure('COM0014', 'owned_by takes a number: 1 corporate, 2 personal');
}

function readGroup(text: string): bigint {
  const id = readId(text);
  if (id === undefined) throw new ApiFailure('COM0014', 'group_id has to be the id of a group');
  return id;
}
