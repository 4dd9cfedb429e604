import type { Field } from './model.ts';
import { NOT_REPORTED } from './model.ts';

type Value = string | number | boolean;

/** One field of all rows. Equal values are kept once: most facts of a fleet have few. */
export interface Column {
  /** Per row: the index of its value in `values`. */
  codes: Uint32Array;
  /** Distinct values; undefined stands for "not reported". */
  values: (Value | undefined)[];
  /** The same as filters and facets say them. */
  texts: string[];
  /** The same as the person reads them. */
  shown: string[];
}

/** Reads one field of every row. */
export function buildColumn<Row>(field: Field<Row>, rows: readonly Row[]): Column {
  const codes = new Uint32Array(rows.length);
  const values: (Value | undefined)[] = [];
  const known = new Map<Value | undefined, number>();
  for (let index = 0; index < rows.length; index += 1) {
    const row = rows[index];
    // An index below the length always has a row; the check is for the compiler.
    const value = row === undefined ? undefined : field.value(row);
    let code = known.get(value);
    if (code === undefined) {
      code = values.length;
      values.push(value);
      known.set(value, code);
    }
    codes[index] = code;
  }
  return {
    codes,
    values,
    texts: values.map(valueText),
    shown: values.map((value) => shownText(field, value)),
  };
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
