import type { DeviceId } from './ids.ts';

/** Every address of the page, spelled once. `search` is a query string without the leading "?". */
export const paths = {
  home: () => '/',
  devices: (search = '') => (search === '' ? '/devices' : `/devices?${search}`),
  /** Devices with the dialog for pasted identifiers open. */
  pasteIdentifiers: (search = '') => `${paths.devices(search)}#paste`,
  device: (id: DeviceId | ':deviceId') => `/devices/${id}`,
  budget: () => '/budget',
  signedOut: () => '/signed-out',
  /** Where the authorization server sends the person back to; registered with it, so keep in step with the server. */
  callback: () => '/callback',
  /** The same for the sign-in window that opens beside the page when a session ended. */
  callbackBeside: () => '/callback-beside',
} as const;
