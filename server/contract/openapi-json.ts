const STEP = '  ';
/** A list of plain values up to this length stays on one line. */
const LINE = 72;

/**
 * JSON text of a value, indented, with every digit of a bigint (`JSON.stringify` knows none). Fields that are undefined
 * are left out.
 */
export function printJson(value: unknown, indent = ''): string {
  if (typeof value === 'bigint') return value.toString();
  // Anything but undefined and functions, which nothing that is printed holds.
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const inner = indent + STEP;
  if (Array.isArray(value)) {
    const items = value.map((each) => printJson(each, inner));
    const line = `[${items.join(', ')}]`;
    const isPlain = value.every((each) => typeof each !== 'object' || each === null);
    if (items.length === 0 || (isPlain && line.length <= LINE)) return line;
    return `[\n${items.map((item) => inner + item).join(',\n')}\n${indent}]`;
  }
  const fields = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .map(([name, field]) => `${inner}${JSON.stringify(name)}: ${printJson(field, inner)}`);
  return fields.length === 0 ? '{}' : `{\n${fields.join(',\n')}\n${indent}}`;
}
