import { describe, expect, test } from 'vitest';
import { normaliseAuthorization, normaliseRevocation, normaliseToken } from './oauth-parameters.ts';

const READ = 'MDMOnDemand.MDMInventory.READ';
const text = (query: string) => new URLSearchParams(query);
const none = text('');

describe('authorization', () => {
  test.each([
    [
      'scope=mdmondemand.mdminventory.read,MDMOnDemand.MDMUser.READ',
      `scope=${READ}+MDMOnDemand.MDMUser.READ`,
    ],
    [`scope=${READ}&prompt=Consent`, `scope=${READ}`],
    [`scope=${READ}&prompt=consent+login`, `scope=${READ}&prompt=login`],
    ['prompt=select_account', 'prompt=login'],
    ['prompt=none', 'prompt=none'],
    ['access_type=Offline', 'access_type=offline'],
    ['scope=nonsense', 'unknown_scope=nonsense'],
    ['unknown_scope=forged', ''],
    ['scope=a&scope=b', 'scope=a&scope=b'],
    ['state=a%20b&x=%26', 'state=a+b&x=%26'],
  ])('%s becomes %s', (given, wanted) => {
    expect(normaliseAuthorization(text(given)).toString()).toBe(wanted);
  });
});

describe('token', () => {
  test.each([
    ['code=1&client_id=c', '', 'code=1&client_id=c'],
    ['', 'code=1', 'code=1'],
    ['code=1', 'code=2', 'code=1&code=2'],
    [`scope=${READ.toLowerCase()}`, '', `scope=${READ}`],
    [`scope=${READ},nonsense`, '', `scope=${READ}+nonsense`],
  ])('query %j and body %j become %j', (query, body, wanted) => {
    expect(normaliseToken(text(query), text(body)).toString()).toBe(wanted);
  });
});

describe('revocation', () => {
  test.each([
    ['refresh_token=r', '', 'token=r&token_type_hint=refresh_token&client_id=muster-page'],
    ['', 'refresh_token=r', 'token=r&token_type_hint=refresh_token&client_id=muster-page'],
    ['', 'token=t&client_id=other', 'token=t&client_id=other'],
    ['', 'token=t&refresh_token=r&client_id=c', 'token=t&refresh_token=r&client_id=c'],
  ])('query %j and body %j become %j', (query, body, wanted) => {
    expect(normaliseRevocation(text(query), text(body)).toString()).toBe(wanted);
  });

  test('names the page where no client is named', () => {
    expect(normaliseRevocation(text('token=t'), none).get('client_id')).toBe('muster-page');
  });
});
