import type { Device } from '../../api/device-types.ts';
import { paths } from '../../lib/paths.ts';
import type { Command } from './commands.ts';

/** One line of the palette: a device, the way to all that match, a saved view or an action. */
export interface Line extends Command {
  group: 'Devices' | 'Actions and views';
}

interface Matches {
  devices: readonly Device[];
  count: number;
}

/** What tells devices of one name apart: who has it, what it is, and the number on its back. */
function describe(device: Device): string {
  const kind = [device.maker, device.model].filter(Boolean).join(' ');
  return [device.userName ?? 'no user', kind, device.serialNumber ?? device.imeis[0] ?? `id ${device.id}`]
    .filter(Boolean)
    .join(' · ');
}

/** The devices found, and where there are more than are shown, the way to all of them. */
export function deviceLines(matches: Matches, search: string, goTo: (path: string) => void): Line[] {
  const lines = matches.devices.map((device): Line => ({
    id: `device:${device.id}`,
    group: 'Devices',
    label: device.name ?? 'Unnamed device',
    hint: describe(device),
    run: () => goTo(paths.device(device.id)),
  }));
  if (matches.count <= matches.devices.length) return lines;
  return [
    ...lines,
    {
      id: 'all',
      group: 'Devices',
      label: `See all ${matches.count.toLocaleString()} matches`,
      run: () => goTo(paths.devices(new URLSearchParams({ q: search }).toString())),
    },
  ];
}
