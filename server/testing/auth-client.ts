import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fastify, type FastifyInstance } from 'fastify';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, SignJWT } from 'jose';
import { createAuth, type Auth } from '../auth/create-auth.ts';
import { databasePath, readConfig, type Config } from '../config.ts';
import { openStore } from '../store/open-store.ts';
import type { Store } from '../store/store.ts';

/** The origin that `inject` calls without being told another. */
export const ORIGIN = 'http://localhost';
export const CALLBACK = `${ORIGIN}/callback`;

export interface TestAuth {
  app: FastifyInstance;
  auth: Auth;
  store: Store;
  config: Config;
  /** Messages and entries that were logged, as JSON. */
  logged: string[];
  /** Stops as a process would; the data stays. */
  stop(): Promise<void>;
}

export function makeDataDir(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'muster-auth-'));
}

export function removeDataDir(dataDir: string): Promise<void> {
  return rm(dataDir, { recursive: true, force: true });
}

/** The real authorization server and authenticator on the real store, without the rest of the app. */
export async function startAuth(dataDir: string, change: Partial<Config> = {}): Promise<TestAuth> {
  const config: Config = { ...readConfig({ DATA_DIR: dataDir }, dataDir), ...change };
  const store = await openStore(databasePath(config));
  const logged: string[] = [];
  const auth = await createAuth({
    store,
    config,
    // Asked anew each time, since tests put another Date in its place.
    clock: () => Date.now(),
    log: (entry, message) => logged.push(JSON.stringify({ ...entry, message })),
    origins: () => [...(config.publicUrl === undefined ? [] : [config.publicUrl]), ORIGIN],
  });
  const app = fastify();
  await app.register(auth.plugin);
  return {
    app,
    auth,
    store,
    config,
    logged,
    async stop() {
      await app.close();
      await auth.close();
      await store.close();
    },
  };
}

type Answer = Awaited<ReturnType<TestBrowser['get']>>;

/** Keeps cookies by path as a browser does, and follows nothing by itself. */
export class TestBrowser {
  app: FastifyInstance;
  readonly cookies = new Map<string, { value: string; path: string }>();
  readonly address: string;

  constructor(app: FastifyInstance, address = '127.0.0.1') {
    this.app = app;
    this.address = address;
  }

  get(url: string, headers: Record<string, string> = {}) {
    return this.#send('GET', url, headers);
  }

  post(url: string, form: Record<string, string> = {}, headers: Record<string, string> = {}) {
    const type = { 'content-type': 'application/x-www-form-urlencoded' };
    return this.#send('POST', url, { ...type, ...headers }, new URLSearchParams(form).toString());
  }

  async #send(method: 'GET' | 'POST', address: string, headers: Record<string, string>, payload?: string) {
    const { pathname, search } = new URL(address, ORIGIN);
    const sent = [...this.cookies].filter(([, { path }]) => pathname.startsWith(path));
    const cookie = sent.map(([name, { value }]) => `${name}=${value}`).join('; ');
    const answer = await this.app.inject({
      method,
      url: pathname + search,
      headers: { ...headers, ...(cookie !== '' && { cookie }) },
      remoteAddress: this.address,
      ...(payload !== undefined && { payload }),
    });
    for (const { name, value, path, expires } of answer.cookies) {
      if (value === '' || (expires && expires.getTime() < Date.now())) this.cookies.delete(name);
      else this.cookies.set(name, { value, path: path ?? '/' });
    }
    return answer;
  }
}

export function locationOf(answer: Answer): URL {
  return new URL(answer.headers.location ?? 'missing:', ORIGIN);
}

export interface Authorization {
  verifier: string;
  parameters: Record<string, string>;
}

/** Parameters of a well-formed request of the page; `change` replaces some, undefined leaves one out. */
export function authorization(change: Record<string, string | undefined> = {}): Authorization {
  const verifier = randomBytes(32).toString('base64url');
  const wanted: Record<string, string | undefined> = {
    client_id: 'muster-page',
    redirect_uri: CALLBACK,
    response_type: 'code',
    scope: 'MDMOnDemand.MDMInventory.ALL MDMOnDemand.MDMDeviceMgmt.ALL',
    state: 'the-state',
    access_type: 'offline',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...change,
  };
  const parameters = Object.entries(wanted).filter((each): each is [string, string] => each[1] !== undefined);
  return { verifier, parameters: Object.fromEntries(parameters) };
}

