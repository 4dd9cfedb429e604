import { beforeEach, describe, expect, it, vi } from 'vitest';
import { keepListPosition, readListPosition } from './list-position.ts';

const stored = new Map<string, string>();

beforeEach(() => {
  stored.clear();
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => stored.set(key, value),
  });
});

describe('list position', () => {
  it('comes back for the same address only', () => {
    keepListPosition('?q=a', { scrollTop: 720, activeId: '9007199254741001' });
    expect(readListPosition('?q=a')).toEqual({ scrollTop: 720, activeId: '9007199254741001' });
    expect(readListPosition('')).toBeUndefined();
  });

  it.each(['', 'null', '7', '{"search":""', '{"search":"","scrollTop":"x","activeId":5}'])(
    'survives %s',
    (text) => {
      stored.set('muster.devices.position', text);
      const position = readListPosition('');
      expect(position === undefined || (position.scrollTop === 0 && position.activeId === undefined)).toBe(
        true,
      );
    },
  );

  it('does without storage', () => {
    vi.stubGlobal('sessionStorage', {
      setItem: () => {
        throw new Error('quota');
      },
    });
    expect(() => keepListPosition('', { scrollTop: 1, activeId: undefined })).not.toThrow();
    expect(readListPosition('')).toBeUndefined();
  });
});
