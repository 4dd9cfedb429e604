import type { ColumnFilter, ColumnState, Sort, TableState, ViewQuery } from '../../table/model.ts';

/** The steps a person takes, as changes of the table's state. */
export function withQuery(state: TableState, change: Partial<ViewQuery>): TableState {
  return { ...state, query: { ...state.query, ...change } };
}

/** Undefined removes the filter. */
export function withFilter(state: TableState, field: string, filter: ColumnFilter | undefined): TableState {
  const others = Object.entries(state.query.filters).filter(([id]) => id !== field);
  if (filter === undefined) return withQuery(state, { filters: Object.fromEntries(others) });
  return withQuery(state, { filters: { ...state.query.filters, [field]: filter } });
}

export function withoutList(state: TableState): TableState {
  const { search, filters, sort } = state.query;
  return { ...state, query: { search, filters, ...(sort && { sort }) } };
}

/** Everything that limits the list goes; order and columns stay. */
export function withoutLimits(state: TableState): TableState {
  return withQuery(withoutList(state), { search: '', filters: {} });
}

/** Undefined: the default order. */
export function withSort(state: TableState, sort: Sort | undefined): TableState {
  const { search, filters, list } = state.query;
  return { ...state, query: { search, filters, ...(sort && { sort }), ...(list && { list }) } };
}

/** Undefined: the usual columns. */
export function withColumns(state: TableState, columns: ColumnState[] | undefined): TableState {
  return { query: state.query, density: state.density, ...(columns && { columns }) };
}

/** Ascending, then descending, then the default order. */
export function nextSort(sort: Sort | undefined, field: string): Sort | undefined {
  if (sort?.field !== field) return { field, direction: 'asc' };
  return sort.direction === 'asc' ? { field, direction: 'desc' } : undefined;
}

/** Whether anything keeps devices out of the list. */
export function isLimited(query: ViewQuery): boolean {
  return query.search !== '' || query.list !== undefined || Object.keys(query.filters).length > 0;
}
