import { describe, expect, it } from 'vitest';
import { commandFor, targetOf } from './keys.ts';

const press = (
  key: string,
  modifiers: Partial<Record<'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey', true>> = {},
) => ({
  key,
  shiftKey: false,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...modifiers,
});

describe('commandFor', () => {
  it.each([
    [press('ArrowDown'), { kind: 'move', to: 'down', isExtending: false }],
    [press('ArrowUp', { shiftKey: true }), { kind: 'move', to: 'up', isExtending: true }],
    [press('Home', { ctrlKey: true }), { kind: 'move', to: 'first', isExtending: false }],
    [press('Enter'), { kind: 'open', isNewTab: false }],
    [press('Enter', { metaKey: true }), { kind: 'open', isNewTab: true }],
    [press(' '), { kind: 'toggle' }],
    [press('a', { ctrlKey: true }), { kind: 'select-all' }],
    [press('A', { metaKey: true }), { kind: 'select-all' }],
    [press('c', { ctrlKey: true }), { kind: 'copy' }],
    [press('Escape'), { kind: 'escape' }],
  ])('%o', (key, command) => {
    expect(commandFor(key)).toEqual(command);
  });

  it.each([
    press('a'),
    press('ArrowLeft', { altKey: true }),
    press('c', { ctrlKey: true, shiftKey: true }),
    press('Tab'),
  ])('leaves %o to the browser', (key) => {
    expect(commandFor(key)).toBeUndefined();
  });
});

describe('targetOf', () => {
  it.each([
    ['down', undefined, 0],
    ['down', 4, 5],
    ['down', 99, 99],
    ['up', undefined, 99],
    ['up', 0, 0],
    ['page-down', undefined, 19],
    ['page-down', 90, 99],
    ['page-up', 50, 30],
    ['first', 50, 0],
    ['last', undefined, 99],
  ] as const)('%s from %s is %d of 100', (to, active, target) => {
    expect(targetOf(to, active, 100, 20)).toBe(target);
  });

  it('is nowhere in an empty table', () => {
    expect(targetOf('down', undefined, 0, 20)).toBeUndefined();
  });
});
