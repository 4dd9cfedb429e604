import type { Device } from '../../api/device-types.ts';
import { inventory } from '../../features/devices/inventory.ts';
import type { DeviceId } from '../../lib/ids.ts';
import { shownText } from '../../table/column-values.ts';
import type { Field } from '../../table/model.ts';
import { tsv } from './tsv.ts';

/** Devices per message from the worker: cloning many at once would stall the page. */
const CHUNK = 2000;

/** The devices as text for a spreadsheet or a ticket: a header line, then one line each. */
export async function devicesAsTsv(
  ids: readonly DeviceId[],
  fields: readonly Field<Device>[],
): Promise<string> {
  const lines = [fields.map((field) => field.label)];
  for (let start = 0; start < ids.length; start += CHUNK) {
    const devices = await inventory.devices(ids.slice(start, start + CHUNK));
    for (const device of devices) lines.push(fields.map((field) => shownText(field, field.value(device))));
  }
  return tsv(lines);
}
