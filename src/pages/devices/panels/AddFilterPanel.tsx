import { IconChevronRight } from '@tabler/icons-react';
import { deviceFields } from '../../../features/devices/fields.ts';
import field from '../../../ui/field.module.css';
import classes from './panels.module.css';

/** Every field, shown as a column or not: choosing one goes on to its filter. */
export function AddFilterPanel({ onChoose }: { onChoose: (fieldId: string) => void }) {
  return (
    <>
      <h2 className={field.section}>Filter by</h2>
      <ul className={classes.menu}>
        {deviceFields.map(({ id, label }) => (
          <li key={id}>
            <button type="button" className={classes.menuItem} onClick={() => onChoose(id)}>
              <span>{label}</span>
              <IconChevronRight size={14} aria-hidden />
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
