import { expect, test } from 'vitest';
import { initials } from './initials.ts';

test.each([
  ['Ada Lovelace', 'AL'],
  ['  ada  king  lovelace ', 'AL'],
  ['Plato', 'P'],
  ['山田 太郎', '山太'],
  ['👩‍🚀 Neil', '👩‍🚀N'],
  ['', '?'],
])('%s', (name, expected) => expect(initials(name)).toBe(expected));
