import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { escapeXml, writeSheet, type SheetCell } from './xlsx.ts';

async function files(rows: SheetCell[][]): Promise<Record<string, Uint8Array>> {
  const blob = await writeSheet({ name: 'A & B', header: ['H'], widths: [10], rows });
  return unzipSync(new Uint8Array(await blob.arrayBuffer()));
}
async function firstRow(row: SheetCell[]): Promise<string> {
  const xml = strFromU8((await files([row]))['xl/worksheets/sheet1.xml']!);
  return /<row r="2">(.*?)<\/row>/.exec(xml)?.[1] ?? '';
}

describe('a sheet', () => {
  it('is a package with all its parts', async () => {
    const parts = await files([]);
    expect(Object.keys(parts).sort()).toEqual([
      '[Content_Types].xml',
      '_rels/.rels',
      'xl/_rels/workbook.xml.rels',
      'xl/styles.xml',
      'xl/workbook.xml',
      'xl/worksheets/sheet1.xml',
    ]);
    expect(strFromU8(parts['xl/workbook.xml']!)).toContain('<sheet name="A &amp; B"');
  });

  it('writes dates as dates and leaves empty cells out', async () => {
    const date = new Date(2026, 10, 23, 12, 0, 0);
    expect(await firstRow([undefined, '', date, Number.NaN])).toBe(
      '<c r="C2" s="2"><v>46349.5</v></c><c r="D2" t="inlineStr"><is><t>NaN</t></is></c>',
    );
  });

  it('names columns beyond Z', async () => {
    const row = Array.from({ length: 28 }, () => 1);
    expect(await firstRow(row)).toContain('<c r="Z2"><v>1</v></c><c r="AA2"><v>1</v></c><c r="AB2">');
  });

  it('says where a text was too long for a cell', async () => {
    const cell = await firstRow(['x'.repeat(40_000)]);
    expect(cell).toContain('(cut: a cell holds 32,767 characters)');
    expect(/>(x.*)<\/t>/.exec(cell)?.[1]).toHaveLength(32_767);
  });

  it('refuses more rows than Excel opens', async () => {
    const endless = {
      *[Symbol.iterator]() {
        for (;;) yield [] as SheetCell[];
      },
    };
    await expect(writeSheet({ name: 'x', header: [], widths: [], rows: endless })).rejects.toThrow('use CSV');
  });
});

it.each([
  ['<b>&"', '&lt;b&gt;&amp;&quot;'],
  ['bell\u0007', 'bell_x0007_'],
  ['tab\tline\n', 'tab\tline\n'],
  ['_x0041_', '_x005F_x0041_'],
  ['a_b', 'a_b'],
  ['\ud800', '\ufffd'],
  ['東京 👩‍💻', '東京 👩‍💻'],
])('escapes %j', (text, xml) => {
  expect(escapeXml(text)).toBe(xml);
});
