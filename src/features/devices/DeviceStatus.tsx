import type { Device } from '../../api/device-types.ts';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import classes from './device-columns.module.css';

interface Props {
  device: Pick<Device, 'isLostMode' | 'isRemoved'>;
  /** Says nothing where nothing is the matter. */
  isQuiet?: boolean;
}

/** What of the list's facts makes a device stand out, in words. */
export function DeviceStatus({ device, isQuiet = false }: Props) {
  const { isLostMode, isRemoved } = device;
  if (isLostMode === true || isRemoved === true) {
    return (
      <span className={classes.badges}>
        {isLostMode === true && <StatusBadge tone="danger">Lost mode</StatusBadge>}
        {isRemoved === true && <StatusBadge tone="neutral">Removed</StatusBadge>}
      </span>
    );
  }
  if (isQuiet) return null;
  return (
    <span className={classes.none}>
      {isLostMode === undefined && isRemoved === undefined ? '—' : 'Managed'}
    </span>
  );
}
