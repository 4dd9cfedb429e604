import { ActionIcon, Button } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { meQueries, useDeleteSavedView, useSaveView } from '../../../api/me.ts';
import field from '../../../ui/field.module.css';
import classes from './panels.module.css';

const MAX_NAME = 80;
const MAX_QUERY = 8000;

interface Props {
  accountId: string;
  /** The query string of what is shown now. */
  current: string;
  onOpen: (query: string) => void;
}

/** Views kept with the account: open one, save what is shown, replace or delete. */
export function ViewsPanel({ accountId, current, onOpen }: Props) {
  const me = useQuery(meQueries.me(accountId));
  const save = useSaveView();
  const remove = useDeleteSavedView();
  const [name, setName] = useState('');
  const [doomed, setDoomed] = useState<string>();
  const views = me.data?.saved_views ?? [];
  const given = name.trim();
  const isTaken = views.some((view) => view.name === given);
  const isTooLong = current.length > MAX_QUERY;
  const error = me.error ?? save.error ?? remove.error;

  return (
    <div className={field.stack}>
      <h2 className={field.section}>Saved views</h2>
      {me.isPending && <p className={field.hint}>Loading…</p>}
      {me.isSuccess && views.length === 0 && (
        <p className={field.hint}>None yet. A view keeps search, filters, order and columns under a name.</p>
      )}
      {views.length > 0 && (
        <ul className={classes.menu} aria-label="Saved views">
          {views.map((view) => (
            <li key={view.name} className={classes.view} data-current={view.query === current || undefined}>
              <button
                type="button"
                className={classes.menuItem}
                aria-current={view.query === current || undefined}
                onClick={() => onOpen(view.query)}
              >
                <span title={view.name}>
                  <bdi>{view.name}</bdi>
                </span>
              </button>
              {doomed === view.name ? (
                <Button
                  size="compact-xs"
                  color="red"
                  loading={remove.isPending}
                  onClick={() => remove.mutate(view.name, { onSettled: () => setDoomed(undefined) })}
                >
                  Delete
                </Button>
              ) : (
                <ActionIcon
                  size="sm"
                  aria-label={`Delete the view ${view.name}`}
                  onClick={() => setDoomed(view.name)}
                >
                  <IconTrash size={14} aria-hidden />
                </ActionIcon>
              )}
            </li>
          ))}
        </ul>
      )}
      <form
        className={field.stack}
        onSubmit={(event) => {
          event.preventDefault();
          if (given === '' || isTooLong) return;
          save.mutate({ name: given, query: current }, { onSuccess: () => setName('') });
        }}
      >
        <label className={field.label}>
          Name of the view shown now
          <input
            className={field.input}
            maxLength={MAX_NAME}
            autoComplete="off"
            value={name}
            onChange={({ target }) => setName(target.value)}
          />
        </label>
        <Button type="submit" size="xs" disabled={given === '' || isTooLong} loading={save.isPending}>
          {isTaken ? `Replace “${given}”` : 'Save view'}
        </Button>
      </form>
      {isTooLong && <p className={field.error}>The pasted list is too long to be kept in a view.</p>}
      <p className={field.error} role="alert">
        {error?.message}
      </p>
      <p className={field.hint} role="status">
        {save.isSuccess && given === '' ? `Saved “${save.variables.name}”.` : ''}
      </p>
    </div>
  );
}
