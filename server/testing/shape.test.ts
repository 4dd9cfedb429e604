import { describe, expect, it } from 'vitest';
import { compareShape } from './shape.ts';

describe('a shape', () => {
  it.each<[string, unknown, unknown, string[], string[]]>([
    ['is the same with other values', { a: 1n, b: 'x' }, { b: '', a: 7n }, [], []],
    ['misses a key', { a: 1n }, {}, ['a is missing'], []],
    ['misses a key that every object inherits', { toString: 1n }, {}, ['toString is missing'], []],
    ['has a text for an integer', { a: 1n }, { a: '1' }, ['a is string, not integer'], []],
    ['has a fraction for an integer', { a: 1n }, { a: 1.5 }, ['a is number, not integer'], []],
    ['has an integer for a fraction', { a: 1.5 }, { a: 1n }, [], []],
    ['has null for an object', { a: {} }, { a: null }, ['a is null, not object'], []],
    ['has an object for a list', { a: [] }, { a: {} }, ['a is object, not a list'], []],
    ['has an empty list', { a: [1n] }, { a: [] }, ['a is empty'], []],
    ['differs in one entry', { a: [{ b: 1n }] }, { a: [{ b: 1n }, {}] }, ['a[].b is missing'], []],
    ['has more', { a: [{ b: 1n }] }, { a: [{ b: 1n, c: 1n }], d: 1n }, [], ['a[].c', 'd']],
  ])('%s', (_case, example, actual, problems, additions) => {
    expect(compareShape(example, actual)).toEqual({ problems, additions });
  });
});
