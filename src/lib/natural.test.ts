import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold } from './fold.ts';
import { compareNatural } from './natural.ts';

it.each([
  ['Müller', 'muller'],
  ['MÜLLER', 'muller'],
  ['Mu\u0308ller', 'muller'],
  ['Łukasz Søren', 'lukasz soren'],
  ['Straße', 'strasse'],
  ['İstanbul', 'istanbul'],
  ['ＡＢ１', 'ab1'],
  ['Оля', 'оля'],
  ['李 王', '李 王'],
])('folds %s to %s', (text, folded) => {
  expect(fold(text)).toBe(folded);
});

describe('natural order', () => {
  it.each([
    ['Phone 9', 'Phone 10'],
    ['phone 9', 'Phone 10'],
    ['9.3', '10.0.1'],
    ['10.0', '10.0.1'],
    ['4.4.2', '4.10'],
    ['a2b', 'a10'],
    ['007', '8'],
    ['9007199254741001', '90071992547410010'],
    ['1', 'a'],
    ['Árvíz', 'Azur'],
  ])('%s comes before %s', (a, b) => {
    expect(compareNatural(a, b)).toBe(-1);
    expect(compareNatural(b, a)).toBe(1);
  });

  it('compares numbers as numbers, whatever their length', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 10n ** 30n }),
        fc.bigInt({ min: 0n, max: 10n ** 30n }),
        (a, b) => {
          expect(compareNatural(`v${a}`, `v${b}`)).toBe(a < b ? -1 : a > b ? 1 : 0);
        },
      ),
    );
  });
});
