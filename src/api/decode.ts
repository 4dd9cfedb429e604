import { isIdText } from '../lib/ids.ts';

/**
 * Readers for values as the service sends them: numbers or strings, booleans as words, "--", "" and null for "not known".
 * Each answers undefined for what it cannot read.
 */
export type Fields = Readonly<Record<string, unknown>>;

/** The value as an object; an empty one for anything else. */
export function asFields(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}

export function asText(value: unknown): string | undefined {
  if (typeof value === 'string') {
    const text = value.trim();
    return text === '' || text === '--' ? undefined : text;
  }
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return undefined;
}

export function asNumber(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string' || !/^\s*-?\d+(?:\.\d+)?(?:e[+-]?\d+)?\s*$/i.test(value)) return undefined;
  return Number(value);
}

export function asBoolean(value: unknown): boolean | undefined {
  if (typeof value === 'boolean') return value;
  if (value === 1 || value === 0) return value === 1;
  if (typeof value !== 'string') return undefined;
  switch (value.trim().toLowerCase()) {
    case 'true':
    case '1':
      return true;
    case 'false':
    case '0':
      return false;
    default:
      return undefined;
  }
}

/** A 64-bit id as text. Numbers are taken while they are exact: short ids arrive as such. */
export function asIdText(value: unknown): string | undefined {
  if (typeof value === 'number') return Number.isSafeInteger(value) && value >= 0 ? String(value) : undefined;
  if (typeof value !== 'string') return undefined;
  if (isIdText(value)) return value;
  const text = value.trim();
  return isIdText(text) ? text : undefined;
}

/** Milliseconds since 1970; 0 and less mean that nobody knows. */
export function asDate(value: unknown): Date | undefined {
  const ms = asNumber(value);
  if (ms === undefined || ms <= 0) return undefined;
  const date = new Date(ms);
  return Number.isNaN(date.getTime()) ? undefined : date;
}

/** Several texts: a list, or one text with commas; empty ones and repetitions left out. */
export function asTexts(value: unknown): string[] {
  if (value === undefined || value === null || value === '') return [];
  const given: unknown[] = Array.isArray(value)
    ? value
    : typeof value === 'string'
      ? value.split(',')
      : [value];
  const texts: string[] = [];
  for (const one of given) {
    const text = asText(one);
    if (text !== undefined && !texts.includes(text)) texts.push(text);
  }
  return texts;
}
