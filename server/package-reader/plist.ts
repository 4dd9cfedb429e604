import { readBinaryPlist } from './plist-binary.ts';
import { type PlistDict, type PlistValue } from './plist-value.ts';
import { readXmlPlist } from './plist-xml.ts';
import { PackageError } from './types.ts';

const BINARY_MARK = new TextEncoder().encode('bplist');

/** A property list, binary or XML, whose top is a dictionary. `PackageError` for everything else. */
export function readPlist(bytes: Uint8Array<ArrayBuffer>): PlistDict {
  const isBinary = BINARY_MARK.every((byte, index) => bytes[index] === byte);
  const top = isBinary ? readBinaryPlist(bytes) : readXmlPlist(bytes);
  if (!(top instanceof Map)) {
    throw new PackageError('The package is damaged: its property list is no dictionary.');
  }
  // instanceof alone makes it a Map of anything.
  return top as PlistDict;
}

export function textOf(value: PlistValue | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** The texts of an array, or the one where there is no array around it. */
export function textsOf(value: PlistValue | undefined): string[] {
  const items = Array.isArray(value) ? (value as readonly PlistValue[]) : [value];
  return items.filter((item) => typeof item === 'string');
}

/** What is below one key after the other, where each but the last is a dictionary. */
export function valueAt(dict: PlistDict, ...keys: readonly string[]): PlistValue | undefined {
  return keys.reduce<PlistValue | undefined>(
    (value, key) => (value instanceof Map ? (value as PlistDict).get(key) : undefined),
    dict,
  );
}
