import { ActionIcon, Button } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconGripVertical } from '@tabler/icons-react';
import { useState } from 'react';
import { deviceFields } from '../../../features/devices/fields.ts';
import { moveColumn, toggleColumn } from '../../../table/column-state.ts';
import type { ColumnState, Density } from '../../../table/model.ts';
import field from '../../../ui/field.module.css';
import { deviceField } from '../fields-by-id.ts';
import { Segments } from './Segments.tsx';
import classes from './panels.module.css';

interface Props {
  columns: readonly ColumnState[];
  isDefault: boolean;
  density: Density;
  onColumns: (columns: ColumnState[] | undefined) => void;
  onDensity: (density: Density) => void;
}

const DENSITIES = [
  ['compact', 'Compact'],
  ['normal', 'Normal'],
  ['relaxed', 'Relaxed'],
] as const;

/** Which columns, in which order, and how high the rows are. */
export function ColumnsPanel({ columns, isDefault, density, onColumns, onDensity }: Props) {
  const [dragged, setDragged] = useState<string>();
  const [over, setOver] = useState<string>();
  const hidden = deviceFields.filter(({ id }) => !columns.some((column) => column.id === id));
  const endDrag = () => {
    setDragged(undefined);
    setOver(undefined);
  };

  return (
    <div className={field.stack}>
      <Segments label="Row height" name="density" options={DENSITIES} value={density} onChange={onDensity} />
      <div>
        <h2 className={field.section}>Columns</h2>
        <ul className={field.list} aria-label="Visible columns, in order">
          {columns.map(({ id }, at) => {
            const label = deviceField(id)?.label ?? id;
            return (
              <li
                key={id}
                className={classes.column}
                data-over={over === id && dragged !== id ? true : undefined}
                draggable
                onDragStart={() => setDragged(id)}
                onDragOver={(event) => {
                  event.preventDefault();
                  setOver(id);
                }}
                onDragEnd={endDrag}
                onDrop={() => {
                  if (dragged !== undefined && dragged !== id) onColumns(moveColumn(columns, dragged, at));
                  endDrag();
                }}
              >
                <IconGripVertical size={14} className={classes.grip} aria-hidden />
                <label className={field.option}>
                  <input
                    type="checkbox"
                    checked
                    disabled={columns.length === 1}
                    onChange={() => onColumns(toggleColumn(columns, id))}
                  />
                  <span>{label}</span>
                </label>
                <ActionIcon
                  size="sm"
                  aria-label={`Move ${label} up`}
                  disabled={at === 0}
                  onClick={() => onColumns(moveColumn(columns, id, at - 1))}
                >
                  <IconArrowUp size={14} aria-hidden />
                </ActionIcon>
                <ActionIcon
                  size="sm"
                  aria-label={`Move ${label} down`}
                  disabled={at === columns.length - 1}
                  onClick={() => onColumns(moveColumn(columns, id, at + 1))}
                >
                  <IconArrowDown size={14} aria-hidden />
                </ActionIcon>
              </li>
            );
          })}
        </ul>
      </div>
      {hidden.length > 0 && (
        <div>
          <h2 className={field.section}>Not shown</h2>
          <ul className={field.list} aria-label="Columns not shown">
            {hidden.map(({ id, label }) => (
              <li key={id}>
                <label className={field.option}>
                  <input
                    type="checkbox"
                    checked={false}
                    onChange={() => onColumns(toggleColumn(columns, id))}
                  />
                  <span>{label}</span>
                </label>
              </li>
            ))}
          </ul>
        </div>
      )}
      <Button size="xs" variant="default" disabled={isDefault} onClick={() => onColumns(undefined)}>
        Back to the usual columns
      </Button>
    </div>
  );
}
