import { deviceFields } from '../../../features/devices/fields.ts';
import type { Sort } from '../../../table/model.ts';
import field from '../../../ui/field.module.css';
import { Segments } from './Segments.tsx';

interface Props {
  sort: Sort | undefined;
  onChange: (sort: Sort) => void;
}

const DIRECTIONS = [
  ['asc', 'Ascending'],
  ['desc', 'Descending'],
] as const;

/** The order, where there is no table header to press. */
export function SortPanel({ sort, onChange }: Props) {
  const current: Sort = sort ?? { field: 'name', direction: 'asc' };
  return (
    <div className={field.stack}>
      <label className={field.label}>
        Sort by
        <select
          className={field.input}
          value={current.field}
          onChange={({ target }) => onChange({ ...current, field: target.value })}
        >
          {deviceFields.map(({ id, label }) => (
            <option key={id} value={id}>
              {label}
            </option>
          ))}
        </select>
      </label>
      <Segments
        label="Direction"
        name="direction"
        options={DIRECTIONS}
        value={current.direction}
        onChange={(direction) => onChange({ ...current, direction })}
      />
    </div>
  );
}
