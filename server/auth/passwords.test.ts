import { scrypt } from 'node:crypto';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { hashPassword, verifyPassword } from './passwords.ts';

test('a password fits its own hash and no other', async () => {
  const hash = await hashPassword('correct horse battery');
  expect(await verifyPassword('correct horse battery', hash)).toBe(true);
  expect(await verifyPassword('correct horse batterz', hash)).toBe(false);
  expect(await verifyPassword('', hash)).toBe(false);
});

test('a hash names its cost, at least 32 MiB, and has a salt of its own', async () => {
  const [one, other] = await Promise.all([hashPassword('the same'), hashPassword('the same')]);
  expect(one).toMatch(/^scrypt\$32768\$8\$1\$[\w-]{22}\$[\w-]{43}$/);
  expect(one).not.toBe(other);
});

test('without a hash no password is right', async () => {
  expect(await verifyPassword('', undefined)).toBe(false);
});

test('a hash made at another cost still serves', async () => {
  const salt = Buffer.from('0123456789abcdef');
  const derive = promisify<string, Buffer, number, Buffer>(scrypt);
  const hash = await derive('an older password', salt, 32);
  const stored = `scrypt$16384$8$1$${salt.toString('base64url')}$${hash.toString('base64url')}`;
  expect(await verifyPassword('an older password', stored)).toBe(true);
});

test('the same letters composed and decomposed are one password', async () => {
  expect(await verifyPassword('cafe\u0301 de flore', await hashPassword('caf\u00e9 de flore'))).toBe(true);
});

test.each(['', 'md5$abc', 'scrypt$32768$8'])('refuses the stored text %j as no hash', async (stored) => {
  await expect(verifyPassword('whatever', stored)).rejects.toThrow('not in the format');
});
