import { ActionIcon } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Modal } from './Modal.tsx';
import classes from './dialog.module.css';

interface Props {
  title: string;
  onClose: () => void;
  children: ReactNode;
}

/** A titled modal dialog to work in: a press beside it does not close it. Full screen on a phone. */
export function Dialog({ title, onClose, children }: Props) {
  return (
    <Modal label={title} className={classes.dialog ?? ''} keepsOnPress onClose={onClose}>
      <header className={classes.header}>
        <h2>{title}</h2>
        <ActionIcon aria-label="Close" onClick={onClose}>
          <IconX size={18} aria-hidden />
        </ActionIcon>
      </header>
      <div className={classes.content}>{children}</div>
    </Modal>
  );
}
