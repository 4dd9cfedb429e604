import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/** scrypt's cost: 32 MiB and about 60 ms a hash. Stored with each hash, so raising it leaves older ones usable. */
const COST = { N: 2 ** 15, r: 8, p: 1 };
const SALT_BYTES = 16;
const HASH_BYTES = 32;

export const MIN_PASSWORD_LENGTH = 12;
/** Longer input is refused before it is hashed. */
export const MAX_PASSWORD_LENGTH = 1000;

function derive(password: string, salt: Buffer, { N, r, p }: typeof COST): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    // The same characters typed on two keyboards can arrive composed or decomposed: they are one password.
    const bytes = Buffer.from(password.normalize('NFC'));
    scrypt(bytes, salt, HASH_BYTES, { N, r, p, maxmem: 256 * N * r }, (error, key) => {
      if (error) reject(error);
      else resolve(key);
    });
  });
}

function format(salt: Buffer, hash: Buffer): string {
  const { N, r, p } = COST;
  return ['scrypt', N, r, p, salt.toString('base64url'), hash.toString('base64url')].join('$');
}

/** No password has this hash; comparing with it takes as long as with a real one. */
const NOBODY = format(randomBytes(SALT_BYTES), randomBytes(HASH_BYTES));

/** `scrypt$N$r$p$salt$hash`, salt and hash in base64url. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  return format(salt, await derive(password, salt, COST));
}

/** Whether the password is the hashed one. Without a hash (no such account) it is false, after the same work. */
export async function verifyPassword(password: string, stored: string | undefined): Promise<boolean> {
  const [scheme, N, r, p, salt, hash] = (stored ?? NOBODY).split('$');
  if (scheme !== 'scrypt' || salt === undefined || hash === undefined) {
    throw new Error('A stored password hash is not in the format scrypt$N$r$p$salt$hash');
  }
  const expected = Buffer.from(hash, 'base64url');
  const cost = { N: Number(N), r: Number(r), p: Number(p) };
  const actual = await derive(password, Buffer.from(salt, 'base64url'), cost);
  return expected.length === actual.length && timingSafeEqual(expected, actual) && stored !== undefined;
}
