import { useMantineColorScheme, type MantineColorScheme } from '@mantine/core';

/** The schemes a person may choose, in the order they are offered. */
export const SCHEMES: readonly { value: MantineColorScheme; label: string }[] = [
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
  { value: 'auto', label: 'System' },
];

/** The chosen scheme and how to choose another; kept in this browser. */
export function useScheme() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return { scheme: colorScheme, chooseScheme: setColorScheme };
}
