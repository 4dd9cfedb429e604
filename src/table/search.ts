import { fold } from '../lib/fold.ts';
import type { Column } from './column-values.ts';

/** Between the fields of a row, so that no word is found across two of them; a search has no control characters. */
const BORDER = '\n';

/** The words of a search, folded; the row must have each of them, in any order and any field. */
export function searchWords(search: string): string[] {
  return [
    ...new Set(
      fold(search)
        .split(/\s+/)
        .filter((word) => word !== ''),
    ),
  ];
}

/** One folded text a row, of the columns given. Folding happens once for each distinct value. */
export function buildHaystacks(columns: readonly Column[], rowCount: number): string[] {
  const folded = columns.map((column) => column.folded());
  const haystacks: string[] = new Array<string>(rowCount);
  const parts: string[] = [];
  for (let row = 0; row < rowCount; row += 1) {
    parts.length = 0;
    for (let index = 0; index < columns.length; index += 1) {
      const code = columns[index]?.codes[row];
      const part = code === undefined ? undefined : folded[index]?.[code];
      if (part !== undefined && part !== '') parts.push(part);
    }
    // Joined, not added up: V8 keeps a sum as a chain until it is read, and the first keystroke would pay for that.
    haystacks[row] = parts.join(BORDER);
  }
  return haystacks;
}

/** The rows among `candidates` (all rows where absent) whose text has every word. */
export function searchRows(
  haystacks: readonly string[],
  words: readonly string[],
  candidates?: Uint32Array,
): Uint32Array {
  const total = candidates ? candidates.length : haystacks.length;
  const found = new Uint32Array(total);
  let count = 0;
  for (let index = 0; index < total; index += 1) {
    const row = candidates ? (candidates[index] ?? 0) : index;
    const text = haystacks[row] ?? '';
    let hasAll = true;
    for (const word of words) {
      if (!text.includes(word)) {
        hasAll = false;
        break;
      }
    }
    if (hasAll) found[count++] = row;
  }
  return found.slice(0, count);
}

/** Whether every row that has `words` also has `before`: then the rows found for `before` are all there is to look at. */
export function isNarrower(words: readonly string[], before: readonly string[]): boolean {
  return before.every((old) => words.some((word) => word.includes(old)));
}
