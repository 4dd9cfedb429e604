import { Button } from '@mantine/core';
import { useRef } from 'react';
import type { Device } from '../../../api/device-types.ts';
import type { ColumnFilter, Field, ViewQuery } from '../../../table/model.ts';
import field from '../../../ui/field.module.css';
import type { ChangeKind } from '../table-state-store.ts';
import { ChoiceFilter } from './ChoiceFilter.tsx';
import { RangeFilter } from './RangeFilter.tsx';

interface Props {
  filtered: Field<Device>;
  query: ViewQuery;
  version: number;
  onChange: (filter: ColumnFilter | undefined, kind: ChangeKind) => void;
  onClose: () => void;
}

/** The filter of one field, in the form its type takes. Applies while it is edited; Back undoes it as one step. */
export function FilterPanel({ filtered, query, version, onChange, onClose }: Props) {
  const filter = query.filters[filtered.id];
  const hasStepped = useRef(false);
  const change = (next: ColumnFilter | undefined, isTyping = false) => {
    const kind = !hasStepped.current ? 'step' : isTyping ? 'typing' : 'refine';
    hasStepped.current = true;
    onChange(next, kind);
  };
  const { type } = filtered;
  const isRange = type === 'number' || type === 'version';
  const isChoice = type === 'choice' || type === 'boolean' || type === 'version';

  return (
    <div className={field.stack}>
      <h2 className={field.section}>{filtered.label}</h2>
      {isRange && (
        <RangeFilter
          type={type}
          filter={filter?.kind === 'range' ? filter : undefined}
          onChange={(range) => change(range, true)}
        />
      )}
      {isChoice && (
        <ChoiceFilter
          filtered={filtered}
          values={filter?.kind === 'in' ? filter.values : []}
          query={query}
          version={version}
          onChange={(values) => change(values.length === 0 ? undefined : { kind: 'in', values })}
        />
      )}
      {!isRange && !isChoice && (
        <label className={field.label}>
          Contains
          <input
            className={field.input}
            data-autofocus
            autoComplete="off"
            spellCheck={false}
            defaultValue={filter?.kind === 'contains' ? filter.text : ''}
            onChange={({ target }) =>
              change(target.value.trim() === '' ? undefined : { kind: 'contains', text: target.value }, true)
            }
            onKeyDown={(event) => {
              if (event.key === 'Enter') onClose();
            }}
          />
        </label>
      )}
      <div className={field.row}>
        <Button size="xs" onClick={onClose}>
          Done
        </Button>
        <Button
          size="xs"
          variant="default"
          disabled={filter === undefined}
          onClick={() => {
            change(undefined);
            onClose();
          }}
        >
          Remove filter
        </Button>
      </div>
    </div>
  );
}
