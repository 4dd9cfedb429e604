import { fold } from '../lib/fold.ts';
import type { Field } from './model.ts';
import { NOT_REPORTED } from './model.ts';

type Value = string | number | boolean;

/** One field of all rows. Equal values are kept once where there are few, as most facts of a fleet have. */
export interface Column {
  /** Per row: the index of its value in `values`. */
  codes: Uint32Array;
  /** Undefined stands for "not reported". A value may stand here twice. */
  values: (Value | undefined)[];
  /** The same as filters and facets say them. */
  texts: string[];
  /** The same as the person reads them. */
  shown: string[];
  /** The same without regard to case and accents; computed when first asked for, and kept. */
  folded: () => readonly string[];
}

/** After so many rows it is seen whether the values repeat; looking each up among 100,000 others takes most of the time. */
const ROWS_TO_JUDGE_BY = 4096;

/** Reads one field of every row. */
export function buildColumn<Row>(field: Field<Row>, rows: readonly Row[]): Column {
  const codes = new Uint32Array(rows.length);
  const values: (Value | undefined)[] = [];
  const known = new Map<Value | undefined, number>();
  let isRepetitive = true;
  for (let index = 0; index < rows.length; index += 1) {
    const row = rows[index];
    // An index below the length always has a row; the check is for the compiler.
    const value = row === undefined ? undefined : field.value(row);
    if (index === ROWS_TO_JUDGE_BY) isRepetitive = values.length < index / 2;
    let code = isRepetitive ? known.get(value) : undefined;
    if (code === undefined) {
      code = values.length;
      values.push(value);
      if (isRepetitive) known.set(value, code);
    }
    codes[index] = code;
  }
  const shown = values.map((value) => shownText(field, value));
  let folded: string[] | undefined;
  return { codes, values, texts: values.map(valueText), shown, folded: () => (folded ??= shown.map(fold)) };
}

/** A value as filters, facets and URLs say it. */
export function valueText(value: Value | undefined): string {
  return value === undefined ? NOT_REPORTED : String(value);
}

/** A value as a person reads it; empty where nothing was reported. */
export function shownText<Row>(field: Field<Row>, value: Value | undefined): string {
  if (value === undefined) return '';
  return field.display ? field.display(value) : String(value);
}
