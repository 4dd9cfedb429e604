import { ApiError } from './errors.ts';
import { endOfNumber, isLongInteger } from './lossless-json.ts';

/** Elements that arrived whole. */
export interface ListBatch {
  elements: unknown[];
  /** The same as JSON text without the brackets, long integers already quoted: can be stored, and parsed by JSON.parse. */
  text: string;
}

export interface ListReader {
  /** Takes the next piece of the answer, cut anywhere; answers the elements that became whole, if any. */
  push(chunk: string): ListBatch | undefined;
  /** The answer has ended: everything of it but the elements (`paging`, `delta-token`); the list itself reads []. */
  end(): Record<string, unknown>;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;
/** How deep the characters between the elements are: inside the object and inside its list. */
const BETWEEN = 2;

/**
 * Reads `{"devices":[…], …}` piece by piece: one scan finds where elements end and quotes long integers, JSON.parse does
 * the rest, so that parsing happens while the network delivers. Where the text is cut off or is no such document, both
 * functions throw an ApiError of kind "malformed".
 */
export function createListReader(key: string): ListReader {
  let buffer = '';
  let scanned = 0;
  /** The buffer up to here was taken over, into `quoted` or further. */
  let taken = 0;
  /** Text since the last element or the start, long integers quoted. */
  let quoted = '';
  /** Whole elements not handed out yet, and how many. */
  let whole = '';
  let count = 0;
  /** Everything around the elements. */
  let around = '';
  let depth = 0;
  let isInString = false;
  let isAfterLong = false;
  let where: 'before' | 'list' | 'after' = 'before';
  /** A comma was seen, so an element has to follow. */
  let isElementDue = false;

  function take(to: number): string {
    const text = quoted + buffer.slice(taken, to);
    quoted = '';
    taken = to;
    return text;
  }

  function addElement(to: number): void {
    const text = take(to);
    whole = count === 0 ? text : `${whole},${text}`;
    count += 1;
  }

  function open(at: number): void {
    if (where === 'before' && depth === 1) {
      around += take(at + 1);
      if (endsWithKey(around, key)) where = 'list';
    } else if (where === 'after' && depth === 1) {
      around += take(at + 1);
      if (endsWithKey(around, key)) throw malformed(`"${key}" twice`);
    }
    depth += 1;
  }

  function close(code: number, at: number): void {
    depth -= 1;
    if (where !== 'list' || depth >= BETWEEN) return;
    if (code !== 0x5d) throw malformed('list closed by another bracket');
    if (isElementDue || !isBlank(quoted + buffer.slice(taken, at))) addElement(at);
    else take(at);
    where = 'after';
  }

  function structure(code: number, at: number): void {
    if (code === COMMA) {
      if (where !== 'list' || depth !== BETWEEN) return;
      addElement(at);
      taken = at + 1;
      isElementDue = true;
    } else if (code === 0x5b) {
      open(at);
    } else if (code === 0x7b) {
      depth += 1;
    } else if (code === 0x5d || code === 0x7d) {
      close(code, at);
    } else if (code === COLON && isAfterLong) {
      // A bare number as a key is no JSON; in quotes it would be.
      throw malformed('a number as a key');
    }
  }

  /** Scans what is there; stops before a number that may go on in the next piece. */
  function scan(): void {
    const text = buffer;
    const length = text.length;
    let at = scanned;
    while (at < length) {
      if (isInString) {
        let code = text.charCodeAt(at);
        while (code !== QUOTE && at < length) {
          at += code === BACKSLASH ? 2 : 1;
          code = text.charCodeAt(at);
        }
        if (at >= length) break;
        isInString = false;
        at += 1;
        continue;
      }
      const code = text.charCodeAt(at);
      if (code === QUOTE) {
        isInString = true;
        isAfterLong = false;
        at += 1;
      } else if ((code >= 0x30 && code <= 0x39) || code === 0x2d) {
        const end = endOfNumber(text, at);
        if (end === length) break;
        isAfterLong = isLongInteger(text, at, end);
        if (isAfterLong) quoted = `${take(at)}"${text.slice(at, (taken = end))}"`;
        at = end;
      } else {
        if (code > 0x20) {
          structure(code, at);
          isAfterLong = false;
        }
        at += 1;
      }
    }
    // After a backslash at the very end this is one further than the text: the next character is skipped as well.
    scanned = at;
  }

  function handOut(): ListBatch | undefined {
    if (count === 0) return undefined;
    const batch = { elements: parseElements(whole, count), text: whole };
    whole = '';
    count = 0;
    return batch;
  }

  return {
    push(chunk) {
      buffer = buffer.slice(taken) + chunk;
      scanned -= taken;
      taken = 0;
      scan();
      return handOut();
    },
    end() {
      around += quoted + buffer.slice(taken);
      if (where === 'list' || isInString) throw malformed('cut off');
      const envelope = parseOrThrow(around);
      if (typeof envelope !== 'object' || envelope === null || Array.isArray(envelope)) throw malformed('no object');
      const record = envelope as Record<string, unknown>;
      if (!Array.isArray(record[key])) throw malformed(`no "${key}"`);
      if (where === 'before' && record[key].length > 0) throw malformed(`"${key}" spelled with escapes`);
      return record;
    },
  };
}

/** Whether the text ends in `"key":[`. What comes before is outside of strings, so only the key itself is looked at. */
function endsWithKey(text: string, key: string): boolean {
  const match = /"([^"\\]*)"[ \t\n\r]*:[ \t\n\r]*\[$/.exec(text);
  return match?.[1] === key && text.charAt(match.index - 1) !== '\\';
}

function isBlank(text: string): boolean {
  return /^[ \t\n\r]*$/.test(text);
}

function parseElements(text: string, count: number): unknown[] {
  const elements = parseOrThrow(`[${text}]`);
  // A missing element at an edge of the batch is no syntax error of the batch.
  if (!Array.isArray(elements) || elements.length !== count) throw malformed('an element is missing');
  return elements;
}

function parseOrThrow(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw malformed(cause);
  }
}

function malformed(cause: unknown): ApiError {
  return new ApiError('malformed', 'The list was cut off or is not JSON. Try again.', { cause });
}
