import type { ApiParameter } from './operations-types.ts';

const TEXT = { type: 'string' };
const LONG = { type: 'integer', format: 'int64' };

/** Of every list that can be paged. */
export const PAGE_PARAMETERS: readonly ApiParameter[] = [
  {
    name: 'limit',
    description: 'Entries a page; unpaged where absent.',
    schema: { type: 'integer', minimum: 1, maximum: 1000 },
  },
  {
    name: 'offset',
    description: 'Zero-based place of the first entry.',
    schema: { type: 'integer', minimum: 0 },
  },
  {
    name: 'skip-token',
    description: 'Where a page begins, from `paging` of an earlier answer; opaque.',
    schema: TEXT,
  },
];

/** Of every list that tells what changed. */
export const DELTA_PARAMETERS: readonly ApiParameter[] = [
  {
    name: 'delta-token',
    description: 'From an earlier answer: only what changed since, and `removed_ids`; opaque.',
    schema: TEXT,
  },
];

/** Of GET /devices; all given ones must hold. */
export const DEVICE_FILTERS: readonly ApiParameter[] = [
  {
    name: 'search',
    description: 'In name, model, serial number, IMEI, phone number, user, e-mail or id, in any case.',
    schema: TEXT,
  },
  { name: 'group_id', description: 'Only members of this group.', schema: LONG },
  {
    name: 'platform',
    description: 'Names (ios, android, windows) or numbers of platforms, comma-separated.',
    schema: TEXT,
  },
  { name: 'imei', description: 'The IMEI of any SIM slot.', schema: TEXT },
  { name: 'serial_number', description: 'The serial number.', schema: TEXT },
  { name: 'email', description: "The user's e-mail address.", schema: TEXT },
  { name: 'owned_by', description: '1 corporate, 2 personal.', schema: { type: 'integer' } },
];
