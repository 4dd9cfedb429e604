import { Button } from '@mantine/core';
import { IconZoomExclamation } from '@tabler/icons-react';
import { useQueries } from '@tanstack/react-query';
import { useAccount } from '../../auth/use-session.ts';
import { deviceQueries } from '../../features/devices/queries.ts';
import { describeFilter } from '../../table/describe-filter.ts';
import type { TableState } from '../../table/model.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { plural } from '../../ui/format.ts';
import { ServerSearch } from './ServerSearch.tsx';
import classes from './devices-page.module.css';
import { deviceField } from './fields-by-id.ts';
import { withFilter, withoutLimits, withoutList, withQuery } from './query-changes.ts';

interface Props {
  state: TableState;
  version: number;
  onChange: (state: TableState) => void;
}

/** No device matches: what would be there without each of the limits, so that it is plain which one is to blame. */
export function NoMatch({ state, version, onChange }: Props) {
  const accountId = useAccount().id;
  const ways = waysOut(state);
  const counts = useQueries({
    queries: ways.map((way) => deviceQueries.view(accountId, version, way.state.query)),
  });
  const { search } = state.query;
  return (
    <EmptyState
      icon={IconZoomExclamation}
      title="No device matches"
      actions={
        <div className={classes.blame}>
          {ways.map((way, at) => {
            const count = counts[at]?.data?.count;
            return (
              <Button key={way.label} size="xs" variant="default" onClick={() => onChange(way.state)}>
                {way.label}
                {count !== undefined && `: ${plural(count, 'device')}`}
              </Button>
            );
          })}
          {ways.length > 1 && (
            <Button size="xs" variant="subtle" onClick={() => onChange(withoutLimits(state))}>
              Clear everything
            </Button>
          )}
          {search !== '' && <ServerSearch key={search} search={search} state={state} onFound={onChange} />}
        </div>
      }
    >
      {search === ''
        ? 'The filters together leave nothing.'
        : `Nothing in the list has “${search}” in any of its fields${ways.length > 1 ? ' and passes the filters' : ''}.`}
    </EmptyState>
  );
}

/** The state without each of its limits in turn. */
function waysOut(state: TableState): { label: string; state: TableState }[] {
  const { search, filters, list } = state.query;
  return [
    ...(search === '' ? [] : [{ label: 'Clear the search', state: withQuery(state, { search: '' }) }]),
    ...(list === undefined ? [] : [{ label: 'Remove the pasted list', state: withoutList(state) }]),
    ...Object.entries(filters).flatMap(([id, filter]) => {
      const field = deviceField(id);
      if (field === undefined) return [];
      return [
        { label: `Remove “${describeFilter(field, filter)}”`, state: withFilter(state, id, undefined) },
      ];
    }),
  ];
}
