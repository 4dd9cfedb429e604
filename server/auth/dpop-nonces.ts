import { createHash, createHmac, randomBytes } from 'node:crypto';

const STEP_MS = 60_000;
/** A nonce is accepted in its own step and this many later ones: for two to three minutes. */
const LATER_STEPS = 2;

/** How long after it was made, by its own `iat`, a proof without a nonce is taken. */
const RECENT_MS = STEP_MS;

/** What tells the age of a proof of possession. */
export interface ProofAge {
  nonce: string | undefined;
  /** When the client says it made the proof, ms since 1970. */
  issuedAt: number | undefined;
}

export interface DpopNonces {
  /** The nonce to send with every answer. */
  current(): string;
  /** Whether the proof was made a short while ago, in the time of this process: by our nonce or, where clocks agree, by its `iat`. */
  isFresh(age: ProofAge): boolean;
  /** Remembers a fresh proof by its key and `jti`; false when it was seen before. */
  isFirstUse(thumbprint: string, jti: string): boolean;
}

/**
 * Tells fresh proofs of possession from recorded ones without anything on disk. Nonces are computed from the time with a key
 * that lives as long as the process, and an `iat` before the process counts for nothing: a restart voids every recorded proof.
 * The nonce is for clients whose clock is wrong; the others are spared the refusal that would hand it to them. Proofs seen
 * are forgotten when they would be too old anyway.
 */
export function createDpopNonces(clock: () => number): DpopNonces {
  const key = randomBytes(32);
  const startedAt = clock();
  const seen = new Map<number, Set<string>>();
  const stepNow = () => Math.floor(clock() / STEP_MS);
  const nonceOf = (step: number) => createHmac('sha256', key).update(String(step)).digest('base64url');

  function isOurNonce(nonce: string): boolean {
    const now = stepNow();
    for (let step = now; step >= now - LATER_STEPS; step--) if (nonceOf(step) === nonce) return true;
    return false;
  }

  return {
    current: () => nonceOf(stepNow()),
    isFresh({ nonce, issuedAt }) {
      if (nonce !== undefined && isOurNonce(nonce)) return true;
      const now = clock();
      return (
        issuedAt !== undefined && issuedAt >= startedAt && issuedAt <= now && now - issuedAt <= RECENT_MS
      );
    },
    isFirstUse(thumbprint, jti) {
      const now = stepNow();
      for (const old of seen.keys()) if (old < now - LATER_STEPS) seen.delete(old);
      const proof = createHash('sha256').update(`${thumbprint} ${jti}`).digest('base64url');
      if ([...seen.values()].some((proofs) => proofs.has(proof))) return false;
      const proofs = seen.get(now) ?? new Set();
      seen.set(now, proofs.add(proof));
      return true;
    },
  };
}
