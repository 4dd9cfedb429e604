import { Button } from '@mantine/core';
import {
  IconArrowsSort,
  IconBookmark,
  IconClipboardList,
  IconColumns3,
  IconDownload,
  IconFilterPlus,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './devices-page.module.css';
import type { PanelKind } from './panels/panel-types.ts';

interface Props {
  search: ReactNode;
  isNarrow: boolean;
  openKind: PanelKind['kind'] | undefined;
  onOpen: (kind: Exclude<PanelKind['kind'], 'filter'>, anchor: HTMLElement) => void;
  onPaste: () => void;
}

/** Search, and everything that opens beside its button. */
export function Toolbar({ search, isNarrow, openKind, onOpen, onPaste }: Props) {
  const opener = (kind: Exclude<PanelKind['kind'], 'filter'>, label: string, Icon: typeof IconColumns3) => (
    <Button
      size="xs"
      variant="default"
      className={classes.tool}
      aria-haspopup="dialog"
      aria-expanded={openKind === kind}
      leftSection={<Icon size={15} stroke={1.75} aria-hidden />}
      onClick={(event) => onOpen(kind, event.currentTarget)}
    >
      {label}
    </Button>
  );
  return (
    <div className={classes.toolbar}>
      {search}
      <div className={classes.tools}>
        {opener('add-filter', 'Filter', IconFilterPlus)}
        <Button
          size="xs"
          variant="default"
          className={classes.tool}
          aria-haspopup="dialog"
          leftSection={<IconClipboardList size={15} stroke={1.75} aria-hidden />}
          onClick={onPaste}
        >
          Paste identifiers
        </Button>
        <div className={classes.actions}>
          {isNarrow && opener('sort', 'Sort', IconArrowsSort)}
          {opener('views', 'Views', IconBookmark)}
          {opener('columns', 'Columns', IconColumns3)}
          {opener('export', 'Export', IconDownload)}
        </div>
      </div>
    </div>
  );
}
