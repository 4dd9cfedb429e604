import { type XmlElement } from '@rgrove/parse-xml';
import { type PlistValue } from './plist-value.ts';
import { PackageError } from './types.ts';
import { childrenOf, readXml } from './xml.ts';

const WHAT = 'its property list';

/** An XML property list (http://www.apple.com/DTDs/PropertyList-1.0.dtd). `PackageError` for what is none. */
export function readXmlPlist(bytes: Uint8Array): PlistValue {
  const root = readXml(bytes, WHAT);
  const [top] = childrenOf(root);
  if (root.name !== 'plist' || top === undefined) throw damaged();
  return valueOf(top);
}

/** Depth is bounded by `readXml`. */
function valueOf(element: XmlElement): PlistValue {
  switch (element.name) {
    case 'dict':
      return dictOf(element);
    case 'array':
      return childrenOf(element).map(valueOf);
    case 'string':
      return element.text;
    case 'integer':
      return integerOf(element.text.trim());
    case 'real':
      return Number(element.text);
    case 'true':
      return true;
    case 'false':
      return false;
    case 'date':
      return new Date(element.text.trim());
    case 'data':
      return dataOf(element.text);
    default:
      throw damaged();
  }
}

function dictOf(element: XmlElement): Map<string, PlistValue> {
  const children = childrenOf(element);
  const dict = new Map<string, PlistValue>();
  for (let index = 0; index < children.length; index += 2) {
    const [key, value] = [children[index], children[index + 1]];
    if (key?.name !== 'key' || value === undefined) throw damaged();
    dict.set(key.text, valueOf(value));
  }
  return dict;
}

function integerOf(text: string): number | bigint {
  // Apple's own reader takes hexadecimal as well. Longer ones are no 64 bits, and slow to read.
  if (!/^[+-]?(?:\d{1,40}|0x[\da-f]{1,32})$/i.test(text)) throw damaged();
  const digits = BigInt(text.replace(/^[+-]/, ''));
  const value = text.startsWith('-') ? -digits : digits;
  const narrow = Number(value);
  return Number.isSafeInteger(narrow) ? narrow : value;
}

function dataOf(text: string): Uint8Array {
  try {
    return Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
  } catch {
    throw damaged();
  }
}

function damaged(): PackageError {
  return new PackageError(`The package is damaged: ${WHAT} is no property list.`);
}
