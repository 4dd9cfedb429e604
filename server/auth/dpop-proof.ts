import { createHash } from 'node:crypto';
import { calculateJwkThumbprint, decodeProtectedHeader, EmbeddedJWK, jwtVerify } from 'jose';

/** Signatures a proof may have, here and at the token endpoint. */
export const DPOP_ALGORITHMS = ['ES256', 'ES384', 'ES512', 'Ed25519', 'EdDSA', 'PS256', 'RS256'] as const;

export interface DpopProof {
  jti: string;
  nonce: string | undefined;
  /** The client's own word, ms since 1970. */
  issuedAt: number | undefined;
}

/** Why a proof is refused, in words for the log. */
export class DpopProofError extends Error {}

function isSameAddress(claimed: string, expected: string): boolean {
  const one = URL.parse(claimed);
  const other = URL.parse(expected);
  return one !== null && other !== null && one.origin === other.origin && one.pathname === other.pathname;
}

async function readSigned(proof: string) {
  try {
    const { payload } = await jwtVerify(proof, EmbeddedJWK, {
      algorithms: [...DPOP_ALGORITHMS],
      typ: 'dpop+jwt',
    });
    const { jwk } = decodeProtectedHeader(proof);
    if (jwk === undefined) throw new DpopProofError('the proof has no key');
    return { payload, thumbprint: await calculateJwkThumbprint(jwk) };
  } catch (cause) {
    if (cause instanceof DpopProofError) throw cause;
    throw new DpopProofError('the proof is no JWT signed by its own key', { cause });
  }
}

/**
 * Checks everything a proof says by itself (RFC 9449, section 4.3) but its freshness: the nonce and the `jti` are the
 * caller's to check. Throws `DpopProofError`.
 */
export async function readDpopProof(
  proof: string,
  expected: { method: string; url: string; token: string; thumbprint: string },
): Promise<DpopProof> {
  const { payload, thumbprint } = await readSigned(proof);
  if (thumbprint !== expected.thumbprint) throw new DpopProofError('the token is bound to another key');
  if (payload.htm !== expected.method) throw new DpopProofError('the proof is for another method');
  const { htu, ath, nonce } = payload;
  if (typeof htu !== 'string' || !isSameAddress(htu, expected.url)) {
    throw new DpopProofError('the proof is for another address');
  }
  const tokenHash = createHash('sha256').update(expected.token).digest('base64url');
  if (ath !== tokenHash) throw new DpopProofError('the proof is for another token');
  if (typeof payload.jti !== 'string' || payload.jti === '') throw new DpopProofError('the proof has no jti');
  if (nonce !== undefined && typeof nonce !== 'string') throw new DpopProofError('the nonce is no text');
  const issuedAt = typeof payload.iat === 'number' ? payload.iat * 1000 : undefined;
  return { jti: payload.jti, nonce, issuedAt };
}
