import { expect, test, vi } from 'vitest';
import type { Device } from '../../api/device-types.ts';
import type { DeviceId } from '../../lib/ids.ts';
import { deviceLines } from './lines.ts';

const device: Device = {
  // An id of the reference's size.
  id: '9007199254741001' as DeviceId,
  platform: 2,
  imeis: ['356938035643809'],
};

test('a device is told apart by user, model and number', () => {
  const named: Device = {
    ...device,
    name: 'Tab',
    userName: 'Ada',
    maker: 'asus',
    model: 'P01',
    serialNumber: 'S1',
  };
  expect(deviceLines({ devices: [named], count: 1 }, 'tab', vi.fn())).toMatchObject([
    { label: 'Tab', hint: 'Ada · asus P01 · S1' },
  ]);
  expect(deviceLines({ devices: [device], count: 1 }, 'x', vi.fn())).toMatchObject([
    { label: 'Unnamed device', hint: 'no user · 356938035643809' },
  ]);
});

test('more than are shown lead to the list with the same search', () => {
  const goTo = vi.fn();
  const lines = deviceLines({ devices: [device], count: 1234 }, 'a&b c', goTo);
  expect(lines.at(-1)?.label).toMatch(/See all 1.?234 matches/);
  lines.at(-1)?.run();
  expect(goTo).toHaveBeenCalledWith('/devices?q=a%26b+c');
});
