/** What stands at the head of columns that people paste along with the rows. */
const HEADERS = new Set(
  [
    ...['serial', 'serial no', 'serial number', 'serialnumber', 'serial #', 's/n', 'sn', 'seriennummer'],
    ...['imei', 'imei number', 'imei 1', 'imei1', 'imei no', 'imei/meid'],
    ...['name', 'device', 'device name', 'devicename', 'hostname', 'computer name'],
    ...[
      'e-mail',
      'email',
      'mail',
      'e-mail address',
      'email address',
      'user',
      'user name',
      'username',
      'user e-mail',
    ],
    ...['id', 'device id', 'deviceid', 'device_id', 'udid', 'identifier', 'identifiers', 'asset tag'],
  ].map((text) => text.toLowerCase()),
);

export interface PastedIdentifiers {
  identifiers: string[];
  /** Words taken for the heading of a column and left out, to be shown. */
  ignored: string[];
}

/**
 * Reads pasted text: one identifier a line or cell; tabs, commas and semicolons part cells too, unless in quotes.
 * Headings are left out in the first line only: further down a device may be called "Name".
 */
export function splitIdentifiers(text: string): PastedIdentifiers {
  const identifiers: string[] = [];
  const ignored: string[] = [];
  let isHeading = true;
  for (const line of splitCells(text)) {
    const cells = line.map((cell) => cell.trim()).filter((cell) => cell !== '' && cell !== "'");
    if (cells.length === 0) continue;
    for (const cell of cells) {
      const isHeader =
        isHeading &&
        HEADERS.has(
          cell
            .toLowerCase()
            .replace(/[:*]+$/, '')
            .replace(/\s+/g, ' '),
        );
      (isHeader ? ignored : identifiers).push(cell);
    }
    isHeading = false;
  }
  return { identifiers, ignored };
}

/** Lines of cells; a quote opens only at the start of a cell, and a doubled one inside stands for itself (RFC 4180). */
function splitCells(text: string): string[][] {
  const lines: string[][] = [];
  let line: string[] = [];
  let cell = '';
  let isQuoted = false;
  const endCell = () => {
    line.push(cell);
    cell = '';
  };
  const endLine = () => {
    endCell();
    lines.push(line);
    line = [];
  };
  const source = text.replace(/^\uFEFF/, '').replace(/\r\n?|[\u2028\u2029]/g, '\n');
  for (let at = 0; at < source.length; at += 1) {
    const char = source.charAt(at);
    if (isQuoted) {
      if (char !== '"') cell += char;
      else if (source.charAt(at + 1) === '"') {
        cell += '"';
        at += 1;
      } else isQuoted = false;
    } else if (char === '"' && cell.trim() === '' && closesCell(source, at)) {
      isQuoted = true;
      cell = '';
    } else if (char === '\n') endLine();
    else if (char === '\t' || char === ',' || char === ';') endCell();
    else cell += char;
  }
  endLine();
  return lines;
}

/** Whether the quote at `at` has a partner that ends a cell; a lone one (5" tablet) is a character like any other. */
function closesCell(source: string, at: number): boolean {
  return /^"(?:[^"]|"")*"[ ]*(?:[\n\t,;]|$)/.test(source.slice(at, at + 2000));
}