export function askForCode(browser: TestBrowser, { parameters }: Authorization): Promise<Answer> {
  return browser.get(`/oauth/v2/auth?${new URLSearchParams(parameters).toString()}`);
}

/** Goes from the request through the sign-in page to the redirect that ends it, and answers where that leads. */
export async function signIn(
  browser: TestBrowser,
  request: Authorization,
  email: string,
  password = 'muster-sample',
): Promise<URL> {
  const page = locationOf(await askForCode(browser, request));
  const submitted = await browser.post(page.pathname, { email, password });
  return locationOf(await browser.get(locationOf(submitted).href));
}

export interface ProofKey {
  thumbprint: string;
  /** A proof; `change` replaces claims and header fields. */
  prove(claims: Record<string, unknown>, header?: Record<string, unknown>): Promise<string>;
}

export async function createProofKey(): Promise<ProofKey> {
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  const jwk = await exportJWK(publicKey);
  return {
    thumbprint: await calculateJwkThumbprint(jwk),
    prove: (claims, header = {}) =>
      new SignJWT({ jti: randomUUID(), iat: Math.floor(Date.now() / 1000), ...claims })
        .setProtectedHeader({ alg: 'ES256', typ: 'dpop+jwt', jwk, ...header })
        .sign(privateKey),
  };
}

export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}

export interface Tokens {
  access_token: string;
  refresh_token?: string;
  token_type: string;
  expires_in: number;
  scope: string;
}

/** Calls /oauth/v2/token with a proof of the key. */
export async function callToken(
  browser: TestBrowser,
  key: ProofKey,
  form: Record<string, string>,
): Promise<Answer> {
  const dpop = await key.prove({ htm: 'POST', htu: `${ORIGIN}/oauth/v2/token` });
  return browser.post('/oauth/v2/token', { client_id: 'muster-page', ...form }, { dpop });
}

export function redeem(
  browser: TestBrowser,
  key: ProofKey,
  request: Authorization,
  landed: URL,
  change: Record<string, string> = {},
): Promise<Answer> {
  return callToken(browser, key, {
    grant_type: 'authorization_code',
    code: landed.searchParams.get('code') ?? '',
    code_verifier: request.verifier,
    redirect_uri: CALLBACK,
    ...change,
  });
}

export function refresh(
  browser: TestBrowser,
  key: ProofKey,
  refreshToken: string | undefined,
): Promise<Answer> {
  return callToken(browser, key, { grant_type: 'refresh_token', refresh_token: refreshToken ?? '' });
}

/** A whole sign-in of its own browser: its tokens. */
export async function obtainTokens(
  app: FastifyInstance,
  key: ProofKey,
  email: string,
  change: Record<string, string | undefined> = {},
): Promise<Tokens> {
  const browser = new TestBrowser(app);
  const request = authorization(change);
  const landed = await signIn(browser, request, email);
  const answer = await redeem(browser, key, request, landed);
  if (answer.statusCode !== 200) throw new Error(`No tokens: ${answer.body}`);
  return answer.json<Tokens>();
}

export interface CallChange {
  scheme?: string;
  claims?: Record<string, unknown>;
  header?: Record<string, unknown>;
  dpop?: string;
  key?: ProofKey;
}

/** Makes an API call with the token and a fresh proof, asking for the nonce first as a client does. */
export async function callApi({ auth }: TestAuth, key: ProofKey, token: string, change: CallChange = {}) {
  const method = 'GET';
  const url = `${ORIGIN}/api/v1/devices`;
  const { scheme = 'DPoP' } = change;
  const first = await auth.authenticator.authenticate({
    method,
    url,
    authorization: `DPoP ${token}`,
    dpop: undefined,
  });
  const nonce = first.headers['DPoP-Nonce'];
  const prover = change.key ?? key;
  const claims = { htm: method, htu: url, ath: tokenHash(token), nonce, ...change.claims };
  const dpop = change.dpop ?? (await prover.prove(claims, change.header));
  const answer = await auth.authenticator.authenticate({
    method,
    url,
    authorization: `${scheme} ${token}`,
    dpop,
  });
  return { answer, dpop };
}
