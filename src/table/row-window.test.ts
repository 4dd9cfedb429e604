import { describe, expect, it, vi } from 'vitest';
import type { RowSource } from './row-source.ts';
import { RowWindow } from './row-window.ts';

interface Row {
  id: string;
}

const rowsOf = (key: string, start: number, end: number): Row[] =>
  Array.from({ length: end - start }, (_, at) => ({ id: `${key}${start + at}` }));

function makeSource(key: string, count: number, init: Partial<RowSource<Row>> = {}) {
  const rows = vi.fn((start: number, end: number) => Promise.resolve(rowsOf(key, start, end)));
  const source: RowSource<Row> = {
    key,
    orderKey: key,
    count,
    head: rowsOf(key, 0, Math.min(count, 50)),
    rows,
    ids: () => Promise.resolve([]),
    positionOf: () => Promise.resolve(-1),
    ...init,
  };
  return { source, rows };
}

const noError = (error: unknown) => {
  throw error;
};
const settle = () => new Promise((resolve) => setTimeout(resolve));

describe('RowWindow', () => {
  it('paints the first rows without asking', () => {
    const { source, rows } = makeSource('a', 1000);
    const window = new RowWindow(source, noError);
    window.look(0, 40);
    expect(window.get(3)).toEqual({ id: 'a3' });
    expect(rows).not.toHaveBeenCalled();
  });

  it('fetches what is on screen in blocks, once', async () => {
    const { source, rows } = makeSource('a', 1000);
    const window = new RowWindow(source, noError);
    const changed = vi.fn();
    window.subscribe(changed);
    window.look(190, 230);
    window.look(195, 235);
    await settle();
    expect(rows.mock.calls).toEqual([
      [0, 200],
      [200, 400],
    ]);
    expect(window.get(234)).toEqual({ id: 'a234' });
    expect(changed).toHaveBeenCalled();
  });

  it('does not ask beyond the last row', async () => {
    const { source, rows } = makeSource('a', 230);
    const window = new RowWindow(source, noError);
    window.look(200, 260);
    await settle();
    expect(rows.mock.calls).toEqual([[200, 230]]);
  });

  it('shows a new question at once where its first rows came along', () => {
    const window = new RowWindow(makeSource('a', 1000).source, noError);
    window.look(0, 40);
    window.offer(makeSource('b', 500).source);
    expect(window.source.key).toBe('b');
    expect(window.get(0)).toEqual({ id: 'b0' });
  });

  it('keeps the former rows through a refresh until the new ones at this place are here', async () => {
    const window = new RowWindow(makeSource('a', 1000, { orderKey: 'same' }).source, noError);
    window.look(600, 640);
    await settle();
    window.offer(makeSource('b', 1000, { orderKey: 'same' }).source);
    expect(window.get(620)).toEqual({ id: 'a620' });
    await settle();
    expect(window.get(620)).toEqual({ id: 'b620' });
  });

  it('shows the last of several new orders', async () => {
    const window = new RowWindow(makeSource('a', 1000).source, noError);
    window.look(0, 40);
    window.offer(makeSource('b', 1000, { head: [] }).source);
    window.offer(makeSource('c', 1000, { head: [] }).source);
    await settle();
    expect(window.source.key).toBe('c');
  });

  it('tells of a failure and asks again at the next look', async () => {
    const { source } = makeSource('a', 1000);
    const rows = vi
      .fn<typeof source.rows>()
      .mockRejectedValueOnce(new Error('gone'))
      .mockImplementation((start, end) => Promise.resolve(rowsOf('a', start, end)));
    const failed = vi.fn();
    const window = new RowWindow({ ...source, rows }, failed);
    window.look(200, 240);
    await settle();
    expect(failed).toHaveBeenCalledOnce();
    window.look(200, 240);
    await settle();
    expect(window.get(210)).toEqual({ id: 'a210' });
  });

  it('forgets blocks far away', async () => {
    const { source, rows } = makeSource('a', 20_000);
    const window = new RowWindow(source, noError);
    for (let start = 0; start < 20_000; start += 200) {
      window.look(start, start + 200);
      await settle();
    }
    expect(window.get(19_999)).toEqual({ id: 'a19999' });
    expect(window.get(300)).toBeUndefined();
    expect(rows).toHaveBeenCalledTimes(100);
  });
});
