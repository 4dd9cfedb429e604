import type { ErrorCode } from './errors.ts';
import { APP_OPERATIONS } from './operations-apps.ts';
import { DEVICE_OPERATIONS } from './operations-devices.ts';
import { DISTRIBUTION_OPERATIONS } from './operations-distribution.ts';
import { FILE_OPERATIONS } from './operations-files.ts';
import { GROUP_OPERATIONS } from './operations-groups.ts';
import type { ApiOperation } from './operations-types.ts';

/** Every operation below the base paths, in the order of the reference. */
export const API_OPERATIONS: readonly ApiOperation[] = [
  ...DEVICE_OPERATIONS,
  ...GROUP_OPERATIONS,
  ...FILE_OPERATIONS,
  ...APP_OPERATIONS,
  ...DISTRIBUTION_OPERATIONS,
];

/** What any operation may answer with. */
export const COMMON_ERRORS = [
  'COM0002',
  'COM0004',
  'COM0013',
  'COM0014',
  'SCOPE_MISMATCH',
] as const satisfies readonly ErrorCode[];

/** Every code the operation may answer with: the common ones, those that follow from its form, and its own. */
export function errorsOf({ method, path, body, query = [], errors = [] }: ApiOperation): ErrorCode[] {
  const names = new Set(query.map(({ name }) => name));
  const codes: ErrorCode[] = [...COMMON_ERRORS];
  if (names.has('limit')) codes.push('COM0003');
  if (names.has('delta-token')) codes.push('COM0021');
  if (path.includes('{')) codes.push('COM0008');
  // A body of another type is refused also where none is needed.
  if (method !== 'get') codes.push('COM0011');
  if (body?.kind === 'json') codes.push('COM0005');
  if (body !== undefined && !(body.kind === 'json' && body.isOptional)) codes.push('COM0006');
  return [...new Set([...codes, ...errors])].sort();
}

/** Names of the parameters in the path, in its order. */
export function pathParameters(path: string): string[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
}

/** What an id in a path stands for. */
export const PATH_PARAMETERS: Readonly<Record<string, string>> = {
  app_id: 'Id of an app of the repository.',
  device_id: 'Id of a device.',
  group_id: 'Id of a group.',
  member_id: 'Id of a device.',
};
