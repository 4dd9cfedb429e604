/** Ids are 64-bit longs of the service, and not negative. */
export const MAX_ID = 2n ** 63n - 1n;

/** Reads a 64-bit id as the service prints it (no sign, no leading zero); undefined for anything that is not one. */
export function readId(text: string): bigint | undefined {
  if (!/^(?:0|[1-9]\d{0,18})$/.test(text)) return undefined;
  const id = BigInt(text);
  return id <= MAX_ID ? id : undefined;
}
