import { expect, it } from 'vitest';
import { describeFilter, valueLabel } from './describe-filter.ts';
import type { ColumnFilter, Field } from './model.ts';

const platform: Field<unknown> = {
  id: 'platform',
  label: 'Platform',
  type: 'choice',
  value: () => undefined,
  display: (value) => (value === '1' ? 'iOS' : String(value)),
};
const lost: Field<unknown> = { id: 'lost', label: 'Lost mode', type: 'boolean', value: () => undefined };

it.each<[ColumnFilter, string]>([
  [{ kind: 'contains', text: 'lab' }, 'Platform contains “lab”'],
  [{ kind: 'in', values: ['1'] }, 'Platform: iOS'],
  [{ kind: 'in', values: ['1', ''] }, 'Platform: iOS or Not reported'],
  [{ kind: 'in', values: ['1', '2', '3', '4'] }, 'Platform: iOS, 2 or 2 more'],
  [{ kind: 'in', values: [] }, 'Platform: none'],
  [{ kind: 'range', min: '64' }, 'Platform: 64 or higher'],
  [{ kind: 'range', max: '64' }, 'Platform: 64 or lower'],
  [{ kind: 'range', min: '64', max: '128' }, 'Platform: 64 to 128'],
])('%o', (filter, words) => {
  expect(describeFilter(platform, filter)).toBe(words);
});

it('gives numbers their unit', () => {
  const storage: Field<unknown> = {
    ...lost,
    label: 'Storage',
    type: 'number',
    display: (value) => `${String(value)} GB`,
  };
  expect(describeFilter(storage, { kind: 'range', min: '64', max: '128' })).toBe('Storage: 64 GB to 128 GB');
});

it('says yes and no for booleans', () => {
  expect(['true', 'false', ''].map((value) => valueLabel(lost, value))).toEqual([
    'Yes',
    'No',
    'Not reported',
  ]);
});
