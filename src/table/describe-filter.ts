import { NOT_REPORTED, type ColumnFilter, type Field } from './model.ts';

/** How many values are named before "and 3 more". */
const NAMED_VALUES = 2;

/** A value of a filter or facet as a person reads it. */
export function valueLabel<Row>(field: Field<Row>, value: string): string {
  if (value === NOT_REPORTED) return 'Not reported';
  if (field.type === 'boolean') return field.display?.(value === 'true') ?? (value === 'true' ? 'Yes' : 'No');
  return field.display?.(value) ?? value;
}

/** A filter as its chip says it: "Platform: iOS or Android", "Storage: 64 to 128", "Name contains “lab”". */
export function describeFilter<Row>(field: Field<Row>, filter: ColumnFilter): string {
  switch (filter.kind) {
    case 'contains':
      return `${field.label} contains “${filter.text}”`;
    case 'range':
      return `${field.label}: ${describeRange(filter.min, filter.max, (end) => endLabel(field, end))}`;
    case 'in': {
      const labels = filter.values.map((value) => valueLabel(field, value));
      if (labels.length === 0) return `${field.label}: none`;
      if (labels.length <= NAMED_VALUES) return `${field.label}: ${labels.join(' or ')}`;
      return `${field.label}: ${labels.slice(0, NAMED_VALUES).join(', ')} or ${labels.length - NAMED_VALUES} more`;
    }
  }
}

function describeRange(
  min: string | undefined,
  max: string | undefined,
  label: (end: string) => string,
): string {
  if (min === undefined) return max === undefined ? 'any' : `${label(max)} or lower`;
  return max === undefined ? `${label(min)} or higher` : `${label(min)} to ${label(max)}`;
}

function endLabel<Row>(field: Field<Row>, end: string): string {
  return field.type === 'number' ? (field.display?.(Number(end)) ?? end) : end;
}
