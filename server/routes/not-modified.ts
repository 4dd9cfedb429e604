import type { FastifyReply, FastifyRequest } from 'fastify';
import { matchesETag, weakETag } from '../domain/etag.ts';

/**
 * Sets the ETag of the answer to come, made of what decides it; true where the caller has that answer already and is
 * sent nothing but 304.
 */
export function isNotModified(
  request: FastifyRequest,
  reply: FastifyReply,
  parts: readonly string[],
): boolean {
  const etag = weakETag(parts);
  reply.header('etag', etag);
  return matchesETag(request.headers['if-none-match'], etag);
}

/** The answer itself, or 304: for what is small and has no revision of its own, so that its content is its validator. */
export function answerOnce(
  request: FastifyRequest,
  reply: FastifyReply,
  { wire, answer }: { wire: string; answer: object },
): object {
  const content = JSON.stringify(answer, (_key, value: unknown) =>
    typeof value === 'bigint' ? value.toString() : value,
  );
  return isNotModified(request, reply, [wire, content]) ? reply.code(304).send() : answer;
}
