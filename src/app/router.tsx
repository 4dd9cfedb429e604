import { createBrowserRouter, redirect, type MiddlewareFunction } from 'react-router';
import type { Session } from '../auth/session-types.ts';
import { paths } from '../lib/paths.ts';
import { SignedOutPage } from '../pages/sign-in/SignedOutPage.tsx';
import { AppLayout } from './AppLayout.tsx';
import { Booting } from './Booting.tsx';
import { PageError } from './PageError.tsx';
import type { PageHandle } from './page-title.ts';
import { loadDevicePage, loadDevicesPage } from './pages.ts';

const titled = (title: string): PageHandle => ({ title });

/** Leads to the sign-in page and, from there, back to the address that was asked for. */
function requireSignIn(session: Session, whenReady: () => Promise<void>): MiddlewareFunction {
  return async ({ request }) => {
    if (session.getState().status !== 'signed-out') return whenReady();
    const { pathname, search } = new URL(request.url);
    // The router's request has no fragment; the address bar has it, where this is the page being opened.
    const hash = pathname === location.pathname && search === location.search ? location.hash : '';
    await session.signIn(`${pathname}${search}${hash}`);
    // Only reached where the browser came back without loading the page again (the back button).
    // eslint-disable-next-line @typescript-eslint/only-throw-error -- the router's way to redirect from middleware
    throw redirect(paths.signedOut());
  };
}

/** Every address of the page. Pages of a signed-in person wait for `whenReady`: what is kept in this browser is there. */
export function createAppRouter(session: Session, whenReady: () => Promise<void>) {
  return createBrowserRouter([
    {
      ErrorBoundary: PageError,
      HydrateFallback: Booting,
      children: [
        {
          path: paths.signedOut(),
          // Not loaded when it is wanted: one can sign out without a connection.
          Component: SignedOutPage,
        },
        {
          path: paths.callback(),
          loader: async () => redirect(await session.completeSignIn()),
          Component: Booting,
          lazy: async () => ({
            ErrorBoundary: (await import('../pages/sign-in/SignInFailedPage.tsx')).SignInFailedPage,
          }),
        },
        {
          path: paths.callbackBeside(),
          loader: async () => {
            await session.completeSignInBeside();
            return null;
          },
          lazy: async () => {
            const { SignInBesidePage } = await import('../pages/sign-in/SignInBesidePage.tsx');
            return { Component: SignInBesidePage, ErrorBoundary: SignInBesidePage };
          },
        },
        {
          middleware: [requireSignIn(session, whenReady)],
          // Without a loader the router would not ask its middleware on the first page.
          loader: () => null,
          Component: AppLayout,
          children: [
            {
              ErrorBoundary: PageError,
              children: [
                { path: paths.home(), loader: () => redirect(paths.devices()), Component: Booting },
                {
                  path: paths.devices(),
                  handle: titled('Devices'),
                  lazy: async () => ({
                    Component: (await loadDevicesPage()).DevicesPage,
                  }),
                },
                {
                  path: paths.device(':deviceId'),
                  handle: titled('Device'),
                  lazy: async () => ({
                    Component: (await loadDevicePage()).DevicePage,
                  }),
                },
                {
                  path: paths.budget(),
                  handle: titled('API budget'),
                  lazy: async () => ({
                    Component: (await import('../pages/budget/BudgetPage.tsx')).BudgetPage,
                  }),
                },
                {
                  path: '*',
                  handle: titled('Page not found'),
                  lazy: async () => ({
                    Component: (await import('../pages/not-found/NotFoundPage.tsx')).NotFoundPage,
                  }),
                },
              ],
            },
          ],
        },
      ],
    },
  ]);
}
