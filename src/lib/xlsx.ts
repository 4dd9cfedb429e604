import { writeZip } from './zip.ts';

/** Undefined is an empty cell. */
export type SheetCell = string | number | Date | undefined;

export interface Sheet {
  /** At most 31 characters, none of []:*?/\ in it. */
  name: string;
  header: readonly string[];
  /** Characters, one for each column. */
  widths: readonly number[];
  rows: Iterable<readonly SheetCell[]>;
}

/** What Excel can open; beyond it calls the file damaged. */
const MAX_ROWS = 1_048_576;
const MAX_CELL_LENGTH = 32_767;
const CUT = ' … (cut: a cell holds 32,767 characters)';
const ROWS_PER_PIECE = 500;
const BOLD = 1;
const DATE = 2;
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const FORMAT = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/**
 * An XLSX file (ECMA-376) with one sheet, its header bold and frozen. Written row by row into the compression:
 * 100,000 rows of 15 columns hold some 10 MB at a time. Texts are inline, so nothing in them is run or converted.
 */
export function writeSheet(sheet: Sheet): Promise<Blob> {
  const parts = [
    {
      path: '[Content_Types].xml',
      content: `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${FORMAT}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${FORMAT}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${FORMAT}.styles+xml"/></Types>`,
    },
    {
      path: '_rels/.rels',
      content: `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    },
    {
      path: 'xl/workbook.xml',
      content: `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="${escapeXml(sheet.name)}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    },
    {
      path: 'xl/_rels/workbook.xml.rels',
      content: `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
    },
    {
      path: 'xl/styles.xml',
      content: `<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/><xf numFmtId="22" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>`,
    },
  ].map(({ path, content }) => ({ path, content: [XML + content] }));
  return writeZip(
    [...parts, { path: 'xl/worksheets/sheet1.xml', content: sheetXml(sheet) }],
    `${FORMAT}.sheet`,
  );
}

function* sheetXml({ header, widths, rows }: Sheet): Generator<string> {
  const columns = widths.map(
    (width, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`,
  );
  yield `${XML}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>`;
  if (columns.length > 0) yield `<cols>${columns.join('')}</cols>`;
  yield `<sheetData>${rowXml(1, header, BOLD)}`;
  let count = 1;
  let piece = '';
  for (const row of rows) {
    count += 1;
    if (count > MAX_ROWS)
      throw new RangeError(`A sheet holds ${MAX_ROWS - 1} rows at most: use CSV, or filter first.`);
    piece += rowXml(count, row, 0);
    if (count % ROWS_PER_PIECE !== 0) continue;
    yield piece;
    piece = '';
  }
  yield `${piece}</sheetData></worksheet>`;
}

function rowXml(number: number, cells: readonly SheetCell[], style: number): string {
  let xml = `<row r="${number}">`;
  for (let index = 0; index < cells.length; index += 1)
    xml += cellXml(`${columnName(index)}${number}`, cells[index], style);
  return `${xml}</row>`;
}

function cellXml(at: string, cell: SheetCell, style: number): string {
  const styled = style === 0 ? '' : ` s="${style}"`;
  if (cell === undefined || cell === '') return '';
  if (cell instanceof Date) return `<c r="${at}" s="${DATE}"><v>${serialDate(cell)}</v></c>`;
  if (typeof cell === 'number' && Number.isFinite(cell)) return `<c r="${at}"${styled}><v>${cell}</v></c>`;
  return `<c r="${at}"${styled} t="inlineStr"><is>${textXml(fit(String(cell)))}</is></c>`;
}

/** Space is kept only where that is said; saying it everywhere is a fifth of the file. */
function textXml(text: string): string {
  return `<t${text.trim() === text ? '' : ' xml:space="preserve"'}>${escapeXml(text)}</t>`;
}

/** Days since the end of 1899 in the viewer's zone, as sheets know no zones. */
function serialDate(date: Date): number {
  return (date.getTime() - date.getTimezoneOffset() * 60_000) / 86_400_000 + 25_569;
}

function fit(text: string): string {
  return text.length <= MAX_CELL_LENGTH ? text : text.slice(0, MAX_CELL_LENGTH - CUT.length) + CUT;
}

const names: string[] = [];

/** A, B, … Z, AA, AB, … */
function columnName(index: number): string {
  const letter = String.fromCharCode(0x41 + (index % 26));
  return (names[index] ??= index < 26 ? letter : columnName(Math.floor(index / 26) - 1) + letter);
}

// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const CONTROL = /[\0-\x08\x0b-\x1f\uFFFE\uFFFF]/g;
const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** XML has no form for most control characters; sheets write them as _x0007_, and so have to escape text that reads so. */
export function escapeXml(text: string): string {
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  if (!/[\0-\x1f&<>"_\uD800-\uDFFF\uFFFE\uFFFF]/.test(text)) return text;
  return text
    .toWellFormed()
    .replace(/_(?=x[0-9A-F]{4}_)/gi, '_x005F_')
    .replace(CONTROL, (char) => `_x${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`)
    .replace(/[&<>"]/g, (char) => ENTITIES[char] ?? char);
}
