/** One measured figure next to its target (PRODUCT: "Figures to reach"). */
export interface Figure {
  what: string;
  /** As a person reads it: "212 ms", "1.3x". */
  measured: string;
  target: string;
  isMet: boolean;
}

export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

/** The smallest value that at least this share of the values does not exceed. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

/** A figure that must not exceed its limit. */
export function atMost(
  what: string,
  value: number,
  limit: number,
  unit: 'ms' | 'x' | 'kB' | '' | 'MB',
): Figure {
  const digits = unit === 'x' ? 2 : value < 10 && unit !== '' ? 1 : 0;
  const text = (number: number, fraction: number) =>
    `${number.toFixed(fraction)}${unit === 'x' || unit === '' ? unit : ` ${unit}`}`;
  const shownLimit = text(limit, Number.isInteger(limit) ? 0 : 1);
  return { what, measured: text(value, digits), target: `<= ${shownLimit}`, isMet: value <= limit };
}

export function printTable(figures: readonly Figure[]): void {
  const rows = figures.map((figure) => [
    figure.what,
    figure.measured,
    figure.target,
    figure.isMet ? 'yes' : 'NO',
  ]);
  const head = ['what', 'measured', 'target', 'met'];
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  console.log(line(head));
  console.log(`|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`);
  for (const row of rows) console.log(line(row));
}
