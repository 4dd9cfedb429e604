import { describe, expect, it, vi } from 'vitest';
import { Selection } from './selection.ts';

const ids = (selection: Selection) => [...selection.getSnapshot()].sort().join('');

describe('Selection', () => {
  it('toggles', () => {
    const selection = new Selection();
    selection.toggle('a');
    selection.toggle('b');
    selection.toggle('a');
    expect(ids(selection)).toBe('b');
  });

  it('moves the far end of a range and keeps what was selected before it', () => {
    const selection = new Selection();
    selection.toggle('x');
    selection.toggle('b');
    selection.extend(['b', 'c', 'd']);
    expect(ids(selection)).toBe('bcdx');
    selection.extend(['b', 'c']);
    expect(ids(selection)).toBe('bcx');
  });

  it('starts a range at an anchor that was only looked at', () => {
    const selection = new Selection();
    selection.toggle('x');
    selection.setAnchor('b');
    expect(ids(selection)).toBe('x');
    selection.extend(['a', 'b']);
    expect(ids(selection)).toBe('abx');
  });

  it('adds, replaces and clears', () => {
    const selection = new Selection();
    selection.add(['a', 'b']);
    selection.add(['c']);
    expect(ids(selection)).toBe('abc');
    selection.replace(['z']);
    expect(ids(selection)).toBe('z');
    selection.clear();
    expect(ids(selection)).toBe('');
    expect(selection.anchor).toBeUndefined();
  });

  it('tells listeners with a new set each time, and not when nothing changed', () => {
    const selection = new Selection();
    const listener = vi.fn();
    const stop = selection.subscribe(listener);
    const before = selection.getSnapshot();
    selection.clear();
    expect(listener).not.toHaveBeenCalled();
    selection.toggle('a');
    expect(selection.getSnapshot()).not.toBe(before);
    stop();
    selection.toggle('b');
    expect(listener).toHaveBeenCalledOnce();
  });
});
