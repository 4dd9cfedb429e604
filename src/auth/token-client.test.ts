import { InMemoryWebStorage, User, WebStorageStateStore } from 'oidc-client-ts';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { TokenClient } from './token-client.ts';

const origin = 'http://127.0.0.1:8420';

function answerWith(body: object): void {
  const answer = () =>
    Promise.resolve(new Response(JSON.stringify(body), { headers: { 'content-type': 'application/json' } }));
  vi.stubGlobal('fetch', vi.fn(answer));
}

async function clientWith(refreshToken: string): Promise<TokenClient> {
  const client = new TokenClient({
    authority: origin,
    metadata: { token_endpoint: `${origin}/oauth/v2/token` },
    client_id: 'muster-page',
    redirect_uri: `${origin}/callback`,
    automaticSilentRenew: false,
    userStore: new WebStorageStateStore({ store: new InMemoryWebStorage() }),
    stateStore: new WebStorageStateStore({ store: new InMemoryWebStorage() }),
  });
  const user = new User({
    access_token: 'old',
    refresh_token: refreshToken,
    token_type: 'DPoP',
    profile: { sub: '', iss: '', aud: '', exp: 0, iat: 0 },
  });
  await client.storeUser(user);
  return client;
}

// The library takes a page for granted.
beforeEach(() => vi.stubGlobal('window', globalThis));
afterEach(() => vi.unstubAllGlobals());

test('a new token is stored; the refresh token stays where none came', async () => {
  const client = await clientWith('refresh');
  answerWith({ access_token: 'new', token_type: 'DPoP', expires_in: 3600 });
  await client.refresh();
  expect(await client.getUser()).toMatchObject({ access_token: 'new', refresh_token: 'refresh' });
});

test.each([
  ['an error inside a 200', { error: 'invalid_code' }, /invalid_code/],
  ['no access token', { token_type: 'DPoP', expires_in: 3600 }, /without an access token/],
])('%s is an error, and the stored tokens stay', async (_name, body, message) => {
  const client = await clientWith('refresh');
  answerWith(body);
  await expect(client.refresh()).rejects.toThrow(message);
  expect(await client.getUser()).toMatchObject({ access_token: 'old', refresh_token: 'refresh' });
});

test('a sign-out while the answer was on its way is not undone by it', async () => {
  const client = await clientWith('refresh');
  answerWith({ access_token: 'new', token_type: 'DPoP' });
  const refreshed = client.refresh();
  await client.removeUser();
  await expect(refreshed).rejects.toMatchObject({ kind: 'signed-out' });
  expect(await client.getUser()).toBeNull();
});
