import { useState } from 'react';
import type { ColumnFilter } from '../../../table/model.ts';
import field from '../../../ui/field.module.css';

type Range = Extract<ColumnFilter, { kind: 'range' }>;

interface Props {
  type: 'number' | 'version';
  filter: Range | undefined;
  onChange: (filter: Range | undefined) => void;
}

const NUMBER = /^-?\d+(?:\.\d+)?$/;

/** From and to, both inclusive, either may be left empty. */
export function RangeFilter({ type, filter, onChange }: Props) {
  const [min, setMin] = useState(filter?.min ?? '');
  const [max, setMax] = useState(filter?.max ?? '');
  const isUsable = (end: string) => end === '' || type === 'version' || NUMBER.test(end);
  const isWrong = !isUsable(min.trim()) || !isUsable(max.trim());

  const change = (ends: { min: string; max: string }) => {
    const [low, high] = [ends.min.trim(), ends.max.trim()];
    setMin(ends.min);
    setMax(ends.max);
    if (!isUsable(low) || !isUsable(high)) return;
    const range: Range = {
      kind: 'range',
      ...(low !== '' && { min: low }),
      ...(high !== '' && { max: high }),
    };
    onChange(low === '' && high === '' ? undefined : range);
  };
  const input = (label: string, value: string, set: (text: string) => void) => (
    <label className={field.label}>
      {label}
      <input
        className={field.input}
        autoComplete="off"
        inputMode="decimal"
        placeholder="any"
        value={value}
        aria-invalid={!isUsable(value.trim())}
        onChange={({ target }) => set(target.value)}
      />
    </label>
  );

  return (
    <>
      <div className={field.pair}>
        {input('From', min, (text) => change({ min: text, max }))}
        {input('To', max, (text) => change({ min, max: text }))}
      </div>
      {isWrong && (
        <p className={field.error} role="alert">
          A number is wanted, such as 64 or 12.5.
        </p>
      )}
    </>
  );
}
