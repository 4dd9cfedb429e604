import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Role } from '../contract/scopes.ts';
import { html, type Html } from './html.ts';
import type { SampleAccount } from './sample-accounts.ts';

export const STYLE = readFileSync(new URL('./sign-in.css', import.meta.url), 'utf8');
/** Changes with the style, so that a browser may keep the file. */
const STYLE_VERSION = createHash('sha256').update(STYLE).digest('hex').slice(0, 12);

/** The same mark as public/favicon.svg, in the colours of the page. */
const MARK = html`<svg class="mark" viewBox="0 0 32 32" width="26" height="26" aria-hidden="true">
  <rect width="32" height="32" rx="7" />
  <g>
    <rect x="7" y="8" width="5" height="16" rx="1.5" />
    <rect x="13.5" y="8" width="5" height="16" rx="1.5" opacity="0.75" />
    <rect x="20" y="8" width="5" height="16" rx="1.5" opacity="0.5" />
  </g>
</svg>`;

function page(title: string, body: Html): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <title>${title} · Muster</title>
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/sign-in/style.css?v=${STYLE_VERSION}" />
      </head>
      <body>
        <main>
          <p class="brand">${MARK}<span>Muster</span></p>
          ${body}
        </main>
      </body>
    </html>`.text;
}

const ROLE_NAMES: Record<Role, string> = {
  admin: 'Administrator',
  technician: 'IT staff',
  helpdesk: 'Helpdesk',
  manager: 'Manager',
};

function sampleHint(samples: readonly SampleAccount[]): Html | undefined {
  const [first] = samples;
  if (first === undefined) return undefined;
  return html`<section class="samples" aria-labelledby="samples">
    <h2 id="samples">Sample accounts</h2>
    <p>The password of each is <code>${first.password}</code>.</p>
    <ul>
      ${samples.map(
        ({ email, role }) =>
          html`<li>
            <a href="?email=${encodeURIComponent(email)}">${email}</a><span>${ROLE_NAMES[role]}</span>
          </li>`,
      )}
    </ul>
  </section>`;
}

export interface SignInView {
  uid: string;
  /** What was typed before, or asked for by the page. */
  email: string;
  /** Why the last attempt did not succeed, in a sentence. */
  problem?: string;
  samples: readonly SampleAccount[];
}

export function signInPage({ uid, email, problem, samples }: SignInView): string {
  const tied = problem === undefined ? undefined : html` aria-invalid="true" aria-describedby="problem"`;
  const focus = html` autofocus`;
  return page(
    'Sign in',
    html`<h1>Sign in</h1>
      ${problem === undefined ? undefined : html`<p class="problem" id="problem" role="alert">${problem}</p>`}
      <form method="post" action="/sign-in/${encodeURIComponent(uid)}">
        <label for="email">Email</label>
        <input
          id="email"
          name="email"
          type="email"
          autocomplete="username"
          autocapitalize="none"
          spellcheck="false"
          required
          maxlength="254"
          value="${email}"
          ${tied}${email === '' && focus}
        />
        <label for="password">Password</label>
        <input
          id="password"
          name="password"
          type="password"
          autocomplete="current-password"
          required
          maxlength="1000"
          ${tied}${email !== '' && focus}
        />
        <button type="submit">Sign in</button>
      </form>
      ${sampleHint(samples)}`,
  );
}

/** A page that says what happened and offers the way back to the start. */
export function noticePage(title: string, sentence: string, detail?: string): string {
  return page(
    title,
    html`<h1>${title}</h1>
      <p>${sentence}</p>
      ${detail === undefined ? undefined : html`<p class="detail">${detail}</p>`}
      <p><a class="button" href="/">Back to Muster</a></p>`,
  );
}

export function expiredPage(): string {
  return noticePage(
    'Sign-in expired',
    'This sign-in was finished already, was left open for too long, or was started in another browser. Start again from Muster.',
  );
}

/** What the authorization server cannot send back to a client, shown to the person instead. */
export function providerErrorPage(error: string, description: string | undefined): string {
  if (/session|expired/i.test(description ?? '') && error === 'invalid_request') return expiredPage();
  return noticePage(
    'Sign-in not possible',
    error === 'server_error'
      ? 'Something went wrong on the server. Try again; if it stays like this, tell whoever runs Muster.'
      : 'The application that sent you here asked for something this server cannot answer.',
    description === undefined ? error : `${error}: ${description}`,
  );
}

export function signOutPage(action: string, fields: Readonly<Record<string, string>>): string {
  return page(
    'Sign out',
    html`<h1>Sign out of Muster?</h1>
      <form method="post" action="${action}">
        ${Object.entries(fields).map(
          ([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`,
        )}
        <button type="submit">Sign out</button>
      </form>
      <p><a href="/">Stay signed in</a></p>`,
  );
}
