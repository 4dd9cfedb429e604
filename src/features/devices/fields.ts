import type { Device } from '../../api/device-types.ts';
import type { Identifying } from '../../table/match.ts';
import type { Field } from '../../table/model.ts';
import { capacityLabel, ownerLabel, platformLabel } from './labels.ts';

const yesOrNo = (value: string | number | boolean) => (value === true ? 'Yes' : 'No');

const STATUS_LABELS: Readonly<Record<string, string>> = {
  lost: 'Lost mode',
  removed: 'Removed',
  managed: 'Managed',
};

/** What matters most about a device right now; undefined where the service reports neither fact. */
function statusOf(device: Device): string | undefined {
  if (device.isLostMode === true) return 'lost';
  if (device.isRemoved === true) return 'removed';
  return device.isLostMode === undefined && device.isRemoved === undefined ? undefined : 'managed';
}

/** Every fact of a device in the list; the ids are those of the address and of exports. */
export const deviceFields: readonly Field<Device>[] = [
  { id: 'name', label: 'Name', type: 'text', value: (device) => device.name },
  { id: 'user', label: 'User', type: 'text', value: (device) => device.userName },
  { id: 'email', label: 'E-mail', type: 'text', value: (device) => device.userEmail },
  {
    id: 'platform',
    label: 'Platform',
    type: 'choice',
    value: (device) => String(device.platform),
    display: (value) => platformLabel(Number(value)),
  },
  { id: 'maker', label: 'Maker', type: 'choice', value: (device) => device.maker },
  { id: 'model', label: 'Model', type: 'text', value: (device) => device.model },
  { id: 'os', label: 'OS version', type: 'version', value: (device) => device.osVersion },
  {
    id: 'capacity',
    label: 'Storage',
    type: 'number',
    value: (device) => device.capacityGb,
    display: (value) => capacityLabel(Number(value)),
    isSearchable: false,
  },
  {
    id: 'serial',
    label: 'Serial number',
    type: 'id',
    value: (device) => device.serialNumber,
    isDigits: true,
  },
  {
    id: 'imei',
    label: 'IMEI',
    type: 'id',
    value: (device) => (device.imeis.length === 0 ? undefined : device.imeis.join(', ')),
    isDigits: true,
  },
  {
    id: 'owner',
    label: 'Owned by',
    type: 'choice',
    value: (device) => (device.ownedBy === undefined ? undefined : String(device.ownedBy)),
    display: (value) => ownerLabel(Number(value)),
  },
  {
    id: 'status',
    label: 'Status',
    type: 'choice',
    value: statusOf,
    display: (value) => STATUS_LABELS[String(value)] ?? String(value),
  },
  {
    id: 'lost',
    label: 'Lost mode',
    type: 'boolean',
    value: (device) => device.isLostMode,
    display: yesOrNo,
    isSearchable: false,
  },
  {
    id: 'removed',
    label: 'Removed',
    type: 'boolean',
    value: (device) => device.isRemoved,
    display: yesOrNo,
    isSearchable: false,
  },
  { id: 'id', label: 'Device ID', type: 'id', value: (device) => device.id, isDigits: true },
  { id: 'udid', label: 'UDID', type: 'id', value: (device) => device.udid, isDigits: true },
];

/** How the table's engine knows a device. */
export const deviceEngineOptions: Identifying<Device> = {
  rowId: (device) => device.id,
  identifiers: (device) => [device.serialNumber, device.name, device.userEmail, device.id, device.udid],
  imeis: (device) => device.imeis,
};
