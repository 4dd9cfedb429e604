/** Tokens that clients hand back unread: what they say is ours to change. Base64url of a JSON array that begins with a kind. */
export function writeToken(kind: string, fields: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify([kind, ...fields])).toString('base64url');
}

/** The fields of a token of that kind; undefined for anything else. */
export function readToken(kind: string, token: string): unknown[] | undefined {
  // Buffer skips what is not base64url: writing it again shows whether anything was skipped.
  const bytes = Buffer.from(token, 'base64url');
  if (bytes.length === 0 || bytes.toString('base64url') !== token) return undefined;
  try {
    const parsed: unknown = JSON.parse(bytes.toString('utf8'));
    return Array.isArray(parsed) && parsed[0] === kind ? parsed.slice(1) : undefined;
  } catch {
    return undefined;
  }
}
