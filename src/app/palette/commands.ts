import type { SavedView } from '../../../server/contract/me.ts';
import { paths } from '../../lib/paths.ts';

/** One line of the palette that is not a device. */
export interface Command {
  id: string;
  label: string;
  hint?: string;
  run: () => void;
}

export interface CommandActions {
  goTo: (path: string) => void;
  /** On Devices, as it is filtered now. */
  pasteIdentifiers: () => void;
  refresh: () => void;
  /** What that takes, in words. */
  refreshCost: string;
  chooseScheme: (scheme: 'light' | 'dark' | 'auto') => void;
  openShortcuts: () => void;
  signOut: () => void;
}

/** Everything one can do from anywhere, and the saved views. */
export function listCommands(views: readonly SavedView[], actions: CommandActions): Command[] {
  const { goTo, pasteIdentifiers, refresh, refreshCost, chooseScheme, openShortcuts, signOut } = actions;
  return [
    { id: 'devices', label: 'Go to Devices', run: () => goTo(paths.devices()) },
    {
      id: 'budget',
      label: 'Go to API budget',
      hint: 'Calls left, what they were for, settings',
      run: () => goTo(paths.budget()),
    },
    ...views.map((view) => ({
      id: `view:${view.name}`,
      label: view.name,
      hint: 'Saved view',
      run: () => goTo(paths.devices(view.query)),
    })),
    {
      id: 'paste',
      label: 'Paste identifiers',
      hint: 'Serial numbers, IMEIs, names or e-mails',
      run: pasteIdentifiers,
    },
    { id: 'refresh', label: 'Refresh the device list', hint: refreshCost, run: refresh },
    { id: 'light', label: 'Theme: light', run: () => chooseScheme('light') },
    { id: 'dark', label: 'Theme: dark', run: () => chooseScheme('dark') },
    { id: 'auto', label: 'Theme: as the system', run: () => chooseScheme('auto') },
    { id: 'shortcuts', label: 'Keyboard shortcuts', run: openShortcuts },
    { id: 'sign-out', label: 'Sign out', run: signOut },
  ];
}

function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

/** Commands in which every word of the search stands at the beginning of a word; without a search, all. */
export function findCommands(commands: readonly Command[], search: string): Command[] {
  const words = fold(search).split(/\s+/).filter(Boolean);
  return commands.filter((command) => {
    const text = ` ${fold(`${command.label} ${command.hint ?? ''}`)}`;
    return words.every((word) => text.includes(` ${word}`));
  });
}
