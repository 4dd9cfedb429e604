import { paths } from '../lib/paths.ts';

/** Pages that only make sense in the middle of signing in or out; nobody is sent back to them. */
const NEVER_BACK_TO: readonly string[] = [paths.callback(), paths.callbackBeside(), paths.signedOut()];

/** The path as the router compares it; undefined where it cannot be decoded. */
function asRouterSees(pathname: string): string | undefined {
  try {
    return decodeURI(pathname).toLowerCase().replace(/\/+$/, '');
  } catch {
    return undefined;
  }
}

/**
 * The path, query string and fragment to go to after signing in: `wanted` where it is an address of this page, else the
 * start page. What is wanted may come from a link somebody else made, so only same-origin paths pass.
 */
export function safeReturnTo(wanted: unknown, origin: string): string {
  if (typeof wanted !== 'string' || !/^\/(?![/\\])/.test(wanted)) return paths.home();
  const url = URL.parse(wanted, origin);
  // The parser drops tabs and line breaks and resolves dots, so "/\t/evil" and "/.//evil" look harmless until here.
  if (url?.origin !== origin || url.pathname.startsWith('//')) return paths.home();
  const path = asRouterSees(url.pathname);
  if (path === undefined || NEVER_BACK_TO.includes(path)) return paths.home();
  return `${url.pathname}${url.search}${url.hash}`;
}
