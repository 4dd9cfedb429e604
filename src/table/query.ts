import type { ColumnFilter, ViewQuery } from './model.ts';

/** A query that filters nothing, in the default order. */
export const EMPTY_QUERY: ViewQuery = { search: '', filters: {} };

/** The same query in the one form that equal queries share: no empty parts, filters by name, values sorted. */
export function normaliseQuery(query: ViewQuery): ViewQuery {
  const filters = Object.entries(query.filters)
    .flatMap(([id, filter]): [string, ColumnFilter][] => {
      const normal = normaliseFilter(filter);
      return normal ? [[id, normal]] : [];
    })
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    search: query.search.trim().replace(/\s+/g, ' '),
    filters: Object.fromEntries(filters),
    ...(query.sort && { sort: { field: query.sort.field, direction: query.sort.direction } }),
    ...(query.list && { list: [...query.list] }),
  };
}

/** Undefined for a filter that filters nothing. An empty `in` lets nothing through and is kept out of URLs: it is no filter. */
export function normaliseFilter(filter: ColumnFilter): ColumnFilter | undefined {
  switch (filter.kind) {
    case 'contains': {
      const text = filter.text.trim();
      return text === '' ? undefined : { kind: 'contains', text };
    }
    case 'in': {
      const values = [...new Set(filter.values)].sort();
      return values.length === 0 ? undefined : { kind: 'in', values };
    }
    case 'range': {
      const min = filter.min?.trim();
      const max = filter.max?.trim();
      if (!min && !max) return undefined;
      return { kind: 'range', ...(min && { min }), ...(max && { max }) };
    }
  }
}
