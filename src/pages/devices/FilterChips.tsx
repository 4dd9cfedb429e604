import { IconX } from '@tabler/icons-react';
import { describeFilter } from '../../table/describe-filter.ts';
import type { ViewQuery } from '../../table/model.ts';
import { plural } from '../../ui/format.ts';
import classes from './devices-page.module.css';
import { deviceField } from './fields-by-id.ts';

interface Props {
  query: ViewQuery;
  onEdit: (fieldId: string, anchor: HTMLElement) => void;
  onRemove: (fieldId: string) => void;
  onRemoveList: () => void;
  onClearAll: () => void;
}

/** What limits the list, one chip each: press it to change it, its cross to remove it. */
export function FilterChips({ query, onEdit, onRemove, onRemoveList, onClearAll }: Props) {
  const filters = Object.entries(query.filters).flatMap(([id, filter]) => {
    const field = deviceField(id);
    return field === undefined ? [] : [{ id, text: describeFilter(field, filter) }];
  });
  const isListed = query.list !== undefined;
  if (filters.length === 0 && !isListed) return null;
  return (
    <ul className={classes.chips} aria-label="Filters">
      {query.list !== undefined && (
        <li className={classes.chip}>
          <span className={classes.chipText}>Pasted list: {plural(query.list.length, 'identifier')}</span>
          <button type="button" aria-label="Remove the pasted list" onClick={onRemoveList}>
            <IconX size={12} aria-hidden />
          </button>
        </li>
      )}
      {filters.map(({ id, text }) => (
        <li key={id} className={classes.chip}>
          <button
            type="button"
            className={classes.chipText}
            aria-haspopup="dialog"
            title={text}
            onClick={(event) => onEdit(id, event.currentTarget)}
          >
            <bdi>{text}</bdi>
          </button>
          <button type="button" aria-label={`Remove filter: ${text}`} onClick={() => onRemove(id)}>
            <IconX size={12} aria-hidden />
          </button>
        </li>
      ))}
      <li>
        <button type="button" className={classes.link} onClick={onClearAll}>
          Clear all
        </button>
      </li>
    </ul>
  );
}
