import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { Device } from '../../api/device-types.ts';
import type { DeviceId } from '../../lib/ids.ts';
import { splitIdentifiers } from '../../table/identifiers.ts';
import { normaliseIdentifier } from '../../table/match.ts';
import { toCsv, toXlsx } from './export.ts';
import { deviceFields } from './fields.ts';

const device = (more: Partial<Device>): Device => ({
  id: '9007199254741001' as DeviceId,
  platform: 2,
  imeis: ['357327071694307'],
  ...more,
});
const pick = (...ids: string[]) => ids.map((id) => deviceFields.find((field) => field.id === id)!);

async function csvOf(devices: Device[], ...fields: string[]): Promise<string> {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(
    await toCsv(devices, pick(...fields)).arrayBuffer(),
  );
}

describe('CSV', () => {
  it('has a byte order mark, CRLF, the columns in order, and digits that a spreadsheet keeps', async () => {
    const text = await csvOf(
      [device({ capacityGb: 64.5, osVersion: '10.0' })],
      'imei',
      'id',
      'capacity',
      'os',
      'platform',
      'lost',
    );
    expect(text).toBe(
      '\uFEFFIMEI,Device ID,Storage,OS version,Platform,Lost mode\r\n' +
        '"\t357327071694307","\t9007199254741001",64.5,"\t10.0",Android,\r\n',
    );
  });

  it.each([
    ['=1+1', "'=1+1"],
    ['+491', "'+491"],
    ['-x', "'-x"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', '"\'\t=1"'],
    ['  =1', "'  =1"],
    ['＝1', "'＝1"],
    ['say "hi", x', '"say ""hi"", x"'],
    ['two\nlines', '"two\nlines"'],
    ['<script>', '<script>'],
    ['Müller 東京 👩‍💻', 'Müller 東京 👩‍💻'],
  ])('writes the name %j as %s', async (name, cell) => {
    expect(await csvOf([device({ name })], 'name')).toBe(`\uFEFFName\r\n${cell}\r\n`);
  });

  it.each([
    ['00123', '"\t00123"'],
    ['1E5', '"\t1E5"'],
    ['=1', "'=1"],
    ['RZ8H', 'RZ8H'],
  ])('writes the serial number %j as %s', async (serialNumber, cell) => {
    expect(await csvOf([device({ serialNumber })], 'serial')).toBe(`\uFEFFSerial number\r\n${cell}\r\n`);
  });

  it('can be pasted back', async () => {
    const { identifiers, ignored } = splitIdentifiers(
      await csvOf([device({ serialNumber: '00123' })], 'serial', 'imei'),
    );
    expect(identifiers.map(normaliseIdentifier)).toEqual(['00123', '357327071694307']);
    expect(ignored).toEqual(['Serial number', 'IMEI']);
  });
});

async function sheetOf(devices: Device[], ...fields: string[]): Promise<string> {
  const blob = await toXlsx(devices, pick(...fields));
  expect(blob.type).toBe('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet');
  const files = unzipSync(new Uint8Array(await blob.arrayBuffer()));
  return strFromU8(files['xl/worksheets/sheet1.xml']!);
}
const cells = (xml: string) =>
  [...xml.matchAll(/<c r="([A-Z]+\d+)"[^>]*>(?:<is><t[^>]*>([^<]*)|<v>([^<]*))/g)].map((cell) => [
    cell[1],
    cell[2] ?? cell[3],
  ]);

describe('XLSX', () => {
  it('has text cells with every digit, real numbers, and a frozen bold header', async () => {
    const xml = await sheetOf([device({ name: '=1+1', capacityGb: 64.5 })], 'name', 'imei', 'id', 'capacity');
    expect(cells(xml)).toEqual([
      ['A1', 'Name'],
      ['B1', 'IMEI'],
      ['C1', 'Device ID'],
      ['D1', 'Storage'],
      ['A2', '=1+1'],
      ['B2', '357327071694307'],
      ['C2', '9007199254741001'],
      ['D2', '64.5'],
    ]);
    expect(xml).toContain('state="frozen"');
    expect(xml).toContain('<c r="A1" s="1" t="inlineStr">');
    expect(xml).toContain('<c r="D2"><v>64.5</v>');
  });

  it('holds all rows', async () => {
    const xml = await sheetOf(
      Array.from({ length: 1203 }, (_, index) => device({ name: `n${index}` })),
      'name',
    );
    expect(cells(xml)).toHaveLength(1204);
    expect(cells(xml).at(-1)).toEqual(['A1204', 'n1202']);
  });
});
