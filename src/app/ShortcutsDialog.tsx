import { Button } from '@mantine/core';
import { Modal } from '../ui/Modal.tsx';
import classes from './shortcuts-dialog.module.css';
import { SHORTCUTS } from './shortcuts.ts';

/** Every keyboard shortcut. */
export function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  return (
    <Modal label="Keyboard shortcuts" onClose={onClose}>
      <h2>Keyboard shortcuts</h2>
      {SHORTCUTS.map(({ title, keys }) => (
        <section key={title}>
          <h3 className={classes.title}>{title}</h3>
          <dl className={classes.list}>
            {keys.map(([combination, does]) => (
              <div key={combination} className={classes.row}>
                <dt>{does}</dt>
                <dd>
                  {combination.split(' ').map((key) => (
                    <kbd key={key} className={classes.key}>
                      {key}
                    </kbd>
                  ))}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
      <Button variant="default" onClick={onClose}>
        Close
      </Button>
    </Modal>
  );
}
