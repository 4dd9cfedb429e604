import type { FastifyInstance } from 'fastify';
import { ApiFailure } from '../contract/errors.ts';
import { Me, SavedView } from '../contract/me.ts';
import { readBody } from '../domain/request-body.ts';
import { principalOf } from '../plugins/guard.ts';
import type { CallCounter } from '../plugins/limits.ts';
import type { Store } from '../store/store.ts';

export const MAX_SAVED_VIEWS = 100;

/** Who is signed in and what that person keeps here: ours, outside the documented API, and no call of its budget. */
export function registerMe(
  api: FastifyInstance,
  { store, counter }: { store: Store; counter: CallCounter },
): void {
  const config = { scope: 'signed-in' } as const;

  api.get('/me', { config, schema: { response: { 200: Me } } }, async (request, reply): Promise<Me> => {
    await counter.tell(reply);
    const { accountId, name, email, role, scopes, sessionEndsAt } = principalOf(request);
    return {
      account_id: accountId,
      name,
      email,
      role,
      scopes: [...scopes],
      ...(sessionEndsAt !== undefined && { session_ends_at: sessionEndsAt }),
      api_limits:
        counter.limits === undefined
          ? null
          : { per_minute: counter.limits.perMinute, per_day: counter.limits.perDay },
      saved_views: await store.views.list(accountId),
    };
  });

  // Adds, or replaces the one of that name.
  api.put('/me/views', { config, schema: { response: { 200: SavedView } } }, async (request) => {
    const { accountId } = principalOf(request);
    const { name, query } = readBody(SavedView, request.body);
    const views = await store.views.list(accountId);
    const isNew = !views.some((view) => view.name === name);
    if (isNew && views.length >= MAX_SAVED_VIEWS) {
      throw new ApiFailure('COM0015', `at most ${MAX_SAVED_VIEWS} views can be saved; delete one first`);
    }
    await store.views.put(accountId, { name, query });
    return { name, query };
  });

  api.delete<{ Params: { name: string } }>('/me/views/:name', { config }, async (request, reply) => {
    const isRemoved = await store.views.remove(principalOf(request).accountId, request.params.name);
    if (!isRemoved) throw new ApiFailure('COM0008');
    return reply.code(204).send();
  });
}
