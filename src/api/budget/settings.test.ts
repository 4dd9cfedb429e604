import { expect, it, vi } from 'vitest';
import { createSettingsStore, DEFAULT_SETTINGS, SETTINGS_KEY, type Settings } from './settings.ts';

const CHOSEN: Settings = { freshMinutes: { devices: 60, device: 1 }, isBackgroundOn: false };

/** A browser with one localStorage; every tab hears what the others store. */
function browser(stored?: string) {
  const values = new Map<string, string>(stored === undefined ? [] : [[SETTINGS_KEY, stored]]);
  const tabs: EventTarget[] = [];
  return {
    values,
    open: () => {
      const target = new EventTarget();
      tabs.push(target);
      return createSettingsStore({
        target,
        storage: () => ({
          getItem: (key) => values.get(key) ?? null,
          setItem: (key, value) => {
            values.set(key, value);
            for (const tab of tabs) if (tab !== target) tab.dispatchEvent(storageEvent(key));
          },
        }),
      });
    },
    tell: (key: string | null) => tabs.forEach((tab) => tab.dispatchEvent(storageEvent(key))),
  };
}

function storageEvent(key: string | null): Event {
  return Object.assign(new Event('storage'), { key });
}

it('what is chosen holds in the next visit', () => {
  const { open } = browser();
  expect(open().current()).toEqual(DEFAULT_SETTINGS);
  open().change(CHOSEN);
  expect(open().current()).toEqual(CHOSEN);
});

it('another tab follows', () => {
  const { open, values, tell } = browser();
  const [here, there] = [open(), open()];
  const listener = vi.fn();
  const unsubscribe = there.subscribe(listener);
  here.change(CHOSEN);
  expect(there.current()).toEqual(CHOSEN);
  expect(listener).toHaveBeenCalledTimes(1);

  values.set('other', 'x');
  tell('other');
  expect(listener).toHaveBeenCalledTimes(1);

  values.clear();
  tell(null);
  expect(there.current()).toEqual(DEFAULT_SETTINGS);
  unsubscribe();
  tell(null);
  expect(listener).toHaveBeenCalledTimes(2);
});

it.each<[string, Settings]>([
  ['not JSON', DEFAULT_SETTINGS],
  ['null', DEFAULT_SETTINGS],
  ['[]', DEFAULT_SETTINGS],
  ['{"schema":2,"isBackgroundOn":false}', DEFAULT_SETTINGS],
  ['{"schema":1,"isBackgroundOn":"no","freshMinutes":7}', DEFAULT_SETTINGS],
  [
    '{"schema":1,"isBackgroundOn":false,"freshMinutes":{"devices":60,"device":2}}',
    { freshMinutes: { devices: 60, device: 5 }, isBackgroundOn: false },
  ],
])('of %s only what is a choice is taken', (stored, expected) => {
  expect(browser(stored).open().current()).toEqual(expected);
});

it('without storage the choice holds as long as the page', () => {
  const settings = createSettingsStore({
    target: new EventTarget(),
    storage: () => {
      throw new DOMException('blocked', 'SecurityError');
    },
  });
  settings.change(CHOSEN);
  expect(settings.current()).toEqual(CHOSEN);
});
