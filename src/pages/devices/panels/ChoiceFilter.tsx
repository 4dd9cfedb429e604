import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Device } from '../../../api/device-types.ts';
import { useAccount } from '../../../auth/use-session.ts';
import { deviceQueries } from '../../../features/devices/queries.ts';
import { valueLabel } from '../../../table/describe-filter.ts';
import type { Field, ViewQuery } from '../../../table/model.ts';
import field from '../../../ui/field.module.css';
import { formatCount } from '../../../ui/format.ts';

/** Values listed at once; the search finds the others. */
const LISTED = 200;

interface Props {
  filtered: Field<Device>;
  values: readonly string[];
  query: ViewQuery;
  version: number;
  onChange: (values: string[]) => void;
}

/** Values of the field with how many devices each would leave, most first; several may be chosen. */
export function ChoiceFilter({ filtered, values, query, version, onChange }: Props) {
  const accountId = useAccount().id;
  const [search, setSearch] = useState('');
  const facet = useQuery({
    ...deviceQueries.facet(accountId, version, filtered.id, query),
    placeholderData: keepPreviousData,
  });
  if (facet.isError) return <p className={field.error}>{facet.error.message}</p>;
  if (facet.data === undefined) return <p className={field.hint}>Counting…</p>;

  const known = new Set(facet.data.map(({ value }) => value));
  // What is chosen but matches nothing now must still be there to be taken back.
  const options = [
    ...facet.data,
    ...values.filter((value) => !known.has(value)).map((value) => ({ value, count: 0 })),
  ]
    .map((option) => ({ ...option, label: valueLabel(filtered, option.value) }))
    .filter(({ label }) => label.toLowerCase().includes(search.trim().toLowerCase()));
  const toggle = (value: string) =>
    onChange(values.includes(value) ? values.filter((each) => each !== value) : [...values, value]);

  return (
    <>
      {facet.data.length > 8 && (
        <input
          className={field.input}
          aria-label={`Find in ${filtered.label}`}
          placeholder="Find a value"
          data-autofocus
          value={search}
          onChange={({ target }) => setSearch(target.value)}
        />
      )}
      <ul className={field.list} aria-label={filtered.label}>
        {options.slice(0, LISTED).map(({ value, label, count }) => (
          <li key={value}>
            <label className={field.option}>
              <input type="checkbox" checked={values.includes(value)} onChange={() => toggle(value)} />
              <span title={label}>
                <bdi>{label}</bdi>
              </span>
              <span className={field.count}>{formatCount(count)}</span>
            </label>
          </li>
        ))}
      </ul>
      {options.length === 0 && <p className={field.hint}>No value has “{search}” in it.</p>}
      {options.length > LISTED && (
        <p className={field.hint}>
          {formatCount(options.length - LISTED)} more: find them by the search above.
        </p>
      )}
    </>
  );
}
