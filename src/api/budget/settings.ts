import { asFields } from '../decode.ts';

/** What goes stale: shown from what is kept while it is younger, asked for anew when it is older. */
export const RESOURCES = ['devices', 'device'] as const;
export type Resource = (typeof RESOURCES)[number];

/** The choices for each resource, in minutes. */
export const FRESH_MINUTES = [1, 5, 15, 60] as const;
export type FreshMinutes = (typeof FRESH_MINUTES)[number];

/** What a person decides about calls, for this browser. It says nothing of the account, so signing out keeps it. */
export interface Settings {
  freshMinutes: Readonly<Record<Resource, FreshMinutes>>;
  /** The choice; the ledger carries what is in force, also in workers. */
  isBackgroundOn: boolean;
}

export const DEFAULT_SETTINGS: Settings = {
  freshMinutes: { devices: 5, device: 5 },
  isBackgroundOn: true,
};

export interface SettingsStore {
  current: () => Settings;
  change: (next: Settings) => void;
  subscribe: (listener: () => void) => () => void;
}

export interface SettingsDeps {
  /** May throw where the browser blocks it: the settings then last as long as the page. */
  storage: () => Pick<Storage, 'getItem' | 'setItem'>;
  /** Tells what another tab stored. */
  target: Pick<EventTarget, 'addEventListener'>;
}

/** Grows when the form changes: other versions are then not read. */
const SCHEMA = 1;
export const SETTINGS_KEY = 'muster-settings';

/** The settings of this browser: in force at once, in the other tabs a moment later, kept over reloads. */
export function createSettingsStore({ storage, target }: SettingsDeps): SettingsStore {
  const listeners = new Set<() => void>();
  let known = read();

  function read(): Settings {
    try {
      return parse(storage().getItem(SETTINGS_KEY));
    } catch {
      return DEFAULT_SETTINGS;
    }
  }

  function adopt(next: Settings): void {
    known = next;
    for (const listener of listeners) listener();
  }

  target.addEventListener('storage', (event) => {
    // Only storage events come by that name; their key is null where everything was cleared.
    const { key } = event as StorageEvent;
    if (key === SETTINGS_KEY || key === null) adopt(read());
  });

  return {
    current: () => known,
    change(next) {
      adopt(next);
      try {
        storage().setItem(SETTINGS_KEY, JSON.stringify({ schema: SCHEMA, ...next }));
      } catch {
        // Blocked or full: they hold until the page is left.
      }
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

let shared: SettingsStore | undefined;

/** The settings of this browser; for the page, as workers have no localStorage. */
export function settingsStore(): SettingsStore {
  shared ??= createSettingsStore({ storage: () => localStorage, target: window });
  return shared;
}

/** How long an answer counts as fresh now, in ms. */
export function freshMs(resource: Resource): number {
  return settingsStore().current().freshMinutes[resource] * 60_000;
}

/** What is unreadable is as if it had never been chosen. */
function parse(text: string | null): Settings {
  if (text === null) return DEFAULT_SETTINGS;
  const { schema, freshMinutes, isBackgroundOn } = asFields(JSON.parse(text));
  if (schema !== SCHEMA) return DEFAULT_SETTINGS;
  const minutes = asFields(freshMinutes);
  const choice = (resource: Resource): FreshMinutes =>
    FRESH_MINUTES.find((each) => each === minutes[resource]) ?? DEFAULT_SETTINGS.freshMinutes[resource];
  return {
    freshMinutes: { devices: choice('devices'), device: choice('device') },
    isBackgroundOn: typeof isBackgroundOn === 'boolean' ? isBackgroundOn : DEFAULT_SETTINGS.isBackgroundOn,
  };
}
