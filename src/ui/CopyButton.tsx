import { ActionIcon } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconCopy } from '@tabler/icons-react';
import { useCopy } from './use-copy.ts';

/** Copies a value; its name says of what, and the answer is spoken as well as shown. */
export function CopyButton({ value, label }: { value: string; label: string }) {
  const { state, copy } = useCopy();
  const words = { idle: `Copy ${label}`, copied: `Copied ${label}`, failed: `Could not copy ${label}` }[
    state
  ];
  const Icon = { idle: IconCopy, copied: IconCheck, failed: IconAlertTriangle }[state];
  return (
    <ActionIcon
      variant="subtle"
      color={state === 'failed' ? 'red' : 'gray'}
      size="sm"
      aria-label={words}
      title={words}
      aria-live="polite"
      onClick={() => void copy(value)}
    >
      <Icon size={14} aria-hidden />
    </ActionIcon>
  );
}
