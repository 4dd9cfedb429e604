import { expect, it } from 'vitest';
import { whyNotLocated } from './device-location.ts';

const OFF = { is_device_locator_enabled: 'false' };
const ON = { is_device_locator_enabled: 'true' };

it.each([
  ['managed, locator on', { isRemoved: false, facts: ON }, undefined],
  ['managed, nothing known of its locator', { isRemoved: false, facts: {} }, undefined],
  [
    'a locator that is not known',
    { isRemoved: false, facts: { is_device_locator_enabled: '--' } },
    undefined,
  ],
  ['locator off', { isRemoved: false, facts: OFF }, 'locating is switched off on the device'],
  ['removed', { isRemoved: true, facts: ON }, 'the device is no longer managed'],
  ['removed, and its locator off', { isRemoved: true, facts: OFF }, 'the device is no longer managed'],
])('%s', (_case, device, expected) => {
  expect(whyNotLocated(device)).toBe(expected);
});
