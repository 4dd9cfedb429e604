import type { FastifyReply } from 'fastify';
import type { Config } from '../config.ts';
import { ApiFailure } from '../contract/errors.ts';
import { LIMITS, limitHeaders, retryAfter, type Limits } from '../domain/limits.ts';
import type { CallStore } from '../store/store.ts';

/** Counts a call of the organisation, says on the answer what is left, and refuses one too many with COM0002. */
export interface CallCounter {
  count(reply: FastifyReply): Promise<void>;
  /** Says on the answer what is left, without counting it. */
  tell(reply: FastifyReply): Promise<void>;
  /** Absent: no limits. */
  limits?: Limits;
}

export function createCallCounter(
  calls: CallStore,
  plan: Config['apiLimits'],
  clock: () => number,
): CallCounter {
  if (plan === 'off') return { count: () => Promise.resolve(), tell: () => Promise.resolve() };
  const limits = LIMITS[plan];
  return {
    limits,
    async tell(reply) {
      const now = clock();
      const { minute, day } = await calls.used(now);
      reply.headers(limitHeaders(limits, minute, day, now));
    },
    async count(reply) {
      const now = clock();
      const { isAllowed, minute, day } = await calls.count(now, limits);
      reply.headers(limitHeaders(limits, minute, day, now));
      if (isAllowed) return;
      reply.header('retry-after', retryAfter(limits, minute, day, now));
      throw new ApiFailure('COM0002');
    },
  };
}
