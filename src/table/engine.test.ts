import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEngine } from './engine.ts';
import type { ColumnFilter, Field, ViewQuery } from './model.ts';
import { EMPTY_QUERY } from './query.ts';

interface Row {
  id: string;
  name?: string;
  os?: string;
  size?: number;
  platform?: string;
  lost?: boolean;
}

const fields: Field<Row>[] = [
  { id: 'name', label: 'Name', type: 'text', value: (row) => row.name },
  { id: 'os', label: 'OS', type: 'version', value: (row) => row.os },
  { id: 'size', label: 'Size', type: 'number', value: (row) => row.size, isSearchable: false },
  {
    id: 'platform',
    label: 'Platform',
    type: 'choice',
    value: (row) => row.platform,
    display: (value) => (value === '2' ? 'Android' : `Platform ${String(value)}`),
  },
  { id: 'lost', label: 'Lost', type: 'boolean', value: (row) => row.lost },
];

const options = {
  rowId: (row: Row) => row.id,
  identifiers: (row: Row) => [row.name, row.id],
  imeis: () => [],
};

const rows: Row[] = [
  { id: 'd', name: 'Árvíz Müller', os: '17.4', platform: '7', lost: false },
  { id: 'b', name: 'Phone 9', os: '9.3', size: 128, platform: '1', lost: false },
  { id: 'e', name: 'phone 9', size: 8.5 },
  { id: 'a', name: 'Phone 10', os: '10.0.1', size: 64, platform: '2', lost: true },
  { id: 'c', os: '10.0', size: 16, platform: '2' },
];

function idsOf(query: Partial<ViewQuery>, of = rows): string {
  const engine = createEngine(fields, of, options);
  return [...engine.view({ ...EMPTY_QUERY, ...query }).indices].map((index) => of[index]?.id).join('');
}

describe('order', () => {
  it('is that of the rows where no other is asked for', () => {
    expect(idsOf({})).toBe('dbeac');
    expect(idsOf({}, rows.toReversed())).toBe('caebd');
  });

  it('by name takes numbers inside names as numbers, and puts the nameless last', () => {
    expect(
      idsOf(
        { sort: { field: 'name', direction: 'asc' } },
        rows.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
      ),
    ).toBe('dbeac');
  });

  it.each([
    ['os', 'asc', 'bcade'],
    ['os', 'desc', 'dacbe'],
    ['size', 'asc', 'ecabd'],
    ['size', 'desc', 'baced'],
    ['name', 'desc', 'abedc'],
    ['platform', 'asc', 'acbde'],
    ['lost', 'asc', 'dbaec'],
    ['lost', 'desc', 'adbec'],
  ] as const)('by %s %s is %s: empty last both ways, equals by name', (field, direction, order) => {
    expect(idsOf({ sort: { field, direction } })).toBe(order);
  });

  it('of a field that is not there is refused', () => {
    expect(() => idsOf({ sort: { field: 'x', direction: 'asc' } })).toThrow('no field "x"');
  });
});

describe('search', () => {
  it.each([
    ['phone', 'bea'],
    ['PHONE 9', 'be'],
    ['9 phone', 'be'],
    ['muller arviz', 'd'],
    ['android', 'ac'],
    ['platform 7', 'd'],
    ['64', ''],
    ['   ', 'dbeac'],
    ['phone\n9.3', 'b'],
    ['zz', ''],
  ])('%j finds %j', (search, found) => {
    expect(idsOf({ search })).toBe(found);
  });

  it('finds the same letter by letter as at once', () => {
    const word = fc.constantFrom('phone', 'phones', 'p', '9', '10', 'muller', 'android');
    fc.assert(
      fc.property(fc.array(word, { maxLength: 4 }), (words) => {
        const text = words.join(' ');
        const typed = createEngine(fields, rows, options);
        for (let end = 0; end <= text.length; end += 1)
          typed.view({ ...EMPTY_QUERY, search: text.slice(0, end) });
        const step = typed.view({ ...EMPTY_QUERY, search: text });
        const once = createEngine(fields, rows, options).view({ ...EMPTY_QUERY, search: text });
        expect([...step.indices]).toEqual([...once.indices]);
      }),
    );
  });
});

