import { ApiError } from './errors.ts';
import { endOfNumber, endOfString, insertQuotes, isLongInteger, parseLossless } from './lossless-json.ts';

export interface ListReader {
  /** Takes the next piece of the answer, cut anywhere; answers the elements that became whole, if any. */
  push(chunk: string): unknown[] | undefined;
  /** The answer has ended: everything of it but the elements (`paging`, `delta-token`); the list itself reads []. */
  end(): Record<string, unknown>;
}

/** Stands in the list for the elements that were handed out. */
const READ = 'elements handed out before';

/** How far into an answer its list may begin. */
const MAX_BEFORE_LIST = 1_000_000;

/**
 * Reads `{"devices":[…], …}` piece by piece: one scan finds where elements end and quotes long integers, JSON.parse does
 * the rest, so that parsing happens while the network delivers. What is left of a piece begins with an element, so no
 * state of the scan is carried over. Where the text is cut off or is no such document, both functions throw an ApiError of
 * kind "malformed".
 */
export function createListReader(key: string): ListReader {
  let where: 'before' | 'list' | 'after' = 'before';
  /** What is not handed out yet: in the list the beginning of an element. */
  let rest = '';
  /** Everything around the elements. */
  let around = '';
  let isElementDue = false;

  function readElements(): unknown[] | undefined {
    const { end, isEnd, count: commas, longs } = scanElements(rest);
    if (end < 0) return undefined;
    const text = insertQuotes(rest.slice(0, end), longs);
    // Before the bracket that ends the list stands one more element than commas, unless there is none at all.
    const count = isEnd && (isElementDue || commas > 0 || !isBlank(text)) ? commas + 1 : commas;
    isElementDue = true;
    rest = rest.slice(isEnd ? end : end + 1);
    if (isEnd) where = 'after';
    return count === 0 ? undefined : parseElements(text, count);
  }

  return {
    push(chunk) {
      // Joined, not added: the scan of a string that V8 keeps as a chain of two is much slower.
      rest = rest === '' ? chunk : [rest, chunk].join('');
      if (where === 'before') {
        const start = startOfList(rest, key);
        if (start === undefined) {
          if (rest.length > MAX_BEFORE_LIST) throw malformed(`no list "${key}"`);
          return undefined;
        }
        around = rest.slice(0, start);
        rest = rest.slice(start);
        where = 'list';
      }
      return where === 'list' ? readElements() : undefined;
    },
    end() {
      if (where === 'list') throw malformed('cut off');
      const envelope = parseOrThrow(
        around + (where === 'after' ? JSON.stringify(READ) : '') + rest,
        parseLossless,
      );
      if (typeof envelope !== 'object' || envelope === null || Array.isArray(envelope))
        throw malformed('no object');
      // What is neither a list nor null is an object.
      const record = envelope as Record<string, unknown>;
      const list = record[key];
      // A second list of that name would have replaced the one that was read.
      if (!Array.isArray(list) || list.length !== 1 || list[0] !== READ)
        throw malformed(`no list "${key}", or two`);
      return { ...record, [key]: [] };
    },
  };
}

/** The index after the bracket that opens the list `key` of the outermost object; undefined where it is not there yet. */
function startOfList(text: string, key: string): number | undefined {
  let depth = 0;
  let at = 0;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === 0x22) {
      at = endOfString(text, at + 1);
      continue;
    }
    at += 1;
    if (code === 0x5b && depth === 1 && endsWithKey(text.slice(0, at), key)) return at;
    if (code === 0x7b || code === 0x5b) depth += 1;
    else if (code === 0x7d || code === 0x5d) depth -= 1;
  }
  return undefined;
}

/** Whether the text ends in `"key":[`. Its end is outside of strings, so only the key itself is looked at. */
function endsWithKey(text: string, key: string): boolean {
  const match = /"([^"\\]*)"[ \t\n\r]*:[ \t\n\r]*\[$/.exec(text);
  return match?.[1] === key && text.charAt(match.index - 1) !== '\\';
}

interface Scan {
  /** Of the last comma between elements, or of the bracket that ends the list; -1 for neither. */
  end: number;
  isEnd: boolean;
  /** Commas between elements up to there. */
  count: number;
  /** Starts and ends of the long integers up to there, in turn. */
  longs: number[];
}

/** Scans text that begins between two elements of a list. */
function scanElements(text: string): Scan {
  const length = text.length;
  const longs: number[] = [];
  const scan = { end: -1, isEnd: false, count: 0, longs };
  let longsToEnd = 0;
  let depth = 0;
  let isAfterLong = false;
  let at = 0;
  while (at < length) {
    const code = text.charCodeAt(at);
    if (code === 0x22) {
      isAfterLong = false;
      at = endOfString(text, at + 1);
      continue;
    }
    if ((code >= 0x30 && code <= 0x39) || code === 0x2d) {
      const end = endOfNumber(text, at);
      isAfterLong = isLongInteger(text, at, end);
      if (isAfterLong) longs.push(at, end);
      at = end;
      continue;
    }
    if (code === 0x2c) {
      if (depth === 0) {
        scan.end = at;
        scan.count += 1;
        longsToEnd = longs.length;
      }
    } else if (code === 0x7b || code === 0x5b) {
      depth += 1;
    } else if (code === 0x7d || code === 0x5d) {
      if (depth === 0) {
        if (code === 0x7d) throw malformed('list closed by another bracket');
        scan.end = at;
        scan.isEnd = true;
        return scan;
      }
      depth -= 1;
    } else if (code === 0x3a && isAfterLong) {
      // A bare number as a key is no JSON; in quotes it would be.
      throw malformed('a number as a key');
    }
    if (code > 0x20) isAfterLong = false;
    at += 1;
  }
  longs.length = longsToEnd;
  return scan;
}

function isBlank(text: string): boolean {
  return /^[ \t\n\r]*$/.test(text);
}

function parseElements(text: string, count: number): unknown[] {
  const elements = parseOrThrow(`[${text}]`, JSON.parse);
  // An element that is missing at the edge of a batch is no syntax error of the batch.
  if (!Array.isArray(elements) || elements.length !== count) throw malformed('an element is missing');
  return elements;
}

function parseOrThrow(text: string, parse: (text: string) => unknown): unknown {
  try {
    return parse(text);
  } catch (cause) {
    throw malformed(cause);
  }
}

function malformed(cause: unknown): ApiError {
  return new ApiError('malformed', 'The list was cut off or is not JSON. Try again.', { cause });
}
