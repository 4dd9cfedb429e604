import type { ColumnFilter, ColumnState, Density, Field, FieldType, Sort, TableState } from './model.ts';
import { normaliseFilter, normaliseQuery } from './query.ts';
import { encodeQueryPart, isMarked, readValue, writeValue } from './url-text.ts';

/** Names in the query string that are no fields. */
export const RESERVED_NAMES = ['q', 'sort', 'cols', 'density', 'list'] as const;
/** A pasted list goes into the address up to this many bytes: servers and browsers refuse addresses much longer. */
export const MAX_LIST_URL_BYTES = 60_000;
export const DEFAULT_DENSITY: Density = 'normal';
export const MIN_COLUMN_WIDTH = 40;
export const MAX_COLUMN_WIDTH = 2000;

const DENSITIES: readonly Density[] = ['compact', 'normal', 'relaxed'];

export interface ParsedTableState {
  state: TableState;
  /** What of the address could not be used, a sentence each; the rest applies. */
  problems: string[];
}

type Named = Pick<Field<never>, 'id' | 'label' | 'type'>;

/** The address of this state, without "?"; the default state is ''. Throws a RangeError for a list that is too long. */
export function serialiseTableState(state: TableState, fields: readonly Named[]): string {
  const query = normaliseQuery(state.query);
  const parts: [string, string][] = [];
  if (query.search !== '') parts.push(['q', query.search]);
  for (const { id, type } of fields) {
    const filter = query.filters[id];
    if (filter) parts.push([id, writeFilter(filter, type)]);
  }
  if (query.sort) parts.push(['sort', `${query.sort.direction === 'desc' ? '-' : ''}${query.sort.field}`]);
  if (state.columns) parts.push(['cols', state.columns.map(writeColumn).join(',')]);
  if (state.density !== DEFAULT_DENSITY) parts.push(['density', state.density]);
  if (query.list) {
    if (listUrlBytes(query.list) > MAX_LIST_URL_BYTES) throw new RangeError(tooLong(query.list.length));
    parts.push(['list', query.list.map(writeValue).join(',')]);
  }
  return parts.map(([name, value]) => `${encodeQueryPart(name)}=${encodeQueryPart(value)}`).join('&');
}

/** What the list takes up in the address; above MAX_LIST_URL_BYTES it cannot be put there. */
export function listUrlBytes(list: readonly string[]): number {
  return encodeQueryPart(list.map(writeValue).join(',')).length;
}

function tooLong(count: number): string {
  return `A list of ${count} identifiers is too long for an address; up to about ${MAX_LIST_URL_BYTES / 1000} kB fit.`;
}

function writeColumn({ id, width }: ColumnState): string {
  return width === undefined ? id : `${id}:${Math.round(width)}`;
}

function hasChoices(type: FieldType): boolean {
  return type === 'choice' || type === 'boolean' || type === 'version';
}

function writeFilter(filter: ColumnFilter, type: FieldType): string {
  switch (filter.kind) {
    case 'contains':
      // Where "any of these" is the plain form, "contains" is marked, and the other way round.
      return hasChoices(type) || type === 'number' || isMarked(filter.text) ? `*${filter.text}` : filter.text;
    case 'in': {
      const values = filter.values.map(writeValue).join(',');
      return hasChoices(type) ? values : `=${values}`;
    }
    case 'range': {
      const range = `${writeEnd(filter.min)}..${writeEnd(filter.max)}`;
      return hasChoices(type) || type === 'number' ? range : `~..${range}`;
    }
  }
}

function writeEnd(value: string | undefined): string {
  return value === undefined ? '' : writeValue(value);
}

/** Reads an address. Nothing in it is trusted; what cannot be used is left out and named. */
export function parseTableState(params: URLSearchParams, fields: readonly Named[]): ParsedTableState {
  const problems: string[] = [];
  const byId = new Map(fields.map((field) => [field.id, field]));
  const filters: [string, ColumnFilter][] = [];
  for (const [name, value] of new Map(params)) {
    if (RESERVED_NAMES.some((reserved) => reserved === name)) continue;
    const field = byId.get(name);
    if (!field) {
      problems.push(`There is no column “${name}” to filter by.`);
      continue;
    }
    const filter = readFilter(value, field.type);
    if (filter) filters.push([name, filter]);
    else problems.push(`The filter of “${field.label}” cannot be read: “${value}”.`);
  }
  const sort = readSort(params.get('sort'), byId, problems);
  const list = readList(params.get('list'), problems);
  const columns = readColumns(params.get('cols'), byId, problems);
  const query = normaliseQuery({
    search: params.get('q') ?? '',
    filters: Object.fromEntries(filters),
    ...(sort && { sort }),
    ...(list && { list }),
  });
  return {
    state: { query, density: readDensity(params.get('density'), problems), ...(columns && { columns }) },
    problems,
  };
}

