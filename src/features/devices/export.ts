import type { Device } from '../../api/device-types.ts';
import { BYTE_ORDER_MARK, csvLine, neutraliseFormula, protectDigits } from '../../lib/csv.ts';
import { writeSheet, type SheetCell } from '../../lib/xlsx.ts';
import { shownText } from '../../table/column-values.ts';
import type { Field } from '../../table/model.ts';

/** Rows joined to one text before they become part of the file: many small parts are slow, one large one is two copies. */
const ROWS_PER_PART = 5000;

/** Whether a value is text that only looks like a number: ids, serial numbers, IMEIs, and versions such as "10.0". */
function keepsDigits(field: Field<Device>): boolean {
  return field.isDigits === true || field.type === 'id' || field.type === 'version';
}

function csvText(field: Field<Device>, device: Device): string {
  const value = field.value(device);
  if (value === undefined) return '';
  // Numbers stay numbers: a unit beside them would make them text.
  if (typeof value === 'number') return String(value);
  const text = shownText(field, value);
  return keepsDigits(field) ? protectDigits(text) : neutraliseFormula(text);
}

/**
 * CSV with a byte order mark and CRLF (RFC 4180). Ids, IMEIs, serial numbers and versions made of digits are led by a
 * tab, text that a spreadsheet would run as a formula by an apostrophe.
 */
export function toCsv(devices: Iterable<Device>, fields: readonly Field<Device>[]): Blob {
  const parts: string[] = [BYTE_ORDER_MARK + csvLine(fields.map((field) => field.label))];
  let part = '';
  let count = 0;
  for (const device of devices) {
    part += csvLine(fields.map((field) => csvText(field, device)));
    count += 1;
    if (count % ROWS_PER_PART === 0) {
      parts.push(part);
      part = '';
    }
  }
  parts.push(part);
  return new Blob(parts, { type: 'text/csv;charset=utf-8' });
}

/** XLSX with one sheet. Cells are text except real numbers: nothing in them is run or rounded, so nothing is added either. */
export function toXlsx(devices: Iterable<Device>, fields: readonly Field<Device>[]): Promise<Blob> {
  return writeSheet({
    name: 'Devices',
    header: fields.map((field) => field.label),
    widths: fields.map((field) => (field.type === 'boolean' ? 12 : field.type === 'number' ? 10 : 24)),
    rows: cellsOf(devices, fields),
  });
}

function* cellsOf(devices: Iterable<Device>, fields: readonly Field<Device>[]): Generator<SheetCell[]> {
  for (const device of devices) {
    yield fields.map((field) => {
      const value = field.value(device);
      return typeof value === 'number' ? value : shownText(field, value);
    });
  }
}
