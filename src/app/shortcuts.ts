/** Apple's keyboards say Command where others say Ctrl. */
export const isApple = /Mac|iPhone|iPad/.test(navigator.userAgent);
export const COMMAND_KEY = isApple ? '⌘' : 'Ctrl';

/** Every shortcut there is, as the help lists them. */
export const SHORTCUTS: readonly {
  title: string;
  keys: readonly (readonly [keys: string, does: string])[];
}[] = [
  {
    title: 'Everywhere',
    keys: [
      [`${COMMAND_KEY} K`, 'Find a device, a saved view or an action'],
      ['?', 'Show this list'],
      ['Esc', 'Close what is open'],
    ],
  },
  {
    title: 'Devices',
    keys: [
      ['/', 'Go to the search'],
      ['↑ ↓', 'Move between rows'],
      ['Enter', 'Open the device'],
      ['Space', 'Select the device'],
      ['Shift ↑ ↓', 'Extend the selection'],
      [`${COMMAND_KEY} A`, 'Select all that match'],
      ['Esc', 'Clear the selection'],
    ],
  },
];

/** Whether a key press is text going into a field, and so no shortcut. */
export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}
