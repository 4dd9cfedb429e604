/**
 * JSON whose integers are too long to be exact as numbers. Device ids are above 2^53, and JSON.parse maps two of them to
 * one number. Quoting them in the text first and parsing then takes 2 times JSON.parse; revivers with source text and
 * parsers in JavaScript take 7 to 10 times.
 */

/** From this many digits on an integer becomes text; up to 15 digits a double is exact for certain. */
export const LONG_DIGITS = 16;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const MINUS = 0x2d;
const ZERO = 0x30;
const NINE = 0x39;
const COLON = 0x3a;

/** Like JSON.parse, but integers of 16 digits and more become text with every digit. Throws SyntaxError. */
export function parseLossless(text: string): unknown {
  return JSON.parse(quoteLongIntegers(text));
}

/** The same document with its long integers in quotes. Throws SyntaxError where that would make a wrong document right. */
export function quoteLongIntegers(text: string): string {
  const length = text.length;
  const longs: number[] = [];
  let isAfterLong = false;
  let at = 0;
  while (at < length) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      isAfterLong = false;
      at = endOfString(text, at + 1);
    } else if ((code >= ZERO && code <= NINE) || code === MINUS) {
      const end = endOfNumber(text, at);
      isAfterLong = isLongInteger(text, at, end);
      if (isAfterLong) longs.push(at, end);
      at = end;
    } else {
      // A bare number as a key is no JSON; in quotes it would be.
      if (isAfterLong && code === COLON) throw new SyntaxError(`Unexpected ":" at ${at}`);
      if (code > 0x20) isAfterLong = false;
      at += 1;
    }
  }
  return insertQuotes(text, longs);
}

/** The text with a quote at each of the places, which ascend. */
export function insertQuotes(text: string, places: readonly number[]): string {
  if (places.length === 0) return text;
  const parts = new Array<string>(places.length + 1);
  let copied = 0;
  for (let index = 0; index < places.length; index += 1) {
    const place = places[index] ?? copied;
    parts[index] = text.slice(copied, place);
    copied = place;
  }
  parts[places.length] = text.slice(copied);
  return parts.join('"');
}

/** The index after the closing quote of a string whose content begins at `at`; the length of the text where it is cut off. */
export function endOfString(text: string, at: number): number {
  const length = text.length;
  let index = at;
  while (index < length) {
    const code = text.charCodeAt(index);
    if (code === QUOTE) return index + 1;
    index += code === BACKSLASH ? 2 : 1;
  }
  return index;
}

/** The index after the run of characters that a number can be made of. */
export function endOfNumber(text: string, at: number): number {
  let index = at + 1;
  for (; ; index += 1) {
    const code = text.charCodeAt(index);
    // 0-9 + - . E e; NaN at the end of the text is none of them.
    const isPart =
      (code >= ZERO && code <= NINE) ||
      code === 0x2e ||
      code === MINUS ||
      code === 0x2b ||
      code === 0x45 ||
      code === 0x65;
    if (!isPart) return index;
  }
}

/** Whether the token is an integer as JSON writes it (no leading zero, no fraction, no exponent) of too many digits. */
export function isLongInteger(text: string, start: number, end: number): boolean {
  const first = text.charCodeAt(start) === MINUS ? start + 1 : start;
  if (end - first < LONG_DIGITS || text.charCodeAt(first) === ZERO) return false;
  for (let index = first; index < end; index += 1) {
    const code = text.charCodeAt(index);
    if (code < ZERO || code > NINE) return false;
  }
  return true;
}
