import { randomBytes } from 'node:crypto';
import { exportJWK, generateKeyPair } from 'jose';
import type { JWK } from 'oidc-provider';
import type { Store } from '../store/store.ts';

/** Made once and kept with the database, so that a restart loses nobody's session. */
export interface OAuthSecrets {
  signingKeys: JWK[];
  cookieKeys: string[];
  /** 32 bytes; the nonces of the token endpoint are made with it. */
  dpopNonceSecret: Buffer;
}

async function createSigningKeys(): Promise<string> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const key = await exportJWK(privateKey);
  return JSON.stringify([{ ...key, alg: 'ES256', use: 'sig', kid: randomBytes(8).toString('base64url') }]);
}

const createRandom = () => Promise.resolve(JSON.stringify(randomBytes(32).toString('base64url')));

export async function loadOAuthSecrets(store: Store): Promise<OAuthSecrets> {
  const [signing, cookies, nonces] = await Promise.all([
    store.secrets.getOrCreate('oauth-signing-keys', createSigningKeys),
    store.secrets.getOrCreate('oauth-cookie-key', createRandom),
    store.secrets.getOrCreate('oauth-dpop-nonces', createRandom),
  ]);
  return {
    // Written by the functions above and nobody else.
    signingKeys: JSON.parse(signing) as JWK[],
    cookieKeys: [JSON.parse(cookies) as string],
    dpopNonceSecret: Buffer.from(JSON.parse(nonces) as string, 'base64url'),
  };
}
