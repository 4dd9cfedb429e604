import { describe, expect, it } from 'vitest';
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

describe('who asks while it is being made', () => {
  /** Pieces that are made one at a time, and how many were asked for. */
  function source(texts: readonly string[]) {
    const state = { made: 0, isEnded: false };
    async function* make() {
      try {
        for (const text of texts) {
          state.made += 1;
          if (text === 'fail') throw new Error('broken');
          yield await Promise.resolve(Buffer.from(text));
        }
      } finally {
        state.isEnded = true;
      }
    }
    return { state, pieces: make() };
  }

  it('is sent the same, from the first piece on, and it is made once', async () => {
    const cache = createListCache();
    const { state, pieces } = source(['a', 'b', 'c']);
    const first = cache.keep(1n, 'br', pieces)[Symbol.asyncIterator]();
    expect(String((await first.next()).value)).toBe('a');
    const joined = cache.join(1n, 'br')!;
    const other = cache.join(1n, 'br')!;
    // Not held up by the first, which reads no further.
    expect(await Promise.all([drain(joined), drain(other)])).toEqual(['abc', 'abc']);
    expect(state.made).toBe(3);
    expect(String((await first.next()).value)).toBe('b');
    expect(String(cache.get(1n, 'br'))).toBe('abc');
    expect(cache.join(1n, 'br')).toBeUndefined();
  });

  it('joins none of another revision or encoding', () => {
    const cache = createListCache();
    cache.keep(1n, 'br', source(['a']).pieces);
    expect(cache.join(2n, 'br')).toBeUndefined();
    expect(cache.join(1n, 'gzip')).toBeUndefined();
    expect(cache.join(1n, 'br')).toBeDefined();
  });

  it('goes on when the first goes away; the last one to go ends the making', async () => {
    const cache = createListCache();
    const { state, pieces } = source(['a', 'b', 'c']);
    const first = cache.keep(1n, 'br', pieces)[Symbol.asyncIterator]();
    const second = cache.join(1n, 'br')![Symbol.asyncIterator]();
    await first.next();
    await first.return?.();
    expect(String((await second.next()).value)).toBe('a');
    expect(String((await second.next()).value)).toBe('b');
    expect(state.isEnded).toBe(false);
    await second.return?.();
    expect(state).toEqual({ made: 2, isEnded: true });
    expect(cache.join(1n, 'br')).toBeUndefined();
    expect(cache.get(1n, 'br')).toBeUndefined();
  });

  it('is told of a failure, everybody of them, and the next one makes it anew', async () => {
    const cache = createListCache();
    const first = cache.keep(1n, 'br', source(['a', 'fail']).pieces);
    const second = cache.join(1n, 'br')!;
    const outcomes = await Promise.allSettled([drain(first), drain(second)]);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(cache.join(1n, 'br')).toBeUndefined();
    expect(await drain(cache.keep(1n, 'br', source(['x']).pieces))).toBe('x');
  });

  it('joins none that is too large to be kept', async () => {
    const cache = createListCache(3);
    const early = cache.keep(1n, 'br', source(['ab', 'cd', 'ef']).pieces);
    const joined = cache.join(1n, 'br')![Symbol.asyncIterator]();
    await joined.next();
    await joined.next();
    expect(cache.join(1n, 'br')).toBeUndefined();
    expect(await drain(early)).toBe('abcdef');
    expect(cache.get(1n, 'br')).toBeUndefined();
  });
});
