import { neutraliseFormula } from '../../lib/csv.ts';

/** Lines of cells as the clipboard of a spreadsheet has them: a tab or a line break inside a cell becomes a space. */
export function tsv(lines: readonly (readonly string[])[]): string {
  return lines
    .map((cells) =>
      cells.map((cell) => neutraliseFormula(cell.replace(/[\t\r\n\u2028\u2029]+/g, ' '))).join('\t'),
    )
    .join('\n');
}
