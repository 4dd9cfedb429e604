import { Button } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconCopy, IconDownload, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Device } from '../../api/device-types.ts';
import type { RowSource } from '../../table/row-source.ts';
import { formatCount, plural } from '../../ui/format.ts';
import classes from './devices-page.module.css';

interface Props {
  selected: ReadonlySet<string>;
  source: RowSource<Device>;
  isLimited: boolean;
  copyState: 'idle' | 'copied' | 'failed';
  onSelectAll: () => void;
  onCopy: () => void;
  onExport: (anchor: HTMLElement) => void;
  onClear: () => void;
}

const COPY_WORDS = { idle: 'Copy', copied: 'Copied', failed: 'Copying failed' } as const;

/** At the foot while something is selected: how many, how many of them out of sight, and what can be done with them. */
export function SelectionBar(props: Props) {
  const { selected, source, isLimited, copyState } = props;
  const hidden = useHiddenCount(selected, source, isLimited);
  if (selected.size === 0) return null;
  return (
    <section className={classes.selection} aria-label="Selection">
      <p role="status">
        <strong>{formatCount(selected.size)} selected</strong>
        {hidden > 0 && (
          <span className={classes.quiet}>, {formatCount(hidden)} of them not shown by the filter</span>
        )}
      </p>
      {selected.size - hidden < source.count && (
        <button type="button" className={classes.link} onClick={props.onSelectAll}>
          Select all {plural(source.count, 'device')}
          {isLimited && ' that match'}
        </button>
      )}
      <div className={classes.actions}>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconCopy size={14} aria-hidden />}
          onClick={props.onCopy}
          aria-live="polite"
        >
          {COPY_WORDS[copyState]}
        </Button>
        <Button
          size="xs"
          variant="default"
          aria-haspopup="dialog"
          leftSection={<IconDownload size={14} aria-hidden />}
          onClick={(event) => props.onExport(event.currentTarget)}
        >
          Export
        </Button>
        <Button
          size="xs"
          variant="subtle"
          color="gray"
          leftSection={<IconX size={14} aria-hidden />}
          onClick={props.onClear}
        >
          Clear
        </Button>
      </div>
    </section>
  );
}

/** How many of the selected rows the current view leaves out; asked when typing has paused, for it takes all ids. */
function useHiddenCount(
  selected: ReadonlySet<string>,
  source: RowSource<Device>,
  isLimited: boolean,
): number {
  const [settled] = useDebouncedValue(source, 250);
  const isNeeded = isLimited && selected.size > 0;
  const ids = useQuery({
    queryKey: ['devices-page', 'ids-of-view', settled.key],
    queryFn: async () => new Set(await settled.ids()),
    enabled: isNeeded,
    staleTime: Infinity,
    gcTime: 0,
  });
  return useMemo(() => {
    if (!isNeeded || ids.data === undefined) return 0;
    return [...selected].reduce((count, id) => count + (ids.data.has(id) ? 0 : 1), 0);
  }, [isNeeded, selected, ids.data]);
}