function readFilter(text: string, type: FieldType): ColumnFilter | undefined {
  if (text.startsWith('*')) return normaliseFilter({ kind: 'contains', text: text.slice(1) });
  if (text.startsWith('=')) return readIn(text.slice(1));
  if (text.startsWith('~..')) return readRange(text.slice(3), type);
  if (type === 'number') return readRange(text, type);
  if (!hasChoices(type)) return normaliseFilter({ kind: 'contains', text });
  return (text.includes('..') ? readRange(text, type) : undefined) ?? readIn(text);
}

function readIn(text: string): ColumnFilter | undefined {
  const values = text.split(',').map(readValue);
  return values.every((value) => value !== undefined) ? normaliseFilter({ kind: 'in', values }) : undefined;
}

function readRange(text: string, type: FieldType): ColumnFilter | undefined {
  const ends = text.split('..');
  // "32" of a number means exactly that.
  const [min = '', max = ''] = ends.length === 1 ? [text, text] : ends;
  if (ends.length > 2) return undefined;
  const [low, high] = [min, max].map((end) => (end === '' ? undefined : readValue(end)));
  if ((min !== '' && low === undefined) || (max !== '' && high === undefined)) return undefined;
  if (![low, high].every((end) => end === undefined || isEnd(end, type))) return undefined;
  return normaliseFilter({ kind: 'range', ...(low && { min: low }), ...(high && { max: high }) });
}

function isEnd(text: string, type: FieldType): boolean {
  return type === 'number' ? /^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i.test(text.trim()) : text.trim() !== '';
}

function readSort(
  text: string | null,
  byId: ReadonlyMap<string, Named>,
  problems: string[],
): Sort | undefined {
  if (text === null) return undefined;
  const field = text.replace(/^-/, '');
  if (byId.has(field)) return { field, direction: text.startsWith('-') ? 'desc' : 'asc' };
  problems.push(`There is no column “${field}” to sort by.`);
  return undefined;
}

function readColumns(
  text: string | null,
  byId: ReadonlyMap<string, Named>,
  problems: string[],
): ColumnState[] | undefined {
  if (text === null) return undefined;
  const columns = new Map<string, ColumnState>();
  for (const part of text.split(',')) {
    const [id = '', width, ...more] = part.split(':');
    const px = width === undefined ? undefined : Number(width);
    const isWidth =
      px === undefined || (/^\d+$/.test(width ?? '') && px >= MIN_COLUMN_WIDTH && px <= MAX_COLUMN_WIDTH);
    if (!byId.has(id) || columns.has(id))
      problems.push(`There is no column “${id}” to show, or it is there twice.`);
    else if (!isWidth || more.length > 0) {
      problems.push(`The width of “${byId.get(id)?.label ?? id}” cannot be used: “${part}”.`);
      columns.set(id, { id });
    } else columns.set(id, { id, ...(px !== undefined && { width: px }) });
  }
  return columns.size === 0 ? undefined : [...columns.values()];
}

function readDensity(text: string | null, problems: string[]): Density {
  const density = DENSITIES.find((known) => known === text);
  if (text !== null && !density) problems.push(`There is no density “${text}”.`);
  return density ?? DEFAULT_DENSITY;
}

function readList(text: string | null, problems: string[]): string[] | undefined {
  if (text === null) return undefined;
  const values = text.split(',').map(readValue);
  const list = values.flatMap((value) => (value === undefined || value === '' ? [] : [value]));
  if (list.length < values.length)
    problems.push(`${values.length - list.length} of the listed identifiers cannot be read.`);
  if (listUrlBytes(list) > MAX_LIST_URL_BYTES) {
    problems.push(tooLong(list.length));
    return undefined;
  }
  return list.length === 0 ? undefined : list;
}
