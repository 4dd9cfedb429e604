import { describe, expect, it } from 'vitest';
import { neighbours, pageUrl, readPage, type PagingQuery } from './paging.ts';

const NONE: PagingQuery = { limit: undefined, offset: undefined, skipToken: undefined };

function skipTokenOf(url: string): string {
  return new URL(url).searchParams.get('skip-token') ?? '';
}

const tokenOf = (offset: number, limit: number, databaseId = 'db') =>
  skipTokenOf(pageUrl('http://localhost/devices', new URLSearchParams(), { offset, limit }, databaseId));

describe('readPage', () => {
  it.each<[string, PagingQuery, number, object | undefined]>([
    ['nothing asked: the whole list', NONE, 0, undefined],
    ['nothing asked, but the server pages', NONE, 50, { offset: 0, limit: 50 }],
    ['a limit', { ...NONE, limit: '7' }, 0, { offset: 0, limit: 7 }],
    ['a limit over the page size of the server', { ...NONE, limit: '1000' }, 50, { offset: 0, limit: 1000 }],
    ['limit and offset', { ...NONE, limit: '10', offset: '20' }, 0, { offset: 20, limit: 10 }],
    ['an offset alone', { ...NONE, offset: '20' }, 0, { offset: 20, limit: 1000 }],
    ['an offset alone, and the server pages', { ...NONE, offset: '20' }, 50, { offset: 20, limit: 50 }],
    ['a skip token', { ...NONE, skipToken: tokenOf(30, 10) }, 0, { offset: 30, limit: 10 }],
    [
      'a skip token with a new limit',
      { ...NONE, limit: '5', skipToken: tokenOf(30, 10) },
      0,
      { offset: 30, limit: 5 },
    ],
  ])('%s', (_case, query, pageSize, expected) => {
    expect(readPage(query, pageSize, 'db')).toEqual(expected);
  });

  it.each<[string, PagingQuery]>([
    ['limit 0', { ...NONE, limit: '0' }],
    ['limit 1001', { ...NONE, limit: '1001' }],
    ['a negative limit', { ...NONE, limit: '-1' }],
    ['a fraction', { ...NONE, limit: '1.5' }],
    ['an exponent', { ...NONE, limit: '1e2' }],
    ['an empty limit', { ...NONE, limit: '' }],
    ['a negative offset', { ...NONE, offset: '-1' }],
    ['an offset that is no safe integer', { ...NONE, offset: '9007199254740993' }],
    ['a word', { ...NONE, offset: 'first' }],
    ['a token that is none', { ...NONE, skipToken: 'abc' }],
    ['an empty token', { ...NONE, skipToken: '' }],
    ['a token with something appended', { ...NONE, skipToken: `${tokenOf(1, 1)}!` }],
    ['a token of another database', { ...NONE, skipToken: tokenOf(1, 1, 'other') }],
    ['token and offset', { ...NONE, offset: '1', skipToken: tokenOf(1, 1) }],
  ])('refuses %s', (_case, query) => {
    expect(() => readPage(query, 0, 'db')).toThrow(expect.objectContaining({ code: 'COM0003' }));
  });
});

describe('neighbours', () => {
  it.each([
    ['the only page', { offset: 0, limit: 10 }, 10, {}],
    ['an empty list', { offset: 0, limit: 10 }, 0, {}],
    ['the first', { offset: 0, limit: 10 }, 25, { next: { offset: 10, limit: 10 } }],
    [
      'one in the middle',
      { offset: 10, limit: 10 },
      25,
      { next: { offset: 20, limit: 10 }, previous: { offset: 0, limit: 10 } },
    ],
    ['the last', { offset: 20, limit: 10 }, 25, { previous: { offset: 10, limit: 10 } }],
    ['beyond the end', { offset: 90, limit: 10 }, 25, { previous: { offset: 15, limit: 10 } }],
    [
      'an offset smaller than a page',
      { offset: 3, limit: 10 },
      25,
      { next: { offset: 13, limit: 10 }, previous: { offset: 0, limit: 3 } },
    ],
  ])('%s', (_case, page, total, expected) => {
    expect(neighbours(page, total)).toEqual(expected);
  });
});

it('keeps the filters in the URL of a page and replaces the place', () => {
  const query = new URLSearchParams({ search: 'Zoë & co', offset: '10', limit: '3', 'skip-token': 'x' });
  const url = new URL(pageUrl('https://mdm.example/api/v1/devices', query, { offset: 5, limit: 2 }, 'db'));
  expect(url.origin + url.pathname).toBe('https://mdm.example/api/v1/devices');
  expect(url.searchParams.get('search')).toBe('Zoë & co');
  expect(url.searchParams.getAll('limit')).toEqual(['2']);
  expect(url.searchParams.has('offset')).toBe(false);
  expect(url.searchParams.getAll('skip-token')).toEqual([tokenOf(5, 2)]);
});
