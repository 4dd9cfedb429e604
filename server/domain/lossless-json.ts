/** The longest integer that can be an id, a sign, and one digit too many. */
const LONGEST_INTEGER = 21;

/** Names that reach an object's prototype when a parsed value is merged into another. */
const FORBIDDEN_KEYS = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * JSON with every digit kept: what is spelled as an integer is a bigint, every other number (1.5, but 1.0 and 1e3 as
 * well) is a number. The source text decides, since the value of a long integer has lost its last digits already.
 * An integer of more digits than any id stays a number, since making a bigint of millions of them takes seconds.
 * Throws SyntaxError for what is not JSON, and for keys that are only ever an attack.
 */
export function parseJson(text: string): unknown {
  return JSON.parse(text, function (this: unknown, key: string, value: unknown, context?: unknown): unknown {
    if (FORBIDDEN_KEYS.has(key)) throw new SyntaxError(`The key "${key}" is not allowed`);
    if (typeof value !== 'number') return value;
    // The third argument (JSON.parse source text access) is in Node 24 and not yet in TypeScript's library.
    const { source } = context as { source: string };
    return source.length <= LONGEST_INTEGER && /^-?\d+$/.test(source) ? BigInt(source) : value;
  });
}
