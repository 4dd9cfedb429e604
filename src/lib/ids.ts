declare const brand: unique symbol;

/** A 64-bit id as decimal text, every digit kept. Ids are above 2^53 and are never a JavaScript number. */
export type Id<Name extends string> = string & { readonly [brand]: Name };
export type DeviceId = Id<'device'>;
export type UserId = Id<'user'>;

const MAX = '9223372036854775807';

/** Whether the text is a decimal 64-bit id as the service prints it: no sign, no leading zero. */
export function isIdText(text: string): boolean {
  // Texts of one length compare as their numbers do.
  return /^(?:0|[1-9]\d{0,18})$/.test(text) && (text.length < MAX.length || text <= MAX);
}

/** Reads an id from an address or a stored value; undefined for anything that is not one. */
export function parseDeviceId(text: string | undefined): DeviceId | undefined {
  return text !== undefined && isIdText(text) ? (text as DeviceId) : undefined;
}
