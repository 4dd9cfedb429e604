import { describe, expect, it } from 'vitest';
import { moveColumn, sizeColumn, toggleColumn, widthsOf } from './column-state.ts';
import type { ColumnState } from './model.ts';

const columns: ColumnState[] = [{ id: 'a' }, { id: 'b', width: 90 }, { id: 'c' }];
const ids = (state: ColumnState[]) => state.map(({ id }) => id).join('');

describe('toggleColumn', () => {
  it('hides, shows last, and keeps the last visible', () => {
    expect(ids(toggleColumn(columns, 'b'))).toBe('ac');
    expect(ids(toggleColumn(columns, 'd'))).toBe('abcd');
    expect(ids(toggleColumn([{ id: 'a' }], 'a'))).toBe('a');
  });
});

describe('moveColumn', () => {
  it.each([
    ['a', 2, 'bca'],
    ['c', 0, 'cab'],
    ['b', -1, 'bac'],
    ['b', 9, 'acb'],
    ['z', 0, 'abc'],
  ])('%s to %d', (id, to, order) => {
    expect(ids(moveColumn(columns, id, to))).toBe(order);
  });

  it('keeps widths', () => {
    expect(moveColumn(columns, 'b', 0)[0]).toEqual({ id: 'b', width: 90 });
  });
});

it('sizes and forgets a size', () => {
  expect(widthsOf(sizeColumn(columns, 'a', 120))).toEqual({ a: 120, b: 90 });
  expect(widthsOf(sizeColumn(columns, 'b', undefined))).toEqual({});
});
