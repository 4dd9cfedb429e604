import fc, { type Arbitrary } from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ColumnFilter, FieldType, TableState } from './model.ts';
import { normaliseQuery } from './query.ts';
import { MAX_LIST_URL_BYTES, parseTableState, serialiseTableState } from './url-state.ts';

const field = (id: string, type: FieldType) => ({ id, label: id.toUpperCase(), type });
const fields = [
  field('name', 'text'),
  field('serial', 'id'),
  field('platform', 'choice'),
  field('os', 'version'),
  field('capacity', 'number'),
  field('lost', 'boolean'),
];
const parse = (text: string) => parseTableState(new URLSearchParams(text), fields);

describe('an address', () => {
  it('reads as a person would write it', () => {
    const text =
      'q=anna+m&name=kim&platform=2,1&os=15..17&capacity=..64&sort=-name&cols=name:240,os&density=compact&list=A,B';
    const { state, problems } = parse(text);
    expect(problems).toEqual([]);
    expect(state).toEqual({
      query: {
        search: 'anna m',
        filters: {
          name: { kind: 'contains', text: 'kim' },
          platform: { kind: 'in', values: ['1', '2'] },
          os: { kind: 'range', min: '15', max: '17' },
          capacity: { kind: 'range', max: '64' },
        },
        sort: { field: 'name', direction: 'desc' },
        list: ['A', 'B'],
      },
      columns: [{ id: 'name', width: 240 }, { id: 'os' }],
      density: 'compact',
    });
    expect(serialiseTableState(state, fields)).toBe(text.replace('2,1', '1,2'));
  });

  it('of the default state is empty', () => {
    expect(serialiseTableState(parse('').state, fields)).toBe('');
  });

  it.each([
    ['nope=1', 'There is no column “nope” to filter by.'],
    ['sort=nope', 'There is no column “nope” to sort by.'],
    ['cols=name,nope', 'There is no column “nope” to show, or it is there twice.'],
    ['cols=name,name', 'There is no column “name” to show, or it is there twice.'],
    ['cols=name:9', 'The width of “NAME” cannot be used: “name:9”.'],
    ['cols=name:x', 'The width of “NAME” cannot be used: “name:x”.'],
    ['density=huge', 'There is no density “huge”.'],
    ['capacity=big', 'The filter of “CAPACITY” cannot be read: “big”.'],
    ['capacity=1..2..3', 'The filter of “CAPACITY” cannot be read: “1..2..3”.'],
    ['platform=1,,2', 'The filter of “PLATFORM” cannot be read: “1,,2”.'],
    ['list=A,,B', '1 of the listed identifiers cannot be read.'],
  ])('%s is used as far as it goes, and says why', (text, problem) => {
    expect(parse(`${text}&q=rest`)).toMatchObject({
      state: { query: { search: 'rest' } },
      problems: [problem],
    });
  });

  it('takes no list longer than servers take addresses', () => {
    const list = Array.from({ length: 6000 }, (_, index) => `RZ8H60ASL${index}`);
    const state: TableState = { query: { search: '', filters: {}, list }, density: 'normal' };
    expect(() => serialiseTableState(state, fields)).toThrow(RangeError);
    const { state: read, problems } = parse(`list=${list.join(',')}`);
    expect(read.query.list).toBeUndefined();
    expect(problems).toHaveLength(1);
    const short = { ...state, query: { ...state.query, list: list.slice(0, 4000) } };
    expect(serialiseTableState(short, fields).length).toBeLessThan(MAX_LIST_URL_BYTES + 10);
  });
});

const hostile = fc.oneof(
  fc.string(),
  fc.string({
    unit: fc.constantFrom('.', '..', '~', '=', '*', ',', '%', '%2C', '~none', '-', '&', '+', ' ', 'é', '2'),
  }),
);
const solid = hostile.filter((text) => text.trim() === text && text !== '' && text.isWellFormed());
const filterOf = (type: FieldType): Arbitrary<ColumnFilter> => {
  const end = type === 'number' ? fc.integer().map(String) : solid;
  return fc.oneof(
    solid.map((text): ColumnFilter => ({ kind: 'contains', text })),
    fc
      .array(fc.oneof(solid, fc.constant('')), { minLength: 1, maxLength: 4 })
      .map((values): ColumnFilter => ({ kind: 'in', values })),
    fc.record<{ kind: 'range'; min: string; max: string }, 'kind'>(
      { kind: fc.constant('range'), min: end, max: end },
      { requiredKeys: ['kind'] },
    ),
  );
};
const someField = fc.constantFrom(...fields.map(({ id }) => id));
const filters = fc
  .tuple(...fields.map(({ id, type }) => fc.option(filterOf(type).map((filter) => [id, filter] as const))))
  .map((entries): Record<string, ColumnFilter> =>
    Object.fromEntries(entries.filter((entry) => entry !== null)),
  );
const state: Arbitrary<TableState> = fc.record<TableState, 'query' | 'density'>(
  {
    query: fc
      .record(
        {
          search: solid,
          filters,
          sort: fc.record({ field: someField, direction: fc.constantFrom('asc', 'desc') }),
          list: fc.array(solid, { minLength: 1, maxLength: 5 }),
        },
        { requiredKeys: ['search', 'filters'] },
      )
      .map(normaliseQuery),
    columns: fc.uniqueArray(
      fc.record({ id: someField, width: fc.integer({ min: 40, max: 2000 }) }, { requiredKeys: ['id'] }),
      { minLength: 1, selector: ({ id }) => id },
    ),
    density: fc.constantFrom('compact', 'normal', 'relaxed'),
  },
  { requiredKeys: ['query', 'density'] },
);

it('carries any state there and back', () => {
  fc.assert(
    fc.property(state, (given) => {
      const read = parse(serialiseTableState(given, fields));
      expect(read).toEqual({ state: given, problems: [] });
    }),
    { numRuns: 2000 },
  );
});

it('never fails on any address', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.tuple(fc.oneof(someField, fc.constantFrom('q', 'sort', 'cols', 'list', 'density')), hostile),
      ),
      (entries) => {
        const { state: read } = parseTableState(new URLSearchParams(entries), fields);
        expect(parse(serialiseTableState(read, fields)).state).toEqual(read);
      },
    ),
    { numRuns: 1000 },
  );
});
