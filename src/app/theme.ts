import { createTheme, localStorageColorSchemeManager, type CSSVariablesResolver } from '@mantine/core';

/** Where the chosen scheme is kept; public/color-scheme.js reads the same key before the first paint. */
export const colorSchemeManager = localStorageColorSchemeManager({ key: 'muster.color-scheme' });

export const theme = createTheme({
  primaryColor: 'indigo',
  // White on shade 6 has a contrast of 5.6 in both schemes; shade 4 on the dark ground 5.5.
  primaryShade: { light: 6, dark: 6 },
  colors: {
    indigo: [
      '#eef2ff',
      '#dfe6fd',
      '#bfcbf9',
      '#a0b1f5',
      '#8499f0',
      '#5f7ae6',
      '#3b5bdb',
      '#3350c4',
      '#2a43a8',
      '#213687',
    ],
    // Neutral, and dark enough for text where Mantine uses them for text: shade 6 on white is 5.2 to 1.
    gray: [
      '#f8f8f9',
      '#f1f2f4',
      '#e6e7ea',
      '#d6d8dd',
      '#c0c3ca',
      '#757a86',
      '#666b76',
      '#4c505a',
      '#343740',
      '#1f2127',
    ],
    dark: [
      '#d9dade',
      '#bdbfc6',
      '#a2a5ae',
      '#8b8e98',
      '#484b54',
      '#363941',
      '#2a2c33',
      '#1d1f24',
      '#17181c',
      '#111215',
    ],
  },
  fontFamily:
    'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Helvetica Neue", Arial, "Noto Sans Arabic", sans-serif',
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace',
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.125rem' },
  lineHeights: { xs: '1.35', sm: '1.4', md: '1.45', lg: '1.5', xl: '1.5' },
  radius: { xs: '2px', sm: '4px', md: '6px', lg: '8px', xl: '12px' },
  defaultRadius: 'sm',
  cursorType: 'pointer',
  respectReducedMotion: true,
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '1.25rem', lineHeight: '1.3' },
      h2: { fontSize: '1.0625rem', lineHeight: '1.35' },
      h3: { fontSize: '0.9375rem', lineHeight: '1.4' },
    },
  },
  components: {
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray' } },
    Button: { defaultProps: { size: 'sm' } },
    Checkbox: { defaultProps: { size: 'xs' } },
    Menu: { defaultProps: { shadow: 'md', transitionProps: { duration: 0 } } },
    Modal: { defaultProps: { centered: true, transitionProps: { duration: 120 } } },
    Popover: { defaultProps: { shadow: 'md', transitionProps: { duration: 0 } } },
    Text: { defaultProps: { size: 'md' } },
    Tooltip: { defaultProps: { openDelay: 350, withArrow: true, multiline: true } },
  },
});

/** Mantine's quiet text and placeholders miss AA in one scheme or the other. */
export const cssVariablesResolver: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-text': '#1f2127',
    '--mantine-color-dimmed': '#5c616c',
    '--mantine-color-placeholder': '#6b707b',
    '--mantine-color-anchor': '#3350c4',
  },
  dark: {
    '--mantine-color-text': '#dfe0e4',
    '--mantine-color-dimmed': '#a2a5ae',
    '--mantine-color-placeholder': '#8b8e98',
    '--mantine-color-anchor': '#a0b1f5',
  },
});
