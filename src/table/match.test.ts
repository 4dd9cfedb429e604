import { describe, expect, it } from 'vitest';
import { splitIdentifiers } from './identifiers.ts';
import { matchIdentifiers } from './match.ts';

interface Row {
  id: string;
  names: string[];
  imeis: string[];
}

const rows: Row[] = [
  { id: '1', names: ['RZ8H60', 'Anna’s phone', 'anna@example.com'], imeis: ['352099001761481'] },
  { id: '2', names: ['000123', 'Twin'], imeis: ['352099001761499', '490154203237518'] },
  { id: '3', names: ['Müller', 'Twin'], imeis: [] },
];
const by = {
  rowId: (row: Row) => row.id,
  identifiers: (row: Row) => [...row.names, row.id],
  imeis: (row: Row) => row.imeis,
};

describe('an identifier', () => {
  it.each([
    ['rz8h60', '1'],
    [' RZ8H60\t', '1'],
    ["'RZ8H60", '1'],
    ['"RZ8H60"', '1'],
    ['\t000123', '2'],
    ['ANNA@example.com', '1'],
    ['muller', '3'],
    ['3', '3'],
    ['352099001761481', '1'],
    ['35-209900-176148-1', '1'],
    ['35 209900 176148 1', '1'],
    ['35209900176148/1', '1'],
    ['35209900176148', '1'],
    ['35-209900-176148-23', '1'],
    ['490154203237518', '2'],
  ])('%j is row %s', (given, rowId) => {
    expect(matchIdentifiers([given], rows, by).matched).toEqual([{ given, rowId }]);
  });

  it.each(['352099001761482', '123', 'RZ8H6', '35-209900', 'nobody'])('%j is none', (given) => {
    expect(matchIdentifiers([given], rows, by).unknown).toEqual([given]);
  });
});

it('sorts a list into matched, ambiguous, unknown and duplicates, each text once', () => {
  const given = ['RZ8H60', 'nobody', 'twin', 'rz8h60 ', 'anna@example.com', 'Twin', 'NOBODY', ' ', '000123'];
  expect(matchIdentifiers(given, rows, by)).toEqual({
    matched: [
      { given: 'RZ8H60', rowId: '1' },
      { given: '000123', rowId: '2' },
    ],
    ambiguous: [{ given: 'twin', rowIds: ['2', '3'] }],
    unknown: ['nobody'],
    duplicates: [
      { given: 'rz8h60 ', rowId: '1' },
      { given: 'anna@example.com', rowId: '1' },
      { given: 'Twin' },
      { given: 'NOBODY' },
    ],
  });
});

describe('pasted text', () => {
  it.each([
    ['A\nB\r\nC\rD', ['A', 'B', 'C', 'D'], []],
    ['A, B;C\tD', ['A', 'B', 'C', 'D'], []],
    ['"A, B"\n"say ""hi"""', ['A, B', 'say "hi"'], []],
    ['Serial number\nA\nB', ['A', 'B'], ['Serial number']],
    ['IMEI,Device name\n1,x', ['1', 'x'], ['IMEI', 'Device name']],
    ['A\nName', ['A', 'Name'], []],
    ['\uFEFFSerial\n\tA', ['A'], ['Serial']],
    ['5" tablet\nB', ['5" tablet', 'B'], []],
    ['"lone\nB', ['"lone', 'B'], []],
    ['"two\nlines"', ['two\nlines'], []],
    ['\n \n,;', [], []],
    ['', [], []],
  ])('%j', (text, identifiers, ignored) => {
    expect(splitIdentifiers(text)).toEqual({ identifiers, ignored });
  });
});
