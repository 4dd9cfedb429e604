import { XmlElement, parseXml } from '@rgrove/parse-xml';
import { PackageError } from './types.ts';

/** Characters. What the parser builds of a document is many times as large; honest manifests have some ten thousand. */
const MAX_LENGTH = 1024 * 1024;
/** Elements within elements. The parser calls itself for each. */
const MAX_DEPTH = 100;

/**
 * The root element of a document in UTF-8 or, as its first bytes say, UTF-16. `PackageError` for what is not well-formed or
 * too large, and for a document type of its own: no manifest has one, and entities are only good for traps.
 * `what` is for the message: "its manifest".
 */
export function readXml(bytes: Uint8Array, what: string): XmlElement {
  const text = decodeXml(bytes, what);
  if (text.length > MAX_LENGTH) throw new PackageError(`The package is too large to read: ${what}.`);
  // Without "<" in the class each of many would be searched to the end of the text.
  if (/<!DOCTYPE[^<>[]*\[/.test(text)) {
    throw new PackageError(`The package cannot be read: ${what} declares entities of its own.`);
  }
  if (isTooDeep(text)) throw new PackageError(`The package cannot be read: ${what} is nested too deeply.`);
  let root: XmlElement | null;
  try {
    // Line ends first: the parser takes a carriage return at a time, each with a copy of the whole text.
    root = parseXml(text.replaceAll(/\r\n?/g, '\n')).root;
  } catch {
    throw notWellFormed(what);
  }
  if (root === null) throw notWellFormed(what);
  return root;
}

/** The elements right below an element, all or those of a name without its prefix. */
export function childrenOf(element: XmlElement | undefined, name?: string): XmlElement[] {
  return (element?.children ?? []).filter(
    (child): child is XmlElement =>
      child instanceof XmlElement && (name === undefined || localName(child) === name),
  );
}

/** The first element right below an element by its name without the prefix, and so on down the names. */
export function childOf(
  element: XmlElement | undefined,
  ...names: readonly string[]
): XmlElement | undefined {
  return names.reduce((parent, name) => childrenOf(parent, name)[0], element);
}

/** The name without its prefix: manifests choose the prefixes of namespaces freely, and names do not clash. */
export function localName(element: XmlElement): string {
  return element.name.slice(element.name.indexOf(':') + 1);
}

function decodeXml(bytes: Uint8Array, what: string): string {
  const [first, second] = bytes;
  const isLittle = (first === 0xff && second === 0xfe) || (first === 0x3c && second === 0);
  const isBig = (first === 0xfe && second === 0xff) || (first === 0 && second === 0x3c);
  try {
    return new TextDecoder(isLittle ? 'utf-16le' : isBig ? 'utf-16be' : 'utf-8', { fatal: true }).decode(
      bytes,
    );
  } catch {
    throw notWellFormed(what);
  }
}

/** Counts start tags against end tags. It agrees with the parser up to the first mistake, where the parser gives up. */
function isTooDeep(text: string): boolean {
  let depth = 0;
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at)) {
    if (text.startsWith('<!--', at)) at = after(text, '-->', at + 4);
    else if (text.startsWith('<![CDATA[', at)) at = after(text, ']]>', at);
    else if (text.startsWith('<?', at)) at = after(text, '?>', at);
    else if (text.startsWith('<!', at)) at += 2;
    else {
      const end = tagEnd(text, at);
      if (text[at + 1] === '/') depth -= 1;
      else if (text[end - 1] !== '/') depth += 1;
      if (depth > MAX_DEPTH) return true;
      at = end;
    }
  }
  return false;
}

function after(text: string, mark: string, from: number): number {
  const at = text.indexOf(mark, from);
  return at < 0 ? text.length : at + mark.length;
}

/** Where the `>` of a tag is; one within a value in quotes does not count. */
function tagEnd(text: string, from: number): number {
  let quote: string | undefined;
  for (let at = from; at < text.length; at += 1) {
    const char = text[at];
    if (quote !== undefined) {
      if (char === quote) quote = undefined;
    } else if (char === '>') return at;
    else if (char === '"' || char === "'") quote = char;
  }
  return text.length;
}

function notWellFormed(what: string): PackageError {
  return new PackageError(`The package is damaged: ${what} is no well-formed XML.`);
}
