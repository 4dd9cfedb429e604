import { Button } from '@mantine/core';
import { IconServer } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useAccount } from '../../auth/use-session.ts';
import { deviceQueries } from '../../features/devices/queries.ts';
import type { TableState } from '../../table/model.ts';
import classes from './devices-page.module.css';
import { withQuery } from './query-changes.ts';

interface Props {
  search: string;
  state: TableState;
  /** The table's state that lists what the server found. */
  onFound: (state: TableState) => void;
}

/** The service finds more than its list shows (phone numbers, the tail of an IMEI); asking it costs a call. */
export function ServerSearch({ search, state, onFound }: Props) {
  const accountId = useAccount().id;
  const found = useQuery({ ...deviceQueries.search(accountId, search), enabled: false });
  const ask = async () => {
    const { data } = await found.refetch();
    if (data !== undefined && data.length > 0)
      onFound(withQuery(state, { search: '', filters: {}, list: data }));
  };
  return (
    <>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconServer size={14} aria-hidden />}
        loading={found.isFetching}
        onClick={() => void ask()}
      >
        Search the server for “{search}” (1 call)
      </Button>
      <span className={classes.quiet} role="status">
        {found.isError && found.error.message}
        {found.data?.length === 0 && 'The server finds nothing either.'}
      </span>
    </>
  );
}
