import { Type, type Static } from 'typebox';
import { AREAS, OPERATIONS, ROLES, type Role, type Scope } from './scopes.ts';

const scopeNames = AREAS.flatMap((area) => OPERATIONS.map((operation): Scope => `${area}.${operation}`));

/** A saved view: a name and the query string of the Devices page it stands for (without the leading "?"). */
export const SavedView = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 80 }),
  query: Type.String({ maxLength: 8000 }),
});
export type SavedView = Static<typeof SavedView>;

/** GET /api/me: who is signed in, and what that person may do now. Ours; not part of the documented API. */
export const Me = Type.Object(
  {
    account_id: Type.String(),
    name: Type.String(),
    email: Type.String(),
    role: Type.Unsafe<Role>({ type: 'string', enum: [...ROLES] }),
    /** Scopes of the token intersected with those of the live role. */
    scopes: Type.Array(Type.Unsafe<Scope>({ type: 'string', enum: scopeNames })),
    /** When the access token ends, milliseconds since 1970; absent for an API key. */
    session_ends_at: Type.Optional(Type.Integer()),
    /**
     * Calls of the documented API that the organisation may make; null where there is no limit. What is left of them
     * stands in the headers RateLimit and RateLimit-Policy of this answer.
     */
    api_limits: Type.Union([
      Type.Object({ per_minute: Type.Integer(), per_day: Type.Integer() }),
      Type.Null(),
    ]),
    saved_views: Type.Array(SavedView),
  },
  { $id: 'Me' },
);
export type Me = Static<typeof Me>;
