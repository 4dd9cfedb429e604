import { createHash, createHmac, randomBytes } from 'node:crypto';

const STEP_MS = 60_000;
/** A nonce is accepted in its own step and this many later ones: for two to three minutes. */
const LATER_STEPS = 2;

export interface DpopNonces {
  /** The nonce to send with every answer. */
  current(): string;
  /** Whether the nonce is one of ours and recent enough. */
  isFresh(nonce: string): boolean;
  /** Remembers a proof by its key and `jti`; false when it was seen before. Call it with a fresh nonce only. */
  isFirstUse(nonce: string, thumbprint: string, jti: string): boolean;
}

/**
 * Nonces that proofs of possession must carry. They are computed from the time with a key that lives as long as the
 * process, so a proof recorded before a restart is void and what was seen need not be kept on disk; and a proof's age is
 * told by our clock, so the client's may be wrong. Proofs seen are forgotten with the step of their nonce.
 */
export function createDpopNonces(clock: () => number): DpopNonces {
  const key = randomBytes(32);
  const seen = new Map<number, Set<string>>();
  const stepNow = () => Math.floor(clock() / STEP_MS);
  const nonceOf = (step: number) => createHmac('sha256', key).update(String(step)).digest('base64url');

  function stepOf(nonce: string): number | undefined {
    const now = stepNow();
    for (let step = now; step >= now - LATER_STEPS; step--) if (nonceOf(step) === nonce) return step;
    return undefined;
  }

  return {
    current: () => nonceOf(stepNow()),
    isFresh: (nonce) => stepOf(nonce) !== undefined,
    isFirstUse(nonce, thumbprint, jti) {
      const step = stepOf(nonce);
      if (step === undefined) return false;
      for (const old of seen.keys()) if (old < stepNow() - LATER_STEPS) seen.delete(old);
      const proofs = seen.get(step) ?? new Set();
      seen.set(step, proofs);
      const proof = createHash('sha256').update(`${thumbprint} ${jti}`).digest('base64url');
      if (proofs.has(proof)) return false;
      proofs.add(proof);
      return true;
    },
  };
}
