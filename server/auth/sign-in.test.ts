import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  askForCode,
  authorization,
  locationOf,
  makeDataDir,
  removeDataDir,
  startAuth,
  TestBrowser,
  type TestAuth,
} from '../testing/auth-client.ts';
import * as passwords from './passwords.ts';

let dataDir: string;
let server: TestAuth;

beforeEach(async () => {
  dataDir = await makeDataDir();
  server = await startAuth(dataDir);
});

afterEach(async () => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  await server.stop();
  await removeDataDir(dataDir);
});

const HELPDESK = 'helpdesk@example.com';

async function openPage(address?: string, change = {}) {
  const browser = new TestBrowser(server.app, address);
  const { pathname } = locationOf(await askForCode(browser, authorization(change)));
  return { browser, pathname };
}

function problemOf(body: string): string {
  return /role="alert"[^>]*>([^<]*)</.exec(body)?.[1]?.trim().replaceAll(/\s+/g, ' ') ?? '';
}

/** What differs from one request to the next by itself. */
function comparable(body: string, email: string): string {
  return body.replaceAll(/\/sign-in\/[\w-]+"/g, '').replaceAll(email, 'EMAIL');
}

describe('the page', () => {
  test('says what it wants in fields a password manager knows', async () => {
    const { browser, pathname } = await openPage();
    const { body, headers } = await browser.get(pathname);
    expect(headers['content-type']).toContain('text/html');
    expect(body).toContain('<html lang="en">');
    expect(body).toContain('<title>Sign in · Muster</title>');
    expect(body).toContain('autocomplete="username"');
    expect(body).toContain('autocomplete="current-password"');
    expect(body).toContain('admin@example.com');
    expect(problemOf(body)).toBe('');
  });

  test.each([
    ['the address', '?email=me%40example.com', {}],
    ['the page that asked', '', { login_hint: 'me@example.com' }],
  ])('has the e-mail that %s names filled in', async (_who, query, change) => {
    const { browser, pathname } = await openPage(undefined, change);
    expect((await browser.get(pathname + query)).body).toContain('value="me@example.com"');
  });

  test('has a style of its own that a browser may keep', async () => {
    const answer = await server.app.inject('/sign-in/style.css');
    expect(answer.headers['content-type']).toContain('text/css');
    expect(answer.headers['cache-control']).toContain('immutable');
    expect(answer.body).toContain('prefers-color-scheme: dark');
  });
});

describe('a wrong password', () => {
  test('is said, with the e-mail kept and the password not', async () => {
    const { browser, pathname } = await openPage();
    const { body } = await browser.post(pathname, { email: HELPDESK, password: 'my-secret-guess' });
    expect(problemOf(body)).toBe('Email or password is not right.');
    expect(body).toContain(`value="${HELPDESK}"`);
    expect(body).toContain('aria-describedby="problem"');
    expect(body).not.toContain('my-secret-guess');
    expect(server.logged.join('\n')).not.toContain('my-secret-guess');
  });

  test('an unknown e-mail and a disabled account are answered alike, after the same work', async () => {
    const disabled = (await server.store.accounts.findByEmail('manager@example.com'))!;
    await server.store.accounts.update(disabled.id, { isDisabled: true });
    const verify = vi.spyOn(passwords, 'verifyPassword');
    const attempts = [
      { email: HELPDESK, password: 'wrong' },
      { email: 'nobody@nowhere.test', password: 'muster-sample' },
      { email: 'manager@example.com', password: 'muster-sample' },
    ];
    const answers = [];
    for (const attempt of attempts) {
      const { browser, pathname } = await openPage();
      const { statusCode, body } = await browser.post(pathname, attempt);
      answers.push({ statusCode, body: comparable(body, `value="${attempt.email}"`) });
    }
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
    expect(verify).toHaveBeenCalledTimes(3);
  });

  test('does not end the sign-in: the right one goes on', async () => {
    const { browser, pathname } = await openPage();
    await browser.post(pathname, { email: HELPDESK, password: 'wrong' });
    const answer = await browser.post(pathname, {
      email: ' HELPDESK@example.com ',
      password: 'muster-sample',
    });
    expect(answer.statusCode).toBe(303);
  });

  test.each([[{ email: '', password: 'x' }], [{ email: HELPDESK, password: '' }], [{}]])(
    'nothing typed (%j) is no guess',
    async (form) => {
      const { browser, pathname } = await openPage();
      const { body } = await browser.post(pathname, form);
      expect(problemOf(body)).toBe('Enter your email and your password.');
    },
  );
});

describe('guessing', () => {
  async function guess(email: string, count: number, address: string) {
    const { browser, pathname } = await openPage(address);
    for (let index = 0; index < count; index++) await browser.post(pathname, { email, password: 'wrong' });
    return { browser, pathname };
  }

  test.each([HELPDESK, 'nobody@nowhere.test'])('%s is locked by the fifth wrong password', async (email) => {
    const { browser, pathname } = await guess(email, 4, '10.0.0.1');
    const fifth = await browser.post(pathname, { email, password: 'wrong' });
    expect(problemOf(fifth.body)).toContain('wait 30 seconds');
    const other = await openPage('10.0.0.2');
    const locked = await other.browser.post(other.pathname, { email, password: 'muster-sample' });
    expect(locked.statusCode).toBe(429);
    expect(locked.headers['retry-after']).toBe('30');
    expect(problemOf(locked.body)).toBe('Too many attempts. Try again in 30 seconds.');
  });

  test('the lock ends', async () => {
    const { browser, pathname } = await guess(HELPDESK, 5, '10.0.0.1');
    vi.useFakeTimers({ toFake: ['Date'] });
    vi.setSystemTime(Date.now() + 30_000);
    const answer = await browser.post(pathname, { email: HELPDESK, password: 'muster-sample' });
    expect(answer.statusCode).toBe(303);
  });

  test('what a client says of its address is not believed without a proxy', async () => {
    const { browser, pathname } = await openPage('10.0.0.1');
    for (let index = 0; index < 20; index++) {
      const forged = { 'x-forwarded-for': `192.0.2.${index}` };
      await browser.post(pathname, { email: `user${index}@example.com`, password: 'wrong' }, forged);
    }
    const answer = await browser.post(pathname, { email: HELPDESK, password: 'muster-sample' });
    expect(answer.statusCode).toBe(429);
  });
});

test('behind a proxy, who guesses is whom the proxy names last', async () => {
  await server.stop();
  server = await startAuth(dataDir, { publicUrl: 'https://muster.example.com' });
  const { browser, pathname } = await openPage('10.0.0.1');
  const guess = (email: string, forwarded: string) =>
    browser.post(pathname, { email, password: 'wrong' }, { 'x-forwarded-for': forwarded });
  for (let index = 0; index < 20; index++)
    await guess(`user${index}@x.test`, `192.0.2.${index}, 198.51.100.7`);
  expect((await guess('one@x.test', '198.51.100.7')).statusCode).toBe(429);
  expect((await guess('one@x.test', '198.51.100.7, 198.51.100.8')).statusCode).toBe(200);
});

describe('a sign-in that is not this browser’s', () => {
  test.each(['GET', 'POST'] as const)(
    '%s without its cookie says it expired and leads back',
    async (method) => {
      const { pathname } = await openPage();
      const stranger = new TestBrowser(server.app);
      const form = { email: HELPDESK, password: 'muster-sample' };
      const { body, headers } =
        method === 'GET' ? await stranger.get(pathname) : await stranger.post(pathname, form);
      expect(headers.location).toBeUndefined();
      expect(body).toContain('Sign-in expired');
      expect(body).toContain('href="/"');
    },
  );

  test('another address than the cookie’s is refused', async () => {
    const { browser } = await openPage();
    for (const cookie of browser.cookies.values()) cookie.path = '/';
    expect((await browser.get('/sign-in/another')).body).toContain('Sign-in expired');
  });

  test.each([
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { origin: 'http://evil.example' },
  ])('a form sent with %j is refused', async (headers) => {
    const { browser, pathname } = await openPage();
    const form = { email: HELPDESK, password: 'muster-sample' };
    const answer = await browser.post(pathname, form, headers);
    expect(answer.body).toContain('Sign-in expired');
  });

  test('one that was finished is over', async () => {
    const { browser, pathname } = await openPage();
    const form = { email: HELPDESK, password: 'muster-sample' };
    await browser.get(locationOf(await browser.post(pathname, form)).href);
    expect((await browser.get(pathname)).body).toContain('Sign-in expired');
  });

  test('one that was left open for more than an hour is over', async () => {
    const { browser, pathname } = await openPage();
    vi.useFakeTimers({ toFake: ['Date'] });
    vi.setSystemTime(Date.now() + 3_601_000);
    expect((await browser.get(pathname)).body).toContain('Sign-in expired');
  });
});
