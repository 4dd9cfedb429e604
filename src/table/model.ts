/** What the virtual table and its engine agree on. The table knows rows, fields and queries, and no resource. */

export type FieldType = 'text' | 'number' | 'version' | 'choice' | 'boolean' | 'id';

/** One fact of a row, in a form that can be sorted, filtered, searched and exported without the page. */
export interface Field<Row> {
  /** Also its name in the URL: lower case, no dots. */
  id: string;
  label: string;
  type: FieldType;
  /** Undefined: not reported. `choice` values are the text that filters and URLs use. */
  value: (row: Row) => string | number | boolean | undefined;
  /** How a value reads to a person where that differs (choice, boolean); also what the search finds. */
  display?: (value: string | number | boolean) => string;
  /** Left out of the search over all fields. Default true. */
  isSearchable?: boolean;
  /** Digits that a spreadsheet would ruin: exported as text. */
  isDigits?: boolean;
}

export type SortDirection = 'asc' | 'desc';
export interface Sort {
  field: string;
  direction: SortDirection;
}

/** The value that stands for "not reported" in an `in` filter and in facets. */
export const NOT_REPORTED = '';

export type ColumnFilter =
  /** text, id: contains, without regard to case and accents. */
  | { kind: 'contains'; text: string }
  /** choice, boolean ("true", "false"), version: any of these. */
  | { kind: 'in'; values: string[] }
  /** number, version: inclusive; one of them may be absent. */
  | { kind: 'range'; min?: string; max?: string };

export interface ViewQuery {
  /** Over all searchable fields; words in any order, each must be found. */
  search: string;
  filters: Record<string, ColumnFilter>;
  /** Absent: the default order of the engine. */
  sort?: Sort;
  /** Only rows that one of these identifiers names (pasted lists); absent: no such limit. */
  list?: string[];
}

export interface FacetValue {
  value: string;
  count: number;
}

/** What pasted identifiers turned out to be; each given text stands in exactly one of the four. */
export interface MatchResult {
  matched: { given: string; rowId: string }[];
  /** One text that several rows answer to (two devices with one name). */
  ambiguous: { given: string; rowIds: string[] }[];
  unknown: string[];
  /** Given again, or another name of a row that was matched already. */
  duplicates: { given: string; rowId?: string }[];
}

export interface ColumnState {
  id: string;
  /** px; absent: the column's own default. */
  width?: number;
}

export type Density = 'compact' | 'normal' | 'relaxed';

/** Everything of a table that its URL says. */
export interface TableState {
  query: ViewQuery;
  /** Visible columns in order; absent: the default set. */
  columns?: ColumnState[];
  density: Density;
}
