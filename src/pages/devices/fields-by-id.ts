import type { Device } from '../../api/device-types.ts';
import { deviceFields } from '../../features/devices/fields.ts';
import type { Field } from '../../table/model.ts';

const byId = new Map(deviceFields.map((field) => [field.id, field]));

/** The field an address, a column or a filter names; undefined for one that there is not. */
export function deviceField(id: string): Field<Device> | undefined {
  return byId.get(id);
}
