import { useEffect, useLayoutEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { deviceFields } from '../../features/devices/fields.ts';
import { paths } from '../../lib/paths.ts';
import type { TableState } from '../../table/model.ts';
import { parseTableState, serialiseTableState } from '../../table/url-state.ts';
import { TableStateStore } from './table-state-store.ts';

const codec = {
  parse: (search: string) => parseTableState(new URLSearchParams(search), deviceFields).state,
  serialise: (state: TableState) => serialiseTableState(state, deviceFields),
};

/** The table's state, the store that changes it (the address follows, and leads after Back), and what of the address is no use. */
export function useTableState() {
  const location = useLocation();
  const { search, key } = location;
  const historyState: unknown = location.state;
  const navigate = useNavigate();
  const [store] = useState(() => new TableStateStore(search, codec));
  const state = useSyncExternalStore(store.subscribe, store.getSnapshot);

  useLayoutEffect(
    function writeAddress() {
      store.connect({
        navigate: (next, isReplacing) => {
          void navigate({ search: next }, { replace: isReplacing, state: historyState });
        },
        replaceNow: (next) => {
          const address = paths.devices(next);
          if (window.location.pathname + window.location.search === address) return;
          window.history.replaceState(window.history.state, '', address);
        },
      });
    },
    [store, navigate, historyState],
  );
  useLayoutEffect(
    function followAddress() {
      store.adopt(search);
    },
    // By its key: a link to the address that the router still takes for the current one counts, too.
    [store, search, key],
  );
  useEffect(
    function leave() {
      return () => store.dispose();
    },
    [store],
  );
  const problems = useMemo(
    () => parseTableState(new URLSearchParams(search), deviceFields).problems,
    [search],
  );
  return { state, store, problems };
}
