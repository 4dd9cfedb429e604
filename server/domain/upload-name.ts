/** Longest name kept, bytes of UTF-8: what file systems take. */
const MAX_NAME_BYTES = 255;

/** Parameters that name a file, best first; clients send either spelling (reference: "Upload a file to MDM"). */
const NAME_PARAMETERS = ['filename*', 'filename', 'file_name*', 'file_name'];

/**
 * The name of the file in a Content-Disposition, with or without a disposition type in front, as Node gives it: one
 * character a byte. Undefined where there is none, or none is left of it.
 */
export function readFileName(disposition: string | undefined): string | undefined {
  const parameters = readParameters(disposition ?? '');
  for (const parameter of NAME_PARAMETERS) {
    const value = parameters.get(parameter);
    if (value === undefined) continue;
    const text = parameter.endsWith('*') ? decodeExtended(value) : decodeBytes(value);
    const name = text === undefined ? undefined : cleanFileName(text);
    if (name !== undefined) return name;
  }
  return undefined;
}

/** Whether a Content-Disposition has a parameter for a file name, be it empty; what has none is no file but a field. */
export function namesFile(disposition: string): boolean {
  const parameters = readParameters(disposition);
  return NAME_PARAMETERS.some((parameter) => parameters.has(parameter));
}

/**
 * A name without folders, control characters and signs that turn the direction of reading (by which "gpj.apk" reads
 * as "kpa.jpg"); undefined where nothing is left. It is shown and stored, and never a path of ours.
 */
export function cleanFileName(text: string): string | undefined {
  const last = text.slice(Math.max(text.lastIndexOf('/'), text.lastIndexOf('\\')) + 1);
  const clean = last
    .toWellFormed()
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '')
    .trim();
  const name = shorten(clean).trim();
  return name === '' || name === '.' || name === '..' ? undefined : name;
}

/** The parameters of a header such as Content-Disposition by name in lower case, the first where one is given twice. */
export function readParameters(header: string): Map<string, string> {
  const parameters = new Map<string, string>();
  for (let at = 0; at < header.length;) {
    const semicolon = endAt(header, ';', at);
    const equals = header.indexOf('=', at);
    if (equals === -1 || equals > semicolon) {
      at = semicolon + 1;
      continue;
    }
    const name = header.slice(at, equals).trim().toLowerCase();
    const { value, end } = readValue(header, equals + 1);
    if (!parameters.has(name)) parameters.set(name, value);
    at = endAt(header, ';', end) + 1;
  }
  return parameters;
}

function endAt(text: string, mark: string, from: number): number {
  const found = text.indexOf(mark, from);
  return found === -1 ? text.length : found;
}

function readValue(header: string, from: number): { value: string; end: number } {
  let start = from;
  while (header[start] === ' ' || header[start] === '\t') start += 1;
  if (header[start] !== '"') {
    // A name with spaces is not always quoted, so it goes on to the semicolon.
    const end = endAt(header, ';', start);
    return { value: header.slice(start, end).trim(), end };
  }
  let end = start + 1;
  while (end < header.length && header[end] !== '"') end += isEscape(header, end) ? 2 : 1;
  // Only these two are escapes: other backslashes are of a Windows path, which some clients send as it is.
  return {
    value: header.slice(start + 1, end).replace(/\\(["\\])/g, '$1'),
    end: Math.min(end + 1, header.length),
  };
}

function isEscape(header: string, at: number): boolean {
  return header[at] === '\\' && (header[at + 1] === '"' || header[at + 1] === '\\');
}

/** RFC 8187: charset'language'percent-encoded. Undefined where it is not that. */
function decodeExtended(value: string): string | undefined {
  const [, charset = '', encoded = ''] = /^([^']*)'[^']*'(.*)$/s.exec(value) ?? [];
  const isUtf8 = charset.toLowerCase() === 'utf-8';
  if (!isUtf8 && charset.toLowerCase() !== 'iso-8859-1') return undefined;
  if (/%(?![\da-f]{2})/i.test(encoded)) return undefined;
  const bytes = encoded.replace(/%(..)/g, (_match, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return isUtf8 ? decodeUtf8(bytes) : bytes;
}

/** What was sent as UTF-8 arrives as a character a byte; what is no UTF-8 was latin1 indeed. */
function decodeBytes(value: string): string {
  return decodeUtf8(value) ?? value;
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

function decodeUtf8(bytes: string): string | undefined {
  // Characters above 255 are no bytes: `inject` and other callers inside the process may hand them over.
  if (/[^\0-\xff]/.test(bytes)) return bytes;
  try {
    return utf8.decode(Buffer.from(bytes, 'latin1'));
  } catch {
    return undefined;
  }
}

/** Cuts before the extension, which tells people and programs what it is, and never in the middle of a character. */
function shorten(name: string): string {
  if (Buffer.byteLength(name) <= MAX_NAME_BYTES) return name;
  const dot = name.lastIndexOf('.');
  const extension = dot > 0 && Buffer.byteLength(name.slice(dot)) <= 32 ? name.slice(dot) : '';
  const room = MAX_NAME_BYTES - Buffer.byteLength(extension);
  const stem = Buffer.from(name.slice(0, name.length - extension.length)).subarray(0, room);
  // A character that was cut in two is an incomplete sequence at the end, which a stream decoder holds back.
  return new TextDecoder().decode(stem, { stream: true }) + extension;
}
