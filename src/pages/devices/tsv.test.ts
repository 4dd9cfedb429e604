import { expect, it } from 'vitest';
import { tsv } from './tsv.ts';

it('keeps cells apart whatever is in them, and runs no formula', () => {
  expect(
    tsv([
      ['Name', 'Serial number'],
      ['a\tb\r\nc', '001'],
      ['=1+1', 'أحمد'],
    ]),
  ).toBe("Name\tSerial number\na b c\t001\n'=1+1\tأحمد");
});
