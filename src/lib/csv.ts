/** Spreadsheets open UTF-8 as such only after this. */
export const BYTE_ORDER_MARK = '\uFEFF';

/** One cell by RFC 4180: in quotes where it has a comma, semicolon, quote, tab or line break, or space at an edge. */
export function csvCell(text: string): string {
  return /[",;\t\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** One line with its CRLF. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

/**
 * Text that a spreadsheet would run as a formula, led by an apostrophe, which makes it text. Full-width forms are taken
 * for the plain ones by some spreadsheets.
 */
export function neutraliseFormula(text: string): string {
  return /^[\s]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n]/.test(text) ? `'${text}` : text;
}

/**
 * Digits that a spreadsheet would take for a number and ruin (8.96E+19, lost leading zeros), led by a tab: it then keeps
 * them as text, shows nothing of the tab, and our own paste strips it again.
 */
export function protectDigits(text: string): string {
  return /^[+-]?\d[\d.,]*(?:e[+-]?\d+)?$/i.test(text) ? `\t${text}` : neutraliseFormula(text);
}
