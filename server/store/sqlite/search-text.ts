import type { DeviceRecord, User } from '../store.ts';

/** Between the values of one search text: the unit separator, which no search can contain (see `searchKey`). */
const SEPARATOR = '\u001f';

/**
 * What is searched and what is searched for, in one form: case and compatibility forms (full-width digits, ligatures)
 * do not matter. SQLite's own folding knows ASCII only, so it is done here, when a row is written and when it is sought.
 */
export function searchKey(text: string): string {
  return text.replaceAll(SEPARATOR, ' ').normalize('NFKC').toLowerCase().trim();
}

/** A name that nothing else of its kind may have, in any case; accented letters are one however they are composed. */
export function nameKey(name: string): string {
  return name.normalize('NFC').toLowerCase().trim();
}

/** Everything of the device itself that a search looks at; the user's part is kept with the user. */
export function deviceSearchText(device: DeviceRecord): string {
  const phones = device.sims.flatMap((sim) => (sim.phoneNumber === undefined ? [] : [sim.phoneNumber]));
  const values = [
    device.name,
    device.model,
    device.serialNumber ?? '',
    ...device.sims.map((sim) => sim.imei ?? ''),
    ...phones,
    // Found however it is spaced by who asks.
    ...phones.map((phone) => phone.replaceAll(/[^\d+]/g, '')),
    String(device.id),
  ];
  return searchText(values);
}

export function userSearchText(user: User): string {
  return searchText([user.name, user.email]);
}

function searchText(values: string[]): string {
  return values
    .filter((value) => value !== '')
    .map(searchKey)
    .join(SEPARATOR);
}
