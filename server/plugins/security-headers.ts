import { randomBytes } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { FastifyInstance } from 'fastify';

declare module 'fastify' {
  interface FastifyRequest {
    /** The nonce of this answer's content security policy, for the inline style and script of a page of ours. */
    cspNonce: string;
  }
}

const UNCHANGING: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'x-frame-options': 'DENY',
  'permissions-policy':
    'accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), microphone=(), payment=(), usb=()',
  // Nothing is kept by default; the assets of the page, which never change under their name, say otherwise.
  'cache-control': 'no-store',
};

/** What every answer carries. */
export function securityHeaders(nonce: string): Record<string, string> {
  return { ...UNCHANGING, 'content-security-policy': contentSecurityPolicy(nonce) };
}

/**
 * Sets them on the raw answer: so those have them, too, that are not sent by Fastify (the authorization server's,
 * Vite's). Returns the nonce.
 */
export function setSecurityHeaders(response: ServerResponse): string {
  const nonce = newNonce();
  for (const [name, value] of Object.entries(securityHeaders(nonce))) response.setHeader(name, value);
  return nonce;
}

export function newNonce(): string {
  return randomBytes(16).toString('base64');
}

/** No unsafe-inline and no unsafe-eval, in development neither. */
function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "connect-src 'self'",
    "font-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** To be registered before anything else that may answer. */
export function registerSecurityHeaders(app: FastifyInstance): void {
  app.decorateRequest('cspNonce', '');
  app.addHook('onRequest', (request, reply, done) => {
    request.cspNonce = setSecurityHeaders(reply.raw);
    done();
  });
}
