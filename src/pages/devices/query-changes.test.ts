import { describe, expect, it } from 'vitest';
import type { TableState } from '../../table/model.ts';
import { isLimited, nextSort, withFilter, withoutLimits, withSort } from './query-changes.ts';

const state: TableState = {
  query: {
    search: 'lab',
    filters: { os: { kind: 'in', values: ['17'] } },
    sort: { field: 'name', direction: 'desc' },
    list: ['A1'],
  },
  columns: [{ id: 'name' }],
  density: 'compact',
};

describe('changes of the query', () => {
  it('sets and removes one filter and leaves the others', () => {
    const more = withFilter(state, 'model', { kind: 'contains', text: 'x' });
    expect(Object.keys(more.query.filters)).toEqual(['os', 'model']);
    expect(Object.keys(withFilter(more, 'os', undefined).query.filters)).toEqual(['model']);
  });

  it('removes every limit and keeps order, columns and density', () => {
    expect(withoutLimits(state)).toEqual({
      ...state,
      query: { search: '', filters: {}, sort: { field: 'name', direction: 'desc' } },
    });
  });

  it('goes from ascending to descending to the default order', () => {
    const first = nextSort(undefined, 'os');
    const second = nextSort(first, 'os');
    expect([first, second, nextSort(second, 'os')]).toEqual([
      { field: 'os', direction: 'asc' },
      { field: 'os', direction: 'desc' },
      undefined,
    ]);
    expect(nextSort(second, 'name')).toEqual({ field: 'name', direction: 'asc' });
    expect('sort' in withSort(state, undefined).query).toBe(false);
  });

  it.each([
    [{ search: '', filters: {} }, false],
    [{ search: 'a', filters: {} }, true],
    [{ search: '', filters: {}, list: [] }, true],
    [state.query, true],
  ])('%o limits: %s', (query, answer) => {
    expect(isLimited(query)).toBe(answer);
  });
});
