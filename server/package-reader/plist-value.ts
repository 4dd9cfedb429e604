/** A property list in memory. Integers beyond 2^53 are bigint, references of archives (UID) are numbers, sets are arrays. */
export type PlistValue =
  null | boolean | number | bigint | string | Date | Uint8Array | readonly PlistValue[] | PlistDict;

export type PlistDict = ReadonlyMap<string, PlistValue>;
