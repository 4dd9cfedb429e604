const MAX = 2n ** 63n - 1n;

/** Reads a 64-bit id as the service prints it (no sign, no leading zero); undefined for anything that is not one. */
export function readId(text: string): bigint | undefined {
  if (!/^(?:0|[1-9]\d{0,18})$/.test(text)) return undefined;
  const id = BigInt(text);
  return id <= MAX ? id : undefined;
}

/** An id of a request body: the parser gives a bigint for a long one, a number for a short one; text is what `strings` sends. */
export function readBodyId(value: unknown): bigint | undefined {
  if (typeof value === 'bigint') return readId(value.toString());
  if (typeof value === 'string') return readId(value);
  return typeof value === 'number' && Number.isSafeInteger(value) ? readId(String(value)) : undefined;
}
