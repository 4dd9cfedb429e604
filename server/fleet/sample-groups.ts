import type { Group } from '../store/group-store.ts';
import type { FleetDevice } from './fleet-list.ts';
import type { City } from './places.ts';

export interface SampleGroup extends Omit<Group, 'id'> {
  has: (device: FleetDevice) => boolean;
}

/** What people at the top carry, by the maker's code. */
const EXECUTIVE_MODELS = new Set([
  'iPhone15,2',
  'iPhone16,1',
  'iPhone17,1',
  'iPad14,3',
  'SM-S931B',
  'husky',
  '21HMCTO1WW',
  '2038',
]);
const DEVICE_GROUP = 1;
const NEWER_DEVICE_GROUP = 6;
const USER_GROUP = 7;
const TAG = 11;

const group = (
  name: string,
  type: number,
  description: string,
  has: SampleGroup['has'],
  domain = '',
): SampleGroup => ({ name, type, description, domain, has });

/** The groups of a logistics company, and some that are hard to show; who is in them grows with the fleet. */
export const SAMPLE_GROUPS = {
  android: group('All Android', DEVICE_GROUP, 'Every Android device', ({ platform }) => platform === 2),
  apple: group('All iPhones and iPads', DEVICE_GROUP, 'Every Apple device', ({ platform }) => platform === 1),
  windows: group(
    'All Windows PCs',
    DEVICE_GROUP,
    'Every PC that is joined to the domain',
    ({ platform }) => platform === 3,
    'EXAMPLE',
  ),
  scanners: group(
    'Rugged scanners',
    NEWER_DEVICE_GROUP,
    'Scanners and rugged phones of the warehouses',
    ({ platform, model }) => platform === 2 && model?.kind === 'phone' && model.isRugged,
  ),
  tablets: group(
    'Shared tablets',
    NEWER_DEVICE_GROUP,
    'Tablets that are nobody’s own',
    ({ model, isAssigned }) => model?.kind === 'tablet' && !isAssigned,
  ),
  kiosk: group(
    'Kiosk displays',
    NEWER_DEVICE_GROUP,
    'Locked to one app, in view of visitors',
    ({ name, isAssigned }) => !isAssigned && /^(?:Reception|Showroom|Canteen|Meeting room) /.test(name),
  ),
  executives: group(
    'Executives',
    USER_GROUP,
    'Call before any change',
    ({ model, isAssigned, team }) =>
      isAssigned && model !== undefined && EXECUTIVE_MODELS.has(model.code) && team > 0.8,
    'EXAMPLE',
  ),
  contractors: group(
    'Contractors',
    USER_GROUP,
    'Own devices, company apps only',
    ({ isPersonal, team }) => isPersonal && team < 0.35,
    'EXAMPLE',
  ),
  ring1: group('Pilot ring 1', TAG, 'Gets every new version first', ({ ring }) => ring < 0.01),
  ring2: group('Pilot ring 2', TAG, 'A week after ring 1', ({ ring }) => ring >= 0.01 && ring < 0.06),
  spare: group('Spare pool', DEVICE_GROUP, 'On the shelf, to be handed out', () => false),
  drivers: group(
    'Delivery drivers',
    DEVICE_GROUP,
    'Phones of the drivers of all rounds. They leave the depot before six and are back by four, so nothing is ' +
      'installed between those hours; who changes a round tells dispatch first. Phones that stay in the van over ' +
      'night are charged there, and one that is lost is reported to the shift leader right away.',
    ({ platform, model, isAssigned, team }) =>
      platform === 2 && model?.kind === 'phone' && isAssigned && team < 0.15,
  ),
  field: group(
    '<b>Field & "Sales"</b>',
    USER_GROUP,
    '=HYPERLINK("http://example.com/")',
    ({ platform, model, isAssigned, team }) =>
      platform !== 3 && model?.kind === 'phone' && isAssigned && team > 0.4 && team < 0.55,
  ),
  gulf: group('موظفو القاهرة ودبي والرياض', DEVICE_GROUP, 'أجهزة المكاتب الثلاثة', ({ city }) =>
    isIn(city, 'EG', 'AE', 'SA'),
  ),
  japan: group('東京・大阪オフィス', DEVICE_GROUP, '日本の全端末', ({ city }) => isIn(city, 'JP')),
  warehouseEmea: group(
    'Warehouse',
    DEVICE_GROUP,
    'Europe, the Middle East and Africa',
    (device) => isOfWarehouse(device) && isBetween(device.city, -25, 60),
    'EMEA',
  ),
  warehouseApac: group(
    'Warehouse',
    DEVICE_GROUP,
    'Asia and the Pacific',
    (device) => isOfWarehouse(device) && isBetween(device.city, 60, 180),
    'APAC',
  ),
} satisfies Record<string, SampleGroup>;

export type GroupKey = keyof typeof SAMPLE_GROUPS;

function isIn(city: City | undefined, ...countries: string[]): boolean {
  return city !== undefined && countries.includes(city.country);
}

function isOfWarehouse({ platform, model }: FleetDevice): boolean {
  return platform === 2 && model?.isRugged === true;
}

/** Degrees of longitude: near enough for the regions of a company. */
function isBetween(city: City | undefined, west: number, east: number): boolean {
  return city !== undefined && city.longitude >= west && city.longitude < east;
}
