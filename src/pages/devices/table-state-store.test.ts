import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { TableState } from '../../table/model.ts';
import { TableStateStore } from './table-state-store.ts';

const stateOf = (search: string): TableState => ({ query: { search, filters: {} }, density: 'normal' });
const codec = { parse: stateOf, serialise: (state: TableState) => state.query.search };

function makeStore(search = '') {
  const store = new TableStateStore(search, codec);
  const navigate = vi.fn();
  const replaceNow = vi.fn();
  store.connect({ navigate, replaceNow });
  return { store, navigate, replaceNow, search: () => store.getSnapshot().query.search };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('TableStateStore', () => {
  it('shows typing at once and writes the address when it pauses, replacing', () => {
    const { store, navigate, search } = makeStore();
    store.change(stateOf('a'), 'typing');
    store.change(stateOf('ab'), 'typing');
    expect(search()).toBe('ab');
    expect(navigate).not.toHaveBeenCalled();
    vi.runAllTimers();
    expect(navigate.mock.calls).toEqual([['ab', true]]);
  });

  it('writes a step at once so that Back undoes it, and its refinement in its place', () => {
    const { store, navigate } = makeStore();
    store.change(stateOf('x'), 'step');
    store.change(stateOf('y'), 'refine');
    expect(navigate.mock.calls).toEqual([
      ['x', false],
      ['y', true],
    ]);
  });

  it('does not fall back to an address of its own that arrives late', () => {
    const { store, search } = makeStore();
    store.change(stateOf('x'), 'step');
    store.change(stateOf('y'), 'step');
    store.change(stateOf('yz'), 'typing');
    store.adopt('?x');
    store.adopt('?y');
    expect(search()).toBe('yz');
  });

  it('follows Back, also to an address it once wrote, and forgets what was being typed', () => {
    const { store, navigate, search } = makeStore('?x');
    store.change(stateOf('y'), 'step');
    store.adopt('?y');
    store.change(stateOf('yz'), 'typing');
    store.adopt('?x');
    vi.runAllTimers();
    expect(search()).toBe('x');
    expect(navigate).toHaveBeenCalledTimes(1);
  });

  it('writes on flush what waits, and nothing twice', () => {
    const { store, navigate, replaceNow } = makeStore();
    store.change(stateOf('a'), 'typing');
    store.flush();
    store.flush();
    vi.runAllTimers();
    expect(replaceNow.mock.calls).toEqual([['a']]);
    expect(navigate).not.toHaveBeenCalled();
  });

  it('writes on flush what the router has not written yet', () => {
    const { store, replaceNow } = makeStore();
    store.change(stateOf('a'), 'typing');
    vi.runAllTimers();
    store.flush();
    store.adopt('?a');
    store.flush();
    expect(replaceNow.mock.calls).toEqual([['a']]);
  });

  it('follows a link to the address the router still knows', () => {
    const { store, search } = makeStore();
    store.change(stateOf('a'), 'typing');
    store.flush();
    store.adopt('');
    expect(search()).toBe('');
  });

  it('leaves the address of another page alone', () => {
    const { store, navigate } = makeStore();
    store.change(stateOf('a'), 'typing');
    store.dispose();
    vi.runAllTimers();
    expect(navigate).not.toHaveBeenCalled();
  });
});
