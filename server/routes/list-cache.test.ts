import { expect, it } from 'vitest';
import { createListCache } from './list-cache.ts';

async function* pieces(...texts: string[]): AsyncGenerator<Buffer> {
  for (const text of texts) yield await Promise.resolve(Buffer.from(text));
}

async function drain(source: AsyncIterable<Buffer>): Promise<string> {
  let all = '';
  for await (const piece of source) all += piece.toString();
  return all;
}

it('keeps what it passed on, by encoding, for the latest revision only', async () => {
  const cache = createListCache();
  expect(await drain(cache.keep(1n, 'br', pieces('a', 'b')))).toBe('ab');
  await drain(cache.keep(1n, 'gzip', pieces('c')));
  expect(String(cache.get(1n, 'br'))).toBe('ab');
  expect(String(cache.get(1n, 'gzip'))).toBe('c');
  expect(cache.get(2n, 'br')).toBeUndefined();

  await drain(cache.keep(2n, 'br', pieces('d')));
  expect(String(cache.get(2n, 'br'))).toBe('d');
  expect(cache.get(2n, 'gzip')).toBeUndefined();

  await drain(cache.keep(1n, 'br', pieces('late')));
  expect(String(cache.get(2n, 'br'))).toBe('d');
  expect(cache.get(1n, 'br')).toBeUndefined();
});

it('keeps nothing of a list that was left half-way, or is too large', async () => {
  const cache = createListCache(3);
  for await (const piece of cache.keep(1n, 'br', pieces('a', 'b'))) {
    expect(piece.toString()).toBe('a');
    break;
  }
  expect(cache.get(1n, 'br')).toBeUndefined();
  expect(await drain(cache.keep(1n, 'br', pieces('ab', 'cd')))).toBe('abcd');
  expect(cache.get(1n, 'br')).toBeUndefined();
});
