import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useId, useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { meQueries } from '../../api/me.ts';
import { useAccount, useSession } from '../../auth/use-session.ts';
import { useCostWords } from '../../features/budget/use-budget.ts';
import { deviceQueries, refreshDevices } from '../../features/devices/queries.ts';
import { paths } from '../../lib/paths.ts';
import { Modal } from '../../ui/Modal.tsx';
import { useScheme } from '../color-scheme.ts';
import { PaletteLine } from './PaletteLine.tsx';
import { findCommands, listCommands } from './commands.ts';
import { deviceLines, type Line } from './lines.ts';
import classes from './palette.module.css';
import { useDeviceMatches } from './use-device-matches.ts';

interface Props {
  onClose: () => void;
  onOpenShortcuts: () => void;
}

/** Finds devices, saved views and actions from anywhere. */
export function Palette({ onClose, onOpenShortcuts }: Props) {
  const listId = useId();
  const [search, setSearch] = useState('');
  const [active, setActive] = useState(0);
  /** Enter was pressed faster than the search: it is for what will be found, not for what is still shown. */
  const [isEntered, setIsEntered] = useState(false);
  const matches = useDeviceMatches(search);
  const commands = useCommands(onOpenShortcuts);
  const goTo = useGoTo();
  const lines: Line[] = [
    ...deviceLines(matches, search.trim(), goTo),
    ...findCommands(commands, search).map((command) => ({ ...command, group: 'Actions and views' as const })),
  ];
  const current = lines[Math.min(active, lines.length - 1)];
  const choose = (line: Line) => {
    onClose();
    line.run();
  };
  const isAwaited = matches.isSearching && active === 0;
  const chooseFirst = useEffectEvent(() => {
    if (current !== undefined) choose(current);
  });
  useEffect(
    function chooseWhenFound() {
      if (isEntered && !isAwaited) chooseFirst();
    },
    [isEntered, isAwaited],
  );
  const moveByKey = (event: React.KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && lines.length > 0) {
      event.preventDefault();
      const from = current === undefined ? -1 : lines.indexOf(current);
      setActive((from + step + lines.length) % lines.length);
    } else if (
      event.key === 'Enter' &&
      !event.nativeEvent.isComposing &&
      (isAwaited || current !== undefined)
    ) {
      event.preventDefault();
      if (isAwaited || current === undefined) setIsEntered(true);
      else choose(current);
    }
  };

  return (
    <Modal label="Find" className={classes.palette ?? ''} onClose={onClose}>
      <input
        className={classes.search}
        role="combobox"
        aria-label="Find a device, a saved view or an action"
        aria-expanded
        aria-controls={listId}
        aria-activedescendant={current === undefined ? undefined : `${listId}-${current.id}`}
        autoComplete="off"
        spellCheck={false}
        placeholder="Name, user, serial number, IMEI … or what to do"
        value={search}
        onKeyDown={moveByKey}
        onChange={(event) => {
          setSearch(event.target.value);
          setActive(0);
          setIsEntered(false);
        }}
      />
      <div id={listId} role="listbox" aria-label="Found" className={classes.list}>
        {lines.map((line, index) => (
          <PaletteLine
            key={line.id}
            id={`${listId}-${line.id}`}
            line={line}
            isFirstOfGroup={line.group !== lines[index - 1]?.group}
            isActive={line === current}
            onPoint={() => setActive(index)}
            onChoose={() => choose(line)}
          />
        ))}
      </div>
      <p className={classes.status} role="status">
        {statusText(search.trim(), matches, lines.length)}
      </p>
    </Modal>
  );
}

function statusText(search: string, matches: ReturnType<typeof useDeviceMatches>, lineCount: number): string {
  if (search === '') return 'Type to find a device.';
  if (matches.error !== null) return `Devices could not be searched: ${matches.error.message}`;
  if (matches.isSearching) return 'Searching…';
  if (lineCount === 0) return 'Nothing found.';
  return matches.count === 1 ? '1 device' : `${matches.count.toLocaleString()} devices`;
}

function useGoTo(): (path: string) => void {
  const navigate = useNavigate();
  return (path) => void navigate(path);
}

function useCommands(openShortcuts: () => void) {
  const session = useSession();
  const accountId = useAccount().id;
  const queryClient = useQueryClient();
  const me = useQuery(meQueries.me(accountId));
  const { chooseScheme } = useScheme();
  const goTo = useGoTo();
  const { pathname, search } = useLocation();
  const list = queryClient.getQueryData(deviceQueries.list(accountId).queryKey);
  const refreshCost = useCostWords(list?.calls ?? 1);
  const shown = pathname === paths.devices() ? search.slice(1) : '';
  return listCommands(me.data?.saved_views ?? [], {
    goTo,
    pasteIdentifiers: () => goTo(paths.pasteIdentifiers(shown)),
    // Where it fails, the page that shows the list says so.
    refresh: () => void refreshDevices(queryClient, accountId).catch(() => undefined),
    refreshCost,
    chooseScheme,
    openShortcuts,
    signOut: () => void session.signOut(),
  });
}
