/**
 * Values in an address. A list is parted by commas and a range by "..", so those are escaped inside a value, as
 * "%2C" and "%2E" (and "%" itself), and only there: everything else stays as the person would type it.
 */
const NONE = '~none';

/** Whether text begins as the marks of url-state.ts do, so that plain text has to be led by a "~" or a "*". */
export function isMarked(text: string): boolean {
  return /^[~=*]/.test(text);
}

export function writeValue(value: string): string {
  if (value === '') return NONE;
  const text = value
    .replaceAll('%', '%25')
    .replaceAll(',', '%2C')
    // Any dot that could be taken for one of a range's two.
    .replace(/\.(?=\.)|(?<=\.)\.|^\.|\.$/g, '%2E');
  return isMarked(text) ? `~${text}` : text;
}

/** Undefined for text that no value is written as. */
export function readValue(text: string): string | undefined {
  if (text === NONE) return '';
  if (text === '') return undefined;
  const body = text.startsWith('~') ? text.slice(1) : text;
  if (body === '' || (text.startsWith('~') && !isMarked(body))) return undefined;
  return body.replace(/%(25|2C|2E)/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

/** A name or value of a query string; the characters that addresses may show as they are, are kept readable. */
export function encodeQueryPart(text: string): string {
  return encodeURIComponent(text.toWellFormed())
    .replace(/%20/g, '+')
    .replace(/%(2C|3A|40|2F|7E|3D)/g, (code) => decodeURIComponent(code));
}
