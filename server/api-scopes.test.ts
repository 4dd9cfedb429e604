import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApiOperation } from './contract/operations-types.ts';
import { API_OPERATIONS } from './contract/operations.ts';
import { AREAS, OPERATIONS, ROLES, type Role, type Scope } from './contract/scopes.ts';
import { addressOf, API_BASES } from './testing/api-requests.ts';
import { buildTestApp, type TestApp } from './testing/build-test-app.ts';

const ALL_SCOPES = AREAS.flatMap((area) => OPERATIONS.map((operation): Scope => `${area}.${operation}`));

/** What each role may do with devices, groups, files and apps. */
const MAY: Readonly<Record<Role, (scope: Scope) => boolean>> = {
  admin: () => true,
  technician: () => true,
  manager: (scope) => scope.endsWith('.READ'),
  helpdesk: (scope) => scope === 'MDMInventory.READ',
};

const OPERATIONS_BY_ID = API_OPERATIONS.map((operation) => [operation.id, operation] as const);

let test: TestApp;
/** An app that takes everybody for a person with exactly these scopes. */
let scoped: TestApp;
let scopes: Scope[] = [];
const keys = new Map<Role, { authorization: string }>();

beforeAll(async () => {
  test = await buildTestApp();
  for (const role of ROLES) keys.set(role, await test.keyOf(role));
  const person = {
    kind: 'account',
    accountId: 'a',
    name: 'A',
    email: 'a@example.com',
    role: 'admin',
  } as const;
  scoped = await buildTestApp({
    authenticator: {
      authenticate: () =>
        Promise.resolve({
          isAuthenticated: true,
          principal: { ...person, scopes: new Set(scopes) },
          headers: {},
        }),
    },
  });
});
afterAll(async () => {
  await test.close();
  await scoped.close();
});

/** Whether the call got past the guard, with the refusal where it did not. */
async function verdictOf({ app }: TestApp, operation: ApiOperation, base: string, headers = {}) {
  const answer = await app.inject({ ...addressOf(operation, base), headers });
  if (answer.statusCode !== 401 && answer.statusCode !== 403) return 'taken';
  return `${answer.statusCode} ${answer.json<{ error_code: string }>().error_code}`;
}

describe.each(API_BASES)('under %s', (base) => {
  it.each(OPERATIONS_BY_ID)('%s wants credentials', async (_id, operation) => {
    expect(await verdictOf(test, operation, base)).toBe('401 COM0013');
    expect(await verdictOf(test, operation, base, { authorization: 'Zoho-oauthtoken x' })).toBe(
      '401 COM0013',
    );
  });

  it.each(OPERATIONS_BY_ID)('%s takes its scope and no other', async (_id, operation) => {
    for (const scope of ALL_SCOPES) {
      scopes = [scope];
      const expected = scope === operation.scope ? 'taken' : '403 SCOPE_MISMATCH';
      expect([scope, await verdictOf(scoped, operation, base)]).toEqual([scope, expected]);
    }
    scopes = ALL_SCOPES.filter((scope) => scope !== operation.scope);
    expect(await verdictOf(scoped, operation, base)).toBe('403 SCOPE_MISMATCH');
  });

  it.each(OPERATIONS_BY_ID)('%s is for the roles that have its scope', async (_id, operation) => {
    for (const role of ROLES) {
      const expected = MAY[role](operation.scope) ? 'taken' : '403 SCOPE_MISMATCH';
      expect([role, await verdictOf(test, operation, base, keys.get(role))]).toEqual([role, expected]);
    }
  });
});

it('names the scope that is missing, as it is spelled on the wire', async () => {
  scopes = [];
  for (const operation of API_OPERATIONS) {
    const { body } = await scoped.app.inject(addressOf(operation, '/api/v1'));
    expect(body).toContain(`MDMOnDemand.${operation.scope}`);
  }
});
