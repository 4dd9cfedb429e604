import type { Static, TObject, TSchema } from 'typebox';
import { ApiFailure } from '../contract/errors.ts';
import { MAX_ID } from './long-id.ts';

/** What a body's schema may say of a field; everything the contracts of requests use. */
interface Rule {
  type?: string;
  format?: string;
  enum?: readonly unknown[];
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  pattern?: string;
  maxItems?: number;
  items?: Rule;
}

/**
 * Reads a JSON object by its schema: ids as bigint, other integers as numbers. Fields the schema does not know are left
 * out, as the service does. Fails with COM0006 where there is no body and with COM0005 where a field is missing or
 * wrong, naming it. Ajv does not serve here: it takes 1.0 and 1e3 for integers, and a bigint for none.
 */
export function readBody<T extends TObject>(schema: T, body: unknown): Static<T> {
  if (body === undefined) throw new ApiFailure('COM0006');
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new ApiFailure('COM0005', 'the body has to be a JSON object');
  }
  // Absent where every field is optional, whatever its type says.
  const required = new Set<string>(schema.required);
  const read: Record<string, unknown> = {};
  for (const [name, rule] of Object.entries<TSchema>(schema.properties)) {
    const value = (body as Record<string, unknown>)[name];
    if (value !== undefined && value !== null) read[name] = readValue(name, value, rule);
    else if (required.has(name)) throw new ApiFailure('COM0005', `${name} is missing`);
  }
  // Built field by field from this very schema.
  return read as Static<T>;
}

/** As `readBody`, for operations whose body may be left out. */
export function readOptionalBody<T extends TObject>(schema: T, body: unknown): Static<T> {
  return readBody(schema, body ?? {});
}

function readValue(name: string, value: unknown, rule: Rule): unknown {
  switch (rule.type) {
    case 'string':
      return readText(name, value, rule);
    case 'boolean':
      if (typeof value !== 'boolean') throw new ApiFailure('COM0005', `${name} has to be true or false`);
      return value;
    case 'integer':
      return rule.format === 'int64' ? readLong(name, value) : readInteger(name, value, rule);
    case 'array':
      return readList(name, value, rule);
    case undefined:
    default:
      throw new Error(`No rule for ${name} of type ${String(rule.type)}`);
  }
}

function readText(name: string, value: unknown, rule: Rule): string {
  const { minLength = 0, maxLength = 1000, pattern } = rule;
  if (typeof value !== 'string') throw new ApiFailure('COM0005', `${name} has to be text`);
  const text = value.trim();
  if (text.length < minLength) throw new ApiFailure('COM0005', `${name} is empty`);
  if (text.length > maxLength) {
    throw new ApiFailure('COM0005', `${name} has ${text.length} characters, at most ${maxLength} are taken`);
  }
  // A lone surrogate is no text that UTF-8 could keep, and NUL ends a text for some readers.
  if (!text.isWellFormed() || text.includes('\0'))
    throw new ApiFailure('COM0005', `${name} is not readable text`);
  if (pattern !== undefined && !new RegExp(pattern, 'u').test(text)) {
    throw new ApiFailure(
      'COM0005',
      `${name} has control characters or signs that turn the direction of text`,
    );
  }
  return text;
}

function readLong(name: string, value: unknown): bigint {
  if (typeof value === 'bigint' && value >= 0n && value <= MAX_ID) return value;
  throw new ApiFailure('COM0005', `${name} has to be an id, an integer in every digit`);
}

function readInteger(name: string, value: unknown, rule: Rule): number {
  const number = typeof value === 'bigint' ? Number(value) : Number.NaN;
  const { minimum = 0, maximum = 2 ** 31 - 1 } = rule;
  const isAllowed = rule.enum === undefined || rule.enum.includes(number);
  if (Number.isInteger(number) && number >= minimum && number <= maximum && isAllowed) return number;
  const wanted =
    rule.enum === undefined ? `an integer from ${minimum} to ${maximum}` : `one of ${rule.enum.join(', ')}`;
  throw new ApiFailure('COM0005', `${name} has to be ${wanted}`);
}

function readList(name: string, value: unknown, { items, maxItems = 200_000 }: Rule): unknown[] {
  if (!Array.isArray(value)) throw new ApiFailure('COM0005', `${name} has to be a list`);
  if (value.length === 0) throw new ApiFailure('COM0005', `${name} is empty`);
  if (value.length > maxItems) throw new ApiFailure('COM0005', `${name} has more than ${maxItems} entries`);
  if (items === undefined) throw new Error(`No rule for the entries of ${name}`);
  return value.map((each: unknown, index) => readValue(`${name}[${index}]`, each, items));
}
