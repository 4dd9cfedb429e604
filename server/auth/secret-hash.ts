import { createHash, timingSafeEqual } from 'node:crypto';

/**
 * What is kept in place of a token, a session id or an API key. These have at least 128 random bits, so a plain hash is
 * enough, and whoever reads the database can use none of them. SHA-256 in hexadecimal.
 */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** Compares without telling by its time how much is alike. */
export function isSameSecret(one: string, other: string): boolean {
  return timingSafeEqual(Buffer.from(hashSecret(one)), Buffer.from(hashSecret(other)));
}
