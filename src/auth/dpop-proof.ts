/** What a proof is for (RFC 9449, section 4.2). */
export interface ProofOf {
  method: string;
  /** Absolute, without query and fragment. */
  url: string;
  accessToken: string;
  /** The last nonce of the server, if any. */
  nonce: string | undefined;
}

const encoder = new TextEncoder();

function encode(bytes: Uint8Array<ArrayBuffer>): string {
  const base64 = btoa(String.fromCharCode(...bytes));
  return base64.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function encodeJson(value: object): string {
  return encode(encoder.encode(JSON.stringify(value)));
}

/**
 * A proof that this browser holds the key its token is bound to, for one call. Written out here, since every call needs
 * one and the sign-in library that could make it is loaded only to sign in and to renew.
 */
export async function createProof(
  keys: CryptoKeyPair,
  { method, url, accessToken, nonce }: ProofOf,
): Promise<string> {
  const { subtle } = crypto;
  const [{ kty, crv, x, y }, tokenHash] = await Promise.all([
    subtle.exportKey('jwk', keys.publicKey),
    subtle.digest('SHA-256', encoder.encode(accessToken)),
  ]);
  const header = { typ: 'dpop+jwt', alg: 'ES256', jwk: { kty, crv, x, y } };
  const claims = {
    jti: crypto.randomUUID(),
    htm: method,
    htu: url,
    iat: Math.floor(Date.now() / 1000),
    ath: encode(new Uint8Array(tokenHash)),
    ...(nonce !== undefined && { nonce }),
  };
  const signed = `${encodeJson(header)}.${encodeJson(claims)}`;
  const signature = await subtle.sign(
    { name: 'ECDSA', hash: 'SHA-256' },
    keys.privateKey,
    encoder.encode(signed),
  );
  return `${signed}.${encode(new Uint8Array(signature))}`;
}