describe('filters', () => {
  it.each<[string, Record<string, ColumnFilter>, string]>([
    ['contains', { name: { kind: 'contains', text: 'MULLER' } }, 'd'],
    ['contains what is shown', { platform: { kind: 'contains', text: 'andr' } }, 'ac'],
    ['any of', { platform: { kind: 'in', values: ['2', '7'] } }, 'dac'],
    ['not reported', { platform: { kind: 'in', values: [''] } }, 'e'],
    ['boolean', { lost: { kind: 'in', values: ['false'] } }, 'db'],
    ['from', { size: { kind: 'range', min: '16' } }, 'bac'],
    ['from to', { size: { kind: 'range', min: '16', max: '64' } }, 'ac'],
    ['versions up to', { os: { kind: 'range', max: '10.0' } }, 'bac'],
    ['versions up to a whole one', { os: { kind: 'range', min: '10', max: '17' } }, 'dac'],
    ['versions', { os: { kind: 'in', values: ['9.3', '17.4'] } }, 'db'],
    ['both', { lost: { kind: 'in', values: ['false'] }, os: { kind: 'range', min: '10' } }, 'd'],
    [
      'empty ones',
      { name: { kind: 'contains', text: ' ' }, os: { kind: 'in', values: [] }, size: { kind: 'range' } },
      'dbeac',
    ],
  ])('%s', (_, filters, found) => {
    expect(idsOf({ filters })).toBe(found);
  });

  it('takes a pasted list, together with the others', () => {
    expect(idsOf({ list: ['PHONE 9', 'a', 'nobody'] })).toBe('bea');
    expect(idsOf({ list: ['PHONE 9', 'a'], search: '10' })).toBe('a');
    expect(idsOf({ list: [] })).toBe('');
  });
});

describe('facets', () => {
  const engine = createEngine(fields, rows, options);
  it('count values under all other filters, most first', () => {
    const filters: Record<string, ColumnFilter> = { platform: { kind: 'in', values: ['7'] } };
    expect(engine.facet('platform', { ...EMPTY_QUERY, filters })).toEqual([
      { value: '2', count: 2 },
      { value: '', count: 1 },
      { value: '1', count: 1 },
      { value: '7', count: 1 },
    ]);
    expect(engine.facet('platform', { search: 'phone', filters })).toEqual([
      { value: '', count: 1 },
      { value: '1', count: 1 },
      { value: '2', count: 1 },
    ]);
  });
});

it('counts and sorts values that hardly repeat as others', () => {
  const many = Array.from({ length: 10_000 }, (_, index): Row => ({
    id: String(index),
    name: `n${index % 9000}`,
  }));
  const engine = createEngine(fields, many, options);
  expect(engine.facet('name', EMPTY_QUERY)[0]).toEqual({ value: 'n0', count: 2 });
  const { indices } = engine.view({
    ...EMPTY_QUERY,
    filters: { name: { kind: 'in', values: ['n7', 'n8'] } },
    sort: { field: 'name', direction: 'asc' },
  });
  expect([...indices]).toEqual([7, 9007, 8, 9008]);
});

describe('views', () => {
  it('of equal queries are one, and a key names its view in another engine too', () => {
    const engine = createEngine(fields, rows, options);
    const one = engine.view({ search: ' phone  9', filters: { os: { kind: 'contains', text: '' } } });
    expect(engine.view({ search: 'phone 9', filters: {} })).toBe(one);
    const other = createEngine(fields, rows.slice(0, 2), options);
    expect([...other.viewOf(one.key).indices]).toEqual([1]);
  });

  it('agree with a plain filter and sort on any rows', () => {
    const row = fc.record<Row, 'id'>(
      {
        id: fc.uuid(),
        name: fc.string({ unit: fc.constantFrom('a', 'B', 'é', '1', '02', ' ') }),
        size: fc.double({ noNaN: true, min: -1e9, max: 1e9 }),
      },
      { requiredKeys: ['id'] },
    );
    fc.assert(
      fc.property(fc.array(row, { maxLength: 30 }), fc.constantFrom('asc', 'desc'), (list, direction) => {
        const engine = createEngine(fields, list, options);
        const filters: Record<string, ColumnFilter> = { size: { kind: 'range', max: '5' } };
        const { indices } = engine.view({ search: '', filters, sort: { field: 'size', direction } });
        const expected = list
          .map((_, index) => index)
          .filter((index) => (list[index]?.size ?? Infinity) <= 5)
          .sort(
            (a, b) => ((list[a]?.size ?? 0) - (list[b]?.size ?? 0)) * (direction === 'asc' ? 1 : -1) || a - b,
          );
        expect([...indices]).toEqual(expected);
      }),
    );
  });
});
