import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { errors, type Provider } from 'oidc-provider';
import type { Config } from '../config.ts';
import type { Account, Store } from '../store/store.ts';
import { verifyPassword, MAX_PASSWORD_LENGTH } from './passwords.ts';
import type { ProviderFor } from './providers.ts';
import { replayRequest } from './replay-request.ts';
import { isUsable, type SampleAccount } from './sample-accounts.ts';
import { expiredPage, signInPage, STYLE } from './sign-in-pages.ts';
import type { SignInThrottle } from './throttle.ts';
import { inWords } from './waiting-words.ts';

export interface SignInDeps {
  store: Store;
  config: Config;
  clock: () => number;
  log: (entry: object, message: string) => void;
  throttle: SignInThrottle;
  samples: readonly SampleAccount[];
  /** The origin a request is answered at and the authorization server for it; undefined for a foreign Host. */
  providerFor: ProviderFor;
}

/** One sentence for a wrong password, an unknown e-mail and a disabled account: none of them is to be told apart. */
const REFUSED = 'Email or password is not right.';

type Interaction = Awaited<ReturnType<Provider['interactionDetails']>>;

interface Pending {
  origin: string;
  provider: Provider;
  interaction: Interaction;
  request: ReturnType<typeof replayRequest>;
}

/** The sign-in that this browser's cookie stands for, if it is the one of the address. */
async function findPending(deps: SignInDeps, request: FastifyRequest, reply: FastifyReply, uid: string) {
  const found = deps.providerFor(request);
  if (found === undefined) return undefined;
  const replayed = replayRequest(request.raw, { origin: found.origin });
  try {
    const interaction = await found.provider.interactionDetails(replayed, reply.raw);
    if (interaction.uid !== uid || interaction.prompt.name !== 'login') return undefined;
    return { ...found, interaction, request: replayed } satisfies Pending;
  } catch (error) {
    if (error instanceof errors.SessionNotFound) return undefined;
    throw error;
  }
}

/** Behind a proxy (PUBLIC_URL) the connection is the proxy's, which adds whom it speaks for at the end. */
function clientAddress(request: FastifyRequest, config: Config): string {
  const forwarded = request.headers['x-forwarded-for'];
  const last = (Array.isArray(forwarded) ? forwarded.join(',') : forwarded)?.split(',').at(-1)?.trim();
  const direct = request.raw.socket.remoteAddress ?? '';
  return config.publicUrl !== undefined && last !== undefined && last !== '' ? last : direct;
}

type Verdict = { account: Account } | { problem: string; retryAfterMs?: number };

async function checkPassword(
  deps: SignInDeps,
  email: string,
  password: string,
  address: string,
): Promise<Verdict> {
  const attempt = deps.throttle.begin(email, address);
  if (!attempt.isAllowed) {
    const retryAfterMs = attempt.retryAt - deps.clock();
    return { problem: `Too many attempts. Try again in ${inWords(retryAfterMs)}.`, retryAfterMs };
  }
  const account = await deps.store.accounts.findByEmail(email);
  const isRight = await verifyPassword(password.slice(0, MAX_PASSWORD_LENGTH), account?.passwordHash);
  if (isRight && account !== undefined && isUsable(account, deps.config)) {
    attempt.succeeded();
    return { account };
  }
  const { retryAt } = attempt.failed();
  if (retryAt === undefined) return { problem: REFUSED };
  const wait = inWords(retryAt - deps.clock());
  return { problem: `${REFUSED} After this many wrong attempts, wait ${wait} before the next one.` };
}

/**
 * A browser that was signed in as somebody else: its session becomes the new account's. oidc-provider would ask for a
 * sign-out first, on a page whose inline script our content security policy forbids.
 */
async function handOver(pending: Pending, reply: FastifyReply, accountId: string): Promise<void> {
  const { provider, interaction, request } = pending;
  const before = interaction.session?.accountId;
  if (before === undefined || before === accountId) return;
  const session = await provider.Session.get(provider.createContext(request, reply.raw));
  if (session.accountId !== before) return;
  delete session.authorizations;
  session.loginAccount({ accountId });
  await session.persist();
}

function text(body: unknown, name: string): string {
  const value = body instanceof URLSearchParams ? body.get(name) : null;
  return value ?? '';
}

/**
 * Whether another site's page sent the form. Under the referrer policy no-referrer a browser says `Origin: null` of
 * our own page, too, so what it says in Sec-Fetch-Site counts.
 */
function isCrossSite(request: FastifyRequest, origin: string): boolean {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined) return site !== 'same-origin' && site !== 'none';
  const sent = request.headers.origin;
  return sent !== undefined && sent !== 'null' && sent !== origin;
}

function sendPage(reply: FastifyReply, page: string): FastifyReply {
  return reply.type('text/html; charset=utf-8').send(page);
}

async function submit(
  deps: SignInDeps,
  request: FastifyRequest<{ Params: { uid: string } }>,
  reply: FastifyReply,
) {
  const { uid } = request.params;
  const pending = await findPending(deps, request, reply, uid);
  if (pending === undefined || isCrossSite(request, pending.origin)) return sendPage(reply, expiredPage());
  const email = text(request.body, 'email').trim().slice(0, 254);
  const password = text(request.body, 'password');
  if (email === '' || password === '') {
    const problem = 'Enter your email and your password.';
    return sendPage(reply, signInPage({ uid, email, problem, samples: deps.samples }));
  }
  const address = clientAddress(request, deps.config);
  const verdict = await checkPassword(deps, email, password, address);
  if ('problem' in verdict) {
    deps.log({ event: 'sign-in', outcome: 'refused', address }, 'sign-in refused');
    const { problem, retryAfterMs } = verdict;
    if (retryAfterMs !== undefined) reply.header('retry-after', Math.ceil(retryAfterMs / 1000)).code(429);
    return sendPage(reply, signInPage({ uid, email, problem, samples: deps.samples }));
  }
  const { account } = verdict;
  deps.log({ event: 'sign-in', outcome: 'accepted', accountId: account.id }, 'signed in');
  const returnTo = await pending.provider.interactionResult(
    pending.request,
    reply.raw,
    { login: { accountId: account.id, remember: false } },
    { mergeWithLastSubmission: false },
  );
  await handOver(pending, reply, account.id);
  return reply.redirect(returnTo, 303);
}

/** /sign-in/:uid, the page of our own that oidc-provider sends a person to, and its style. No script is needed. */
export function registerSignInRoutes(app: FastifyInstance, deps: SignInDeps): void {
  app.get('/sign-in/style.css', (_request, reply) =>
    reply
      .header('cache-control', 'public, max-age=31536000, immutable')
      .type('text/css; charset=utf-8')
      .send(STYLE),
  );

  app.get<{ Params: { uid: string }; Querystring: { email?: unknown } }>(
    '/sign-in/:uid',
    async (request, reply) => {
      const { uid } = request.params;
      const pending = await findPending(deps, request, reply, uid);
      if (pending === undefined) return sendPage(reply, expiredPage());
      const asked = request.query.email ?? pending.interaction.params.login_hint;
      const email = typeof asked === 'string' ? asked.slice(0, 254) : '';
      return sendPage(reply, signInPage({ uid, email, samples: deps.samples }));
    },
  );

  app.post<{ Params: { uid: string } }>('/sign-in/:uid', (request, reply) => submit(deps, request, reply));
}
