import { fold } from '../lib/fold.ts';
import { naturalKey } from '../lib/natural.ts';
import type { Column } from './column-values.ts';
import type { ColumnFilter, FieldType } from './model.ts';

/** Per distinct value of the column whether the filter lets it through: 1 or 0. */
export function passingCodes(filter: ColumnFilter, column: Column, type: FieldType): Uint8Array {
  const passes = predicate(filter, column, type);
  const result = new Uint8Array(column.values.length);
  for (let code = 0; code < result.length; code += 1) result[code] = passes(code) ? 1 : 0;
  return result;
}

function predicate(filter: ColumnFilter, column: Column, type: FieldType): (code: number) => boolean {
  switch (filter.kind) {
    case 'contains': {
      const wanted = fold(filter.text.trim());
      const folded = column.folded();
      return (code) => folded[code]?.includes(wanted) === true;
    }
    case 'in': {
      const wanted = new Set(filter.values);
      return (code) => wanted.has(column.texts[code] ?? '');
    }
    case 'range':
      return type === 'number' ? numberRange(filter, column) : textRange(filter, column);
  }
}

type Range = Extract<ColumnFilter, { kind: 'range' }>;

function numberRange({ min, max }: Range, column: Column): (code: number) => boolean {
  const low = min === undefined ? -Infinity : Number(min);
  const high = max === undefined ? Infinity : Number(max);
  return (code) => {
    const value = column.values[code];
    if (value === undefined) return false;
    const number = Number(value);
    return number >= low && number <= high;
  };
}

/** Of versions: "17" as the upper end lets 17.4 through, as a person means it. */
function textRange({ min, max }: Range, column: Column): (code: number) => boolean {
  const low = min === undefined ? undefined : naturalKey(min.trim());
  const high = max === undefined ? undefined : naturalKey(max.trim());
  return (code) => {
    const value = column.values[code];
    if (value === undefined || value === '') return false;
    const key = naturalKey(String(value));
    if (low !== undefined && key < low) return false;
    return high === undefined || key <= high || key.startsWith(`${high}.`);
  };
}
