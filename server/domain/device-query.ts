import { PLATFORM_TYPES } from '../contract/devices.ts';
import { ApiFailure } from '../contract/errors.ts';
import { readId } from './long-id.ts';
import { readPage, type Page } from './paging.ts';

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

export interface DeviceQuery {
  filters: DeviceFilters;
  /** Absent: the whole list. */
  page?: Page;
  /** As sent; see delta-token.ts. */
  deltaToken?: string;
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
  const paging = (name: string) => single(query, name, 'COM0003');
  const page = readPage(
    { limit: paging('limit'), offset: paging('offset'), skipToken: paging('skip-token') },
    pageSize,
    databaseId,
  );
  const deltaToken = single(query, 'delta-token', 'COM0021');
  return {
    filters: readFilters(query),
    ...(page !== undefined && { page }),
    ...(deltaToken !== undefined && { deltaToken }),
  };
}

function readFilters(query: Record<string, unknown>): DeviceFilters {
  const text = (name: string) => {
    const value = single(query, name, 'COM0014')?.trim();
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

function single(
  query: Record<string, unknown>,
  name: string,
  code: 'COM0003' | 'COM0014' | 'COM0021',
): string | undefined {
  const value = query[name];
  if (value === undefined || typeof value === 'string') return value;
  throw new ApiFailure(code, `${name} is given more than once`);
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
