import { fold } from '../lib/fold.ts';
import type { MatchResult } from './model.ts';

/** By what a row can be named; the table knows no resource. */
export interface Identifying<Row> {
  rowId: (row: Row) => string;
  /** Everything a person may name the row by: serial number, name, e-mail, ids. */
  identifiers: (row: Row) => readonly (string | undefined)[];
  /** Its IMEIs, which people write with dashes, without check digit or with a software version. */
  imeis: (row: Row) => readonly string[];
}

const IMEI_BODY = 14;

/**
 * An identifier as it is compared: case, accents, surrounding space, quotes and the apostrophe or tab that spreadsheets
 * lead numbers by do not count.
 */
export function normaliseIdentifier(given: string): string {
  return fold(given.replace(/^[\s'"`’]+|[\s'"`’]+$/g, '').replace(/\s+/g, ' '));
}

/** The digits of an IMEI as people write it, 14 (no check digit) to 16 (software version); undefined for anything else. */
function imeiDigits(normal: string): string | undefined {
  if (!/^[\d\s/.-]+$/.test(normal)) return undefined;
  const digits = normal.replace(/\D/g, '');
  return digits.length >= IMEI_BODY && digits.length <= 16 ? digits : undefined;
}

/** Rows by what was asked for, found in one pass over the rows: no index of all identifiers is kept. */
export function findRows<Row>(
  given: readonly string[],
  rows: readonly Row[],
  by: Identifying<Row>,
): Map<string, number[]> {
  const normals = new Set(given.map(normaliseIdentifier).filter((text) => text !== ''));
  const exact = new Map<string, number[]>();
  const bodies = new Map<string, number[]>();
  for (const normal of normals) {
    exact.set(normal, []);
    const digits = imeiDigits(normal);
    if (digits === undefined) continue;
    if (digits.length === 15) exact.set(digits, []);
    // Fifteen digits have a check digit that must agree; the other forms have only these in common with the device's.
    else bodies.set(digits.slice(0, IMEI_BODY), []);
  }
  const note = (list: number[] | undefined, row: number) => {
    if (list && list.at(-1) !== row) list.push(row);
  };
  rows.forEach((row, index) => {
    for (const text of by.identifiers(row))
      if (text !== undefined) note(exact.get(normaliseFast(text)), index);
    for (const imei of by.imeis(row)) {
      note(exact.get(imei), index);
      if (bodies.size > 0) note(bodies.get(imei.slice(0, IMEI_BODY)), index);
    }
  });
  const found = new Map<string, number[]>();
  for (const normal of normals) {
    const digits = imeiDigits(normal);
    const byText = exact.get(normal) ?? [];
    const byDigits = digits === undefined ? [] : (exact.get(digits) ?? []);
    const byBody = digits === undefined ? [] : (bodies.get(digits.slice(0, IMEI_BODY)) ?? []);
    found.set(normal, [byText, byDigits, byBody].find((list) => list.length > 0) ?? []);
  }
  return found;
}

/** Values of rows are clean as a rule: the expressions of normaliseIdentifier are run only where they could matter. */
function normaliseFast(text: string): string {
  return /^[\w@.:-]*$/.test(text) ? text.toLowerCase() : normaliseIdentifier(text);
}

/** What the identifiers turn out to be: each given text lands in exactly one list, in the order given. */
export function matchIdentifiers<Row>(
  given: readonly string[],
  rows: readonly Row[],
  by: Identifying<Row>,
): MatchResult {
  const found = findRows(given, rows, by);
  const result: MatchResult = { matched: [], ambiguous: [], unknown: [], duplicates: [] };
  const answered = new Map<string, string | undefined>();
  const taken = new Set<string>();
  const idAt = (index: number) => {
    const row = rows[index];
    return row === undefined ? [] : [by.rowId(row)];
  };
  for (const text of given) {
    const normal = normaliseIdentifier(text);
    if (normal === '') continue;
    if (answered.has(normal)) {
      const rowId = answered.get(normal);
      result.duplicates.push({ given: text, ...(rowId !== undefined && { rowId }) });
      continue;
    }
    const rowIds = (found.get(normal) ?? []).flatMap(idAt);
    const [rowId] = rowIds;
    answered.set(normal, rowIds.length === 1 ? rowId : undefined);
    if (rowId === undefined) result.unknown.push(text);
    else if (rowIds.length > 1) result.ambiguous.push({ given: text, rowIds });
    else if (taken.has(rowId)) result.duplicates.push({ given: text, rowId });
    else {
      taken.add(rowId);
      result.matched.push({ given: text, rowId });
    }
  }
  return result;
}
