import type { Device } from '../../api/device-types.ts';
import { paths } from '../../lib/paths.ts';
import type { Column } from '../../table/columns.ts';
import type { Field } from '../../table/model.ts';
import { DeviceStatus } from './DeviceStatus.tsx';
import classes from './device-columns.module.css';
import { deviceFields } from './fields.ts';
import { platformLabel } from './labels.ts';

const WIDTHS: Readonly<Record<string, number>> = {
  name: 200,
  user: 150,
  email: 220,
  platform: 104,
  maker: 110,
  model: 150,
  os: 100,
  capacity: 86,
  serial: 126,
  imei: 170,
  owner: 110,
  status: 112,
  lost: 100,
  removed: 100,
  id: 180,
  udid: 260,
};

/** Visible until the person chooses others. */
export const DEFAULT_COLUMNS: readonly string[] = [
  'name',
  'user',
  'platform',
  'model',
  'os',
  'serial',
  'capacity',
  'status',
];

/** A device's name for people: never empty. */
export function deviceName(device: Pick<Device, 'name' | 'id'>): string {
  return device.name ?? `Device ${device.id}`;
}

function DeviceLink({ device }: { device: Device }) {
  const name = deviceName(device);
  return (
    <a href={paths.device(device.id)} tabIndex={-1} className={classes.name} title={name}>
      <bdi>{name}</bdi>
    </a>
  );
}

function renderField(field: Field<Device>, device: Device) {
  const value = field.value(device);
  if (value === undefined) return <span className={classes.none}>—</span>;
  const text = field.display?.(value) ?? String(value);
  return (
    <bdi title={text.length > 12 ? text : undefined} className={field.isDigits ? classes.digits : undefined}>
      {text}
    </bdi>
  );
}

/** One column for every field; how wide and how drawn is decided here, what is in it in `deviceFields`. */
export const deviceColumns: readonly Column<Device>[] = deviceFields.map((field) => ({
  id: field.id,
  label: field.label,
  width: WIDTHS[field.id] ?? 140,
  ...(field.type === 'number' && { align: 'end' as const }),
  render: (device) => {
    if (field.id === 'name') return <DeviceLink device={device} />;
    if (field.id === 'status') return <DeviceStatus device={device} />;
    return renderField(field, device);
  },
}));

/** A device in the list of a narrow window: name and state, who has it, what it is. */
export function renderDeviceItem(device: Device) {
  const facts = [platformLabel(device.platform), device.model, device.osVersion].filter(
    (fact) => fact !== undefined,
  );
  return (
    <>
      <div className={classes.first}>
        <DeviceLink device={device} />
        <DeviceStatus device={device} isQuiet />
      </div>
      <div className={classes.second}>
        <bdi>{device.userName ?? 'No user'}</bdi>
        {device.serialNumber !== undefined && (
          <span className={classes.digits}>
            {' · '}
            <bdi>{device.serialNumber}</bdi>
          </span>
        )}
      </div>
      <div className={classes.second}>
        <bdi>{facts.join(' · ')}</bdi>
      </div>
    </>
  );
}
