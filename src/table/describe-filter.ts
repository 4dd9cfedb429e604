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
      if (filter.min === undefined) return `${field.label}: ${filter.max ?? ''} or lower`;
      if (filter.max === undefined) return `${field.label}: ${filter.min} or higher`;
      return `${field.label}: ${filter.min} to ${filter.max}`;
    case 'in': {
      const labels = filter.values.map((value) => valueLabel(field, value));
      if (labels.length === 0) return `${field.label}: none`;
      if (labels.length <= NAMED_VALUES) return `${field.label}: ${labels.join(' or ')}`;
      return `${field.label}: ${labels.slice(0, NAMED_VALUES).join(', ')} or ${labels.length - NAMED_VALUES} more`;
    }
  }
}
